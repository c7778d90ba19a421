//! Which other records a change names.

use domain::kinds::SCHEMA;
use domain::schema::{Field, FieldKind, Kind};
use serde_json::{Map, Value};
use sync::change::{Change, Op};

/// A value that is the id of a record.
pub(crate) struct Reference<'a> {
    /// Path of the written value that it lies in.
    pub path: &'a str,
    /// Kind that the record must be of.
    pub kind: &'static str,
    pub id: &'a str,
}

/// Ids of everything that must be known to judge the change.
pub(crate) fn named(change: &Change) -> Vec<&str> {
    let mut ids = vec![change.record.as_str()];
    ids.extend(change.depends_on.iter().map(String::as_str));
    match &change.op {
        Op::Create { home } => ids.extend(home.as_deref()),
        Op::Share { branch, .. } | Op::Move { branch } => ids.push(branch),
        _ => {}
    }
    if let Some(kind) = SCHEMA.kind(&change.kind) {
        ids.extend(
            written(kind, change)
                .into_iter()
                .map(|reference| reference.id),
        );
    }
    ids
}

/// All references among the values that the change writes.
pub(crate) fn written<'a>(kind: &Kind, change: &'a Change) -> Vec<Reference<'a>> {
    let mut found = Vec::new();
    for (path, value) in &change.fields {
        let (name, is_entry) = match path.split_once('/') {
            None => (path.as_str(), false),
            Some((name, _)) => (name, true),
        };
        match kind.field(name).map(|field| field.kind) {
            Some(FieldKind::Map(entry)) if is_entry => {
                collect_entry(path, entry, value, &mut found)
            }
            Some(FieldKind::Map(entry)) => {
                let entries = value.as_object().into_iter().flat_map(Map::values);
                entries.for_each(|value| collect_entry(path, entry, value, &mut found));
            }
            Some(kind) => collect(path, kind, value, &mut found),
            None => {}
        }
    }
    found
}

fn collect_entry<'a>(
    path: &'a str,
    fields: &[Field],
    value: &'a Value,
    found: &mut Vec<Reference<'a>>,
) {
    for field in fields {
        if let Some(value) = value.get(field.name) {
            collect(path, field.kind, value, found);
        }
    }
}

fn collect<'a>(path: &'a str, kind: FieldKind, value: &'a Value, found: &mut Vec<Reference<'a>>) {
    if let (FieldKind::Ref(kind), Some(id)) = (kind, value.as_str()) {
        found.push(Reference { path, kind, id });
    }
}
