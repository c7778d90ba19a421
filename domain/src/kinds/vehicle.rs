//! A vehicle of a customer.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "vehicle";
/// Whose it is.
pub const CUSTOMER: &str = "customer";
/// Number plate as [`crate::plate::normalise`] writes it.
pub const PLATE: &str = "plate";
/// Maker, e.g. `Toyota`.
pub const MAKE: &str = "make";
/// Model, e.g. `Avanza`.
pub const MODEL: &str = "model";
/// Year of manufacture.
pub const YEAR: &str = "year";
/// Chassis number.
pub const VIN: &str = "vin";
/// Colour.
pub const COLOR: &str = "color";
/// Last day of the warranty.
pub const WARRANTY_UNTIL: &str = "warranty_until";
/// Anything else.
pub const NOTE: &str = "note";

/// The kind.
pub const VEHICLE: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::Staff,
    create_only: false,
    number: None,
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(PLATE, FieldKind::Text(15)),
    field(MAKE, FieldKind::Text(60)).required(),
    field(MODEL, FieldKind::Text(60)),
    field(YEAR, FieldKind::Int(1900, 2100)),
    field(VIN, FieldKind::Text(30)),
    field(COLOR, FieldKind::Text(30)),
    field(WARRANTY_UNTIL, FieldKind::Date),
    field(NOTE, FieldKind::Note(2000)),
];
