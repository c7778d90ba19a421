//! The vehicles of a customer.

use domain::kinds::vehicle;
use leptos::prelude::*;

use super::moments::unit;
use super::{Card, Follower};
use crate::components::{EmptyState, Panel, Tag, Tone};
use crate::i18n::{format, text, text_with};

/// The vehicles with their warranty.
#[component]
pub fn VehiclesPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let vehicles = Memo::new(move |_| card.followers(vehicle::KIND));
    let add = format!("/customers/{}/vehicles/new", card.id());
    let link = move || {
        view! {
            <a class="link no-print" data-testid="vehicle-new" href=add.clone()>
                {text("customer.add_vehicle")}
            </a>
        }
    };
    let table = move || {
        let vehicles = vehicles.get();
        if vehicles.is_empty() {
            let (title, hint) = (text("empty.vehicles"), text("empty.vehicles_hint"));
            return view! { <EmptyState title hint /> }.into_any();
        }
        let rows = vehicles.iter().map(|one| row(card, one)).collect_view();
        view! {
            <table>
                <thead>
                    <tr>
                        <th>{text("vehicle.unit")}</th>
                        <th class="num">{text("vehicle.warranty")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! { <Panel title=text("customer.vehicles") action=link>{table}</Panel> }
}

fn row(card: Card, follower: &Follower) -> impl IntoView + use<> {
    let record = &follower.record;
    let until = record.text(vehicle::WARRANTY_UNTIL);
    let today = card.store.today();
    let warranty = match until {
        "" => String::new(),
        day if day < today.as_str() => {
            text_with("vehicle.warranty_ended", &[("day", format::day(day))])
        }
        day => format::day(day),
    };
    let unsent = follower
        .pending
        .then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> });
    view! {
        <tr>
            <td>
                <a href=format!("/vehicles/{}/edit", record.id)>{unit(record)}</a>
                " "
                {unsent}
                <br />
                <span class="when">{record.text(vehicle::PLATE).to_owned()}</span>
            </td>
            <td class="num">{warranty}</td>
        </tr>
    }
}
