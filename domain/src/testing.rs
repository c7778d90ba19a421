//! Values that fields take, made from the schema, so that tests follow it by themselves.

use crate::schema::{Field, FieldKind, Kind};
use serde_json::{Map, Value, json};

/// The id of a record of a kind.
pub type IdOf<'a> = &'a dyn Fn(&str) -> String;

/// A value that the field takes.
pub fn sound(field: &Field, id_of: IdOf<'_>) -> Value {
    match field.kind {
        FieldKind::Text(most) => json!("x".repeat(most.min(3))),
        FieldKind::Note(_) => json!("a\nb"),
        FieldKind::Flag => json!(true),
        FieldKind::Int(least, _) => json!(least),
        FieldKind::Amount | FieldKind::UnitPrice | FieldKind::Quantity | FieldKind::Percent => {
            json!(1)
        }
        FieldKind::Date => json!("2026-11-23"),
        FieldKind::Instant => json!(1),
        FieldKind::Choice(words) => json!(words[0]),
        FieldKind::Ref(kind) => json!(id_of(kind)),
        FieldKind::Map(entry) => json!({ "k1": entry_of(entry, id_of) }),
        FieldKind::Set => json!({ "k1": true }),
    }
}

/// What a record of the kind needs.
pub fn required(kind: &Kind, id_of: IdOf<'_>) -> Map<String, Value> {
    let required = kind.fields.iter().filter(|field| field.required);
    required
        .map(|field| (field.name.to_owned(), sound(field, id_of)))
        .collect()
}

/// What a later write of the field says: keyed maps by key, and merge groups whole.
pub fn written(kind: &Kind, field: &Field, id_of: IdOf<'_>) -> Map<String, Value> {
    let value = sound(field, id_of);
    if let FieldKind::Map(_) | FieldKind::Set = field.kind {
        return Map::from_iter([(format!("{}/k1", field.name), value["k1"].clone())]);
    }
    let members = kind.members(kind.group(field.name)).into_iter();
    members
        .filter_map(|path| Some((path.to_owned(), sound(kind.field(path)?, id_of))))
        .collect()
}

fn entry_of(fields: &[Field], id_of: IdOf<'_>) -> Value {
    fields
        .iter()
        .map(|field| (field.name.to_owned(), sound(field, id_of)))
        .collect::<Map<_, _>>()
        .into()
}
