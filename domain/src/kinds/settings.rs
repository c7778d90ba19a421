//! What the company has decided for everybody; there is one record.

use super::build::field;
use super::customer::CHANNELS;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "settings";
/// The company's name.
pub const COMPANY: &str = "company";
/// A customer counts as active for so many months after the last contact.
pub const ACTIVE_MONTHS: &str = "active_months";
/// Editable list of the sub-types of each channel.
pub const SUB_TYPES: &str = "sub_types";
/// Channel of an entry of [`SUB_TYPES`].
pub const SUB_TYPE_CHANNEL: &str = "channel";
/// Name of an entry of [`SUB_TYPES`].
pub const SUB_TYPE_NAME: &str = "name";

/// Value of [`ACTIVE_MONTHS`] where none was chosen.
pub const DEFAULT_ACTIVE_MONTHS: i64 = 12;

/// The kind.
pub const SETTINGS: Kind = Kind {
    name: KIND,
    scope: Scope::Company,
    create: Role::Administrator,
    archive: Role::Administrator,
    create_only: false,
    number: None,
    fields: FIELDS,
};

const FIELDS: &[Field] = &[
    field(COMPANY, FieldKind::Text(120))
        .required()
        .by(Role::Administrator),
    field(ACTIVE_MONTHS, FieldKind::Int(1, 60)).by(Role::Administrator),
    field(SUB_TYPES, FieldKind::Map(SUB_TYPE)).by(Role::Administrator),
];

const SUB_TYPE: &[Field] = &[
    field(SUB_TYPE_CHANNEL, FieldKind::Choice(CHANNELS)).required(),
    field(SUB_TYPE_NAME, FieldKind::Text(60)).required(),
];
