//! The people around a customer.

use domain::kinds::customer;
use domain::phone;
use leptos::prelude::*;
use serde_json::Value;

use super::Card;
use super::actions::tel;
use super::profile::birthday;
use crate::components::Panel;
use crate::i18n::{field_label, text};

/// The people of an organisation, and who of us knows them. Nothing where there are none.
#[component]
pub fn ContactsPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let people = entries(card, customer::CONTACTS);
    let row = move |entry: Value| {
        let word = |name: &str| {
            entry
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let number = phone::display(&word("phone"));
        let known = match word("knows") {
            id if id.is_empty() => String::new(),
            id => format!(
                "{}: {}",
                field_label(customer::KIND, "contacts.knows"),
                card.store.person_name(&id)
            ),
        };
        view! {
            <div class="task">
                <strong>{word("name")}</strong>
                <a class="link" href=tel(&number)>{number.clone()}</a>
                <p>{[word("position"), known].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")}</p>
            </div>
        }
    };
    move || {
        let people = people.get();
        (!people.is_empty()).then(|| {
            view! {
                <Panel title=text("customer.section.contacts")>
                    {people.into_iter().map(row).collect_view()}
                </Panel>
            }
        })
    }
}

/// The family of a person. Nothing where nobody is known.
#[component]
pub fn FamilyPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let family = entries(card, customer::FAMILY);
    let row = move |entry: Value| {
        let word = |name: &str| {
            entry
                .get(name)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let born = Some(word("birthday")).filter(|day| !day.is_empty());
        let born = born.map(|day| birthday(card.store, &day));
        view! {
            <div class="task">
                <strong>{word("name")}</strong>
                <span class="when">{word("relation")}</span>
                <p>{born}</p>
            </div>
        }
    };
    move || {
        let family = family.get();
        (!family.is_empty()).then(|| {
            view! {
                <Panel title=field_label(customer::KIND, customer::FAMILY)>
                    {family.into_iter().map(row).collect_view()}
                </Panel>
            }
        })
    }
}

fn entries(card: Card, field: &'static str) -> Memo<Vec<Value>> {
    Memo::new(move |_| {
        card.record(|record| {
            let map = record.get(field).as_object();
            map.into_iter()
                .flat_map(|map| map.values().cloned())
                .collect()
        })
    })
}
