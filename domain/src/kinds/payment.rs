//! What makes a customer owe less: money, a credit note or a write-off. Written once; a mistake
//! is taken back by a further entry.

use super::build::field;
use super::{invoice, order};
use crate::access::Role;
use crate::money::CURRENCIES;
use crate::schema::{Field, FieldKind, Kind, NumberSeries, Scope};

/// Name of the kind.
pub const KIND: &str = "payment";
/// Number that people read, e.g. `BYR-MKS-00482`; absent until the server issued it.
pub const CODE: &str = "code";
/// Who owes less.
pub const CUSTOMER: &str = "customer";
/// One of [`TYPES`].
pub const TYPE: &str = "type";
/// Invoice that it is for; absent means the oldest ones.
pub const INVOICE: &str = "invoice";
/// The return that a credit note is for.
pub const ORDER: &str = "order";
/// The entry that this one takes back.
pub const REVERSES: &str = "reverses";
/// How much, more than nothing; the sign follows from [`TYPE`] and [`REVERSES`].
pub const AMOUNT: &str = "amount";
/// One of [`CURRENCIES`].
pub const CURRENCY: &str = "currency";
/// Its day.
pub const PAID_ON: &str = "paid_on";
/// One of [`METHODS`].
pub const METHOD: &str = "method";
/// Anything else.
pub const NOTE: &str = "note";
/// Id of the import run that made it.
pub const IMPORT: &str = "import";

/// Stable words of [`crate::receivables::PaymentType`].
pub const TYPES: &[&str] = &["payment", "credit_note", "write_off"];
/// How the money came.
pub const METHODS: &[&str] = &["cash", "transfer", "giro", "card", "other"];

/// The kind.
pub const PAYMENT: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::BranchHead,
    create_only: true,
    number: Some(NumberSeries {
        field: CODE,
        prefix: "BYR",
        per_branch: true,
        digits: 5,
    }),
    fields: FIELDS,
    kept: &[
        CODE, TYPE, INVOICE, ORDER, REVERSES, AMOUNT, CURRENCY, PAID_ON, METHOD,
    ],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(20)).by_server(),
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(TYPE, FieldKind::Choice(TYPES)).required().on_create(),
    field(INVOICE, FieldKind::Ref(invoice::KIND)).on_create(),
    field(ORDER, FieldKind::Ref(order::KIND)).on_create(),
    field(REVERSES, FieldKind::Ref(KIND)).on_create(),
    field(AMOUNT, FieldKind::Amount).required().on_create(),
    field(CURRENCY, FieldKind::Choice(CURRENCIES))
        .required()
        .on_create(),
    field(PAID_ON, FieldKind::Date).required().on_create(),
    field(METHOD, FieldKind::Choice(METHODS)).on_create(),
    field(NOTE, FieldKind::Note(4000)).on_create(),
    field(IMPORT, FieldKind::Text(64)).on_create(),
];
