//! What is known about a customer.

use domain::kinds::customer::{self, CUSTOMER};
use leptos::prelude::*;
use serde_json::Value;
use sync::record::Record;

use super::Card;
use crate::components::Panel;
use crate::i18n::{civil, counted, field_label, format, text, text_with};
use crate::pages::form::field_text;
use crate::store::Store;

/// Fields of the profile, in the order in which they are shown.
const FIELDS: &[&str] = &[
    customer::PHONES,
    customer::EMAIL,
    customer::BIRTHDAY,
    customer::FAMILY,
    customer::HOBBIES,
    customer::PRODUCTS_USED,
    customer::CHANNEL,
    customer::SUB_TYPE,
    customer::SOURCE,
    customer::OWNER,
    customer::EXTERNAL_CODE,
    customer::NOTE,
];

/// What is known about the customer; fields without a value are left out.
#[component]
pub fn ProfilePanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let lines = Memo::new(move |_| card.record(|record| lines(card.store, record)));
    let since = move || {
        let created = card.record(|record| record.created_ms);
        let day = format::date(created, &card.store.zone());
        text_with("customer.since", &[("day", day)])
    };
    let shown = move || {
        lines
            .get()
            .into_iter()
            .map(|(label, value)| {
                view! {
                    <dt>{label}</dt>
                    <dd class="text">{value}</dd>
                }
            })
            .collect_view()
    };
    view! {
        <Panel title=text("customer.profile")>
            <dl>{shown}</dl>
            <p class="sub pad">{since}</p>
        </Panel>
    }
}

fn lines(store: Store, record: &Record) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    for field in FIELDS {
        if *field == customer::BIRTHDAY && !address(record).is_empty() {
            lines.push((field_label(customer::KIND, "address"), address(record)));
        }
        let value = record.get(field);
        if !value.is_null() {
            lines.push((
                field_label(customer::KIND, field),
                shown(store, field, value),
            ));
        }
    }
    lines
}

fn shown(store: Store, field: &str, value: &Value) -> String {
    match (field, value) {
        (customer::FAMILY, Value::Object(family)) => counted("customer.family_count", family.len()),
        (customer::BIRTHDAY, Value::String(day)) => birthday(store, day),
        _ => field_text(store, &CUSTOMER, field, value),
    }
}

/// The day and the age reached.
pub fn birthday(store: Store, day: &str) -> String {
    match civil::years_between(day, &store.today()) {
        Some(years) => {
            format!(
                "{} · {}",
                format::day(day),
                text_with("customer.age", &[("count", years)])
            )
        }
        None => format::day(day),
    }
}

/// Street, regency, province and postcode in one line.
pub fn address(record: &Record) -> String {
    let name = |field| domain::regions::name_of(record.text(field)).unwrap_or_default();
    let parts = [
        record.text(customer::STREET),
        name(customer::REGENCY),
        name(customer::PROVINCE),
        record.text(customer::POSTCODE),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
