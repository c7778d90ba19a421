//! What a customer owes. Written once; what changes it is a payment or a credit note.

use super::build::field;
use super::order;
use crate::access::Role;
use crate::money::CURRENCIES;
use crate::schema::{Field, FieldKind, Kind, NumberSeries, Scope};

/// Name of the kind.
pub const KIND: &str = "invoice";
/// Number that people read, e.g. `INV-MKS-00482`; absent until the server issued it.
pub const CODE: &str = "code";
/// Who owes it.
pub const CUSTOMER: &str = "customer";
/// One of [`TYPES`].
pub const TYPE: &str = "type";
/// Order that it is for.
pub const ORDER: &str = "order";
/// Its day.
pub const ISSUED_ON: &str = "issued_on";
/// Last day on which it is paid in time.
pub const DUE_ON: &str = "due_on";
/// What is owed, more than nothing.
pub const AMOUNT: &str = "amount";
/// One of [`CURRENCIES`].
pub const CURRENCY: &str = "currency";
/// Number in the system that it was imported from.
pub const DOCUMENT: &str = "document";
/// Anything else.
pub const NOTE: &str = "note";
/// Id of the import run that made it.
pub const IMPORT: &str = "import";

/// Stable words of [`crate::receivables::InvoiceType`].
pub const TYPES: &[&str] = &["sale", "opening_balance"];

/// The kind.
pub const INVOICE: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::BranchHead,
    create_only: true,
    number: Some(NumberSeries {
        field: CODE,
        prefix: "INV",
        per_branch: true,
        digits: 5,
    }),
    fields: FIELDS,
    kept: &[CODE, TYPE, ORDER, ISSUED_ON, DUE_ON, AMOUNT, CURRENCY],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(20)).by_server(),
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(TYPE, FieldKind::Choice(TYPES)).required().on_create(),
    field(ORDER, FieldKind::Ref(order::KIND)).on_create(),
    field(ISSUED_ON, FieldKind::Date).required().on_create(),
    field(DUE_ON, FieldKind::Date).required().on_create(),
    field(AMOUNT, FieldKind::Amount).required().on_create(),
    field(CURRENCY, FieldKind::Choice(CURRENCIES))
        .required()
        .on_create(),
    field(DOCUMENT, FieldKind::Text(40)).on_create(),
    field(NOTE, FieldKind::Note(4000)).on_create(),
    field(IMPORT, FieldKind::Text(64)).on_create(),
];
