//! Which other records values and changes name.

use domain::schema::{FieldKind, Kind, Schema};

use crate::change::Change;
use crate::record::Fields;

/// Ids of the records that the values of a record name.
pub fn references<'a>(kind: &Kind, fields: &'a Fields) -> impl Iterator<Item = &'a str> {
    let is_reference = |path: &str| {
        kind.field(path)
            .is_some_and(|field| matches!(field.kind, FieldKind::Ref(_)))
    };
    fields
        .iter()
        .filter(move |(path, _)| is_reference(path))
        .filter_map(|(_, value)| value.as_str())
}

/// The same of a kind by its name, which may be one of a newer app.
pub fn references_of<'a>(
    schema: Schema,
    kind: &str,
    fields: &'a Fields,
) -> impl Iterator<Item = &'a str> {
    let kind = schema.kind(kind).into_iter();
    kind.flat_map(|kind| references(kind, fields))
}

/// Ids of the records that a change is to, names, or needs.
pub fn named(schema: Schema, change: &Change) -> impl Iterator<Item = &str> {
    let needed = change.depends_on.iter().map(String::as_str);
    let own = std::iter::once(change.record.as_str());
    own.chain(needed)
        .chain(references_of(schema, &change.kind, &change.fields))
}
