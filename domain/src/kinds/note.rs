//! A note on a complaint. Written once; a correction is a further note.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "note";
/// Customer of the complaint.
pub const CUSTOMER: &str = "customer";
/// What it is a note on.
pub const COMPLAINT: &str = "complaint";
/// What it says.
pub const TEXT: &str = "text";
/// The note that it answers.
pub const REPLY_TO: &str = "reply_to";

/// The kind.
pub const NOTE: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::Staff,
    create_only: true,
    number: None,
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(COMPLAINT, FieldKind::Ref("complaint"))
        .required()
        .on_create(),
    field(TEXT, FieldKind::Note(4000)).required().on_create(),
    field(REPLY_TO, FieldKind::Ref("note")).on_create(),
];
