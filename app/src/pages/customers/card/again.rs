//! What a customer usually buys, and how often.

use domain::buying::{Usual, rhythm_of_days};
use leptos::prelude::*;

use super::Card;
use crate::components::Panel;
use crate::i18n::{format, text, text_with};
use crate::pages::orders::usual_of;
use crate::store::OrderRow;

/// The products that are bought again and again, or were bought last, with the way to the same order
/// again. Nothing where there are no orders.
#[component]
pub fn UsualPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let usual = Memo::new(move |_| card.orders(|orders| usual_of(card.store, orders)));
    let has_orders = Memo::new(move |_| card.orders(|orders| !orders.is_empty()));
    let link = move || {
        let href = format!("/customers/{}/orders/new?again", card.id());
        view! {
            <a class="link no-print" data-testid="order-again" href=href>
                {text("customer.order_again")}
            </a>
        }
    };
    view! {
        <Show when=move || has_orders.get()>
            <Panel title=text("customer.usual") action=link>
                {move || table(&usual.get())}
                <div class="body">
                    <span class="when">{move || card.orders(rhythm_words)}</span>
                </div>
            </Panel>
        </Show>
    }
}

fn table(usual: &[Usual]) -> Option<impl IntoView + use<>> {
    let last = usual.first()?;
    let heading = if last.is_habit() {
        "customer.usual_quantity"
    } else {
        "customer.last_quantity"
    };
    let rows = usual.iter().map(row).collect_view();
    Some(view! {
        <table>
            <thead>
                <tr>
                    <th>{text("kind.product")}</th>
                    <th class="num">{text(heading)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    })
}

fn row(usual: &Usual) -> impl IntoView + use<> {
    let name = match usual.name.as_str() {
        "" => usual.code.clone(),
        name => name.to_owned(),
    };
    let quantity = format!("{} {}", format::quantity(usual.quantity), usual.unit);
    let last = format::day(&usual.last_on.to_string());
    let last = text_with("customer.usual_last", &[("day", last)]);
    view! {
        <tr data-testid="usual-product" data-code=usual.code.clone()>
            <td>
                {name}
                <br />
                <span class="when">{last}</span>
            </td>
            <td class="num">{quantity}</td>
        </tr>
    }
}

fn rhythm_words(orders: &[OrderRow]) -> String {
    let sales = orders.iter().filter(|row| row.is_firm_sale());
    let days = sales.filter_map(|row| row.ordered_on.parse().ok());
    match rhythm_of_days(days.collect()) {
        Some(days) => text_with("customer.rhythm", &[("count", format::number(days))]),
        None => text("customer.no_rhythm"),
    }
}
