//! Changes in words.

use domain::kinds::SCHEMA;
use serde_json::Value;
use sync::change::{Change, Op};
use sync::record::Record;

use super::value::{branch_name, record_name, value_text};
use crate::i18n::{field_label, kind_label, text, text_with};
use crate::store::Store;

/// One written field, before and after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Name of the field, where the heading does not say it.
    pub label: Option<String>,
    /// The value before; none where nothing was there to be replaced.
    pub old: Option<String>,
    /// The value after.
    pub new: String,
}

/// Fields that say best what a new record is about.
const TELLING: [&str; 7] = [
    "subject", "text", "plate", "make", "amount", "phones", "name",
];

/// What the change is about, e.g. the customer's name.
pub fn about(store: Store, change: &Change) -> String {
    about_record(store, change, store.record(&change.record).as_ref())
}

/// The same, of a record that may be gone from the device.
pub fn about_record(store: Store, change: &Change, record: Option<&Record>) -> String {
    record_name(store, &change.kind, record, &change.fields)
}

/// What was done, e.g. `Telepon` or `Keluhan baru`.
pub fn done(store: Store, change: &Change) -> String {
    match &change.op {
        Op::Set => set_label(change),
        op => done_to(store, &change.kind, op),
    }
}

/// The same of an operation that is not told by the fields it wrote.
pub fn done_to(store: Store, kind: &str, op: &Op) -> String {
    let branch = |key: &str, id: &str| text_with(key, &[("branch", branch_name(store, id))]);
    match op {
        Op::Create { .. } => text_with("changes.op.create", &[("kind", kind_label(kind))]),
        Op::Set => kind_label(kind),
        Op::Archive => text("changes.op.archive"),
        Op::Restore => text("changes.op.restore"),
        Op::Share {
            branch: id,
            on: true,
        } => branch("changes.op.share", id),
        Op::Share {
            branch: id,
            on: false,
        } => branch("changes.op.unshare", id),
        Op::Move { branch: id } => branch("changes.op.move", id),
        Op::Settle => text("changes.op.settle"),
        Op::Noop => text("changes.op.noop"),
    }
}

/// The written fields with the values of the record before.
pub fn written(store: Store, change: &Change, before: Option<&Record>) -> Vec<Written> {
    match change.op {
        Op::Create { .. } => created(store, change),
        Op::Set => in_order(change)
            .into_iter()
            .map(|(path, new)| one(store, change, path, new, before))
            .collect(),
        _ => Vec::new(),
    }
}

/// The written fields as a form orders them.
fn in_order(change: &Change) -> Vec<(&String, &Value)> {
    let fields = SCHEMA
        .kind(&change.kind)
        .map_or(&[][..], |kind| kind.fields);
    let place = |path: &str| {
        let name = path.split('/').next().unwrap_or(path);
        fields.iter().position(|field| field.name == name)
    };
    let mut written: Vec<_> = change.fields.iter().collect();
    written.sort_by_key(|(path, _)| place(path));
    written
}

fn one(store: Store, change: &Change, path: &str, new: &Value, before: Option<&Record>) -> Written {
    let shown = |value: &Value| value_text(store, &change.kind, path, value);
    Written {
        label: (change.fields.len() > 1).then(|| field_label(&change.kind, path)),
        old: before.map(|record| shown(record.get(path))),
        new: shown(new),
    }
}

fn created(store: Store, change: &Change) -> Vec<Written> {
    let is_titled = about(store, change)
        == change
            .fields
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or_default();
    let path = TELLING
        .into_iter()
        .find(|path| change.fields.contains_key(*path) && !(is_titled && *path == "name"));
    let Some(path) = path else { return Vec::new() };
    let new = value_text(store, &change.kind, path, &change.fields[path]);
    vec![Written {
        label: None,
        old: None,
        new,
    }]
}

fn set_label(change: &Change) -> String {
    let mut paths = change.fields.keys();
    let kind = kind_label(&change.kind);
    let what = match (paths.next(), paths.next()) {
        (Some(only), None) => field_label(&change.kind, only),
        _ => return kind,
    };
    let is_own = ["customer", "branch", "staff", "settings"].contains(&change.kind.as_str());
    if is_own {
        what
    } else {
        format!("{kind} · {what}")
    }
}
