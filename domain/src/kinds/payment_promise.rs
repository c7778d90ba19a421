//! A customer's word to pay by a day. Written once; a new promise is a further record.

use super::build::field;
use super::invoice;
use crate::access::Role;
use crate::money::CURRENCIES;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "payment_promise";
/// Who promised.
pub const CUSTOMER: &str = "customer";
/// Invoice that it is for; absent means any.
pub const INVOICE: &str = "invoice";
/// How much, more than nothing.
pub const AMOUNT: &str = "amount";
/// One of [`CURRENCIES`].
pub const CURRENCY: &str = "currency";
/// Last day on which the promise is kept.
pub const PROMISED_ON: &str = "promised_on";
/// The day on which it was made.
pub const MADE_ON: &str = "made_on";
/// Anything else.
pub const NOTE: &str = "note";

/// The kind.
pub const PAYMENT_PROMISE: Kind = Kind {
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
    field(INVOICE, FieldKind::Ref(invoice::KIND)).on_create(),
    field(AMOUNT, FieldKind::Amount).required().on_create(),
    field(CURRENCY, FieldKind::Choice(CURRENCIES))
        .required()
        .on_create(),
    field(PROMISED_ON, FieldKind::Date).required().on_create(),
    field(MADE_ON, FieldKind::Date).required().on_create(),
    field(NOTE, FieldKind::Note(4000)).on_create(),
];
