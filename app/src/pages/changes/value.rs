//! Names of records and branches, and values where the kind is known by name only.

use domain::kinds::{SCHEMA, customer};
use domain::schema::FieldKind;
use serde_json::{Value, json};
use sync::record::{Fields, Record};

use crate::i18n::{kind_label, text};
use crate::pages::customers::name_of;
use crate::pages::form;
use crate::store::Store;

/// The value at a path of a kind; `kosong` where there is none.
pub fn value_text(store: Store, kind: &str, path: &str, value: &Value) -> String {
    let Some(known) = SCHEMA.kind(kind) else {
        return value.to_string();
    };
    let (name, key) = path.split_once('/').unwrap_or((path, ""));
    let is_set = matches!(
        known.field(name).map(|field| field.kind),
        Some(FieldKind::Set)
    );
    if is_set && value == &Value::Bool(true) {
        return form::field_text(store, known, name, &json!({ key: true }));
    }
    form::field_text(store, known, path, value)
}

/// All values of a merge group in one line.
pub fn group_text(store: Store, kind: &str, group: &str, get: impl Fn(&str) -> Value) -> String {
    let members = SCHEMA
        .kind(kind)
        .map_or_else(|| vec![group], |kind| kind.members(group));
    let values = members.into_iter().map(|path| (path, get(path)));
    let present = values.filter(|(_, value)| !value.is_null());
    let shown: Vec<String> = present
        .map(|(path, value)| value_text(store, kind, path, &value))
        .collect();
    if shown.is_empty() {
        text("common.empty_value")
    } else {
        shown.join(", ")
    }
}

/// What a record is called: a customer by name, what follows a customer by the customer's name.
pub fn record_name(store: Store, kind: &str, record: Option<&Record>, written: &Fields) -> String {
    let get = |path: &str| {
        let known = record
            .map(|record| record.text(path))
            .filter(|text| !text.is_empty());
        known
            .or_else(|| written.get(path)?.as_str())
            .unwrap_or_default()
            .to_owned()
    };
    let customer = get("customer");
    let names = [
        get(customer::NAME),
        store.index(|index| name_of(index, &customer)),
    ];
    let mut names = names.into_iter().filter(|name| !name.is_empty());
    names.next().unwrap_or_else(|| kind_label(kind))
}

/// The name of a branch.
pub fn branch_name(store: Store, id: &str) -> String {
    store
        .branch(id)
        .map_or_else(|| text("common.unknown"), |branch| branch.name)
}
