//! Values of fields as people read them, for cards, conflicts and histories.

use domain::kinds::{branch, customer, staff};
use domain::money::{Amount, Quantity, UnitPrice};
use domain::schema::{Field, FieldKind, Kind, WHOLE};
use domain::{phone, regions};
use serde_json::Value;
use sync::record::{ARCHIVED, Fields};

use super::text::field_at;
use crate::i18n::{choice_label, format, text};
use crate::store::Store;

/// The value at a path of a change; the word for nothing when there is none.
pub fn field_text(store: Store, kind: &'static Kind, path: &str, value: &Value) -> String {
    let shown = match (path, value) {
        (ARCHIVED, Value::Bool(true)) => text("common.archived"),
        (_, Value::Object(entry)) => entry_text(store, kind, path, entry),
        _ => plain_text(store, kind, path, field_at(kind, path), value),
    };
    if shown.is_empty() {
        text("common.empty_value")
    } else {
        shown
    }
}

fn entry_text(store: Store, kind: &'static Kind, path: &str, entry: &Fields) -> String {
    match field_at(kind, path).map(|field| field.kind) {
        Some(FieldKind::Map(_)) if !path.contains('/') => {
            let of_key = |(key, value)| field_text(store, kind, &format!("{path}/{key}"), value);
            joined(entry.iter().map(of_key), "; ")
        }
        Some(FieldKind::Map(members)) => {
            let of_member = |member: &Field| {
                let path = format!("{path}/{}", member.name);
                Some(plain_text(
                    store,
                    kind,
                    &path,
                    Some(member),
                    entry.get(member.name)?,
                ))
            };
            joined(members.iter().filter_map(of_member), ", ")
        }
        _ => joined(
            entry.keys().map(|key| member_text(store, kind, path, key)),
            ", ",
        ),
    }
}

fn joined(texts: impl Iterator<Item = String>, between: &str) -> String {
    texts
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join(between)
}

fn plain_text(
    store: Store,
    kind: &Kind,
    path: &str,
    field: Option<&Field>,
    value: &Value,
) -> String {
    let word = value.as_str().unwrap_or_default();
    match (field.map(|field| field.kind), value) {
        (_, Value::Null) => String::new(),
        (_, Value::Bool(yes)) => text(if *yes { "common.yes" } else { "common.no" }),
        (Some(FieldKind::Choice(_)), _) => choice_label(kind.name, path, word),
        (Some(FieldKind::Date), _) => format::day(word),
        (Some(FieldKind::Instant), Value::Number(ms)) => {
            format::date_time(ms.as_i64().unwrap_or_default(), &store.zone())
        }
        (Some(FieldKind::Amount), Value::Number(_)) => {
            format::money(Amount(whole(value)), store.currency())
        }
        (Some(FieldKind::UnitPrice), Value::Number(_)) => {
            format::unit_price(UnitPrice(whole(value)), store.currency())
        }
        (Some(FieldKind::Quantity), Value::Number(_)) => format::quantity(Quantity(whole(value))),
        (Some(FieldKind::Percent), Value::Number(_)) => {
            format::percent(whole(value) as f64 / WHOLE as f64)
        }
        (Some(FieldKind::Ref(target)), _) => reference_text(store, target, word),
        (_, Value::Number(number)) => number.to_string(),
        _ if path.ends_with("/number") || path.ends_with("/phone") => phone::display(word),
        _ if path == customer::PROVINCE || path == customer::REGENCY => {
            regions::name_of(word).unwrap_or(word).to_owned()
        }
        _ => word.to_owned(),
    }
}

fn whole(value: &Value) -> i64 {
    value.as_i64().unwrap_or_default()
}

/// The member of a set.
fn member_text(store: Store, kind: &Kind, path: &str, key: &str) -> String {
    match (kind.name, path) {
        (staff::KIND, staff::BRANCHES) => store
            .branch(key)
            .map_or_else(|| key.to_owned(), |branch| branch.name),
        (branch::KIND, branch::WORKDAYS) => choice_label(kind.name, path, key),
        _ => key.to_owned(),
    }
}

fn reference_text(store: Store, target: &str, id: &str) -> String {
    if target == staff::KIND {
        return store.person_name(id);
    }
    let Some(record) = store.record(id) else {
        return text("common.unknown");
    };
    let names =
        ["name", "subject", "plate", "make", "text", "code"].map(|field| record.text(field));
    names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}
