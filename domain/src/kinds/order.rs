//! What a customer ordered or gave back.

use super::build::field;
use crate::access::Role;
use crate::money::CURRENCIES;
use crate::schema::{Field, FieldKind, Kind, NumberSeries, Scope};

/// Name of the kind.
pub const KIND: &str = "order";
/// Number that people read, e.g. `SO-MKS-00482`; absent until the server issued it.
pub const CODE: &str = "code";
/// Who ordered.
pub const CUSTOMER: &str = "customer";
/// One of [`TYPES`].
pub const TYPE: &str = "type";
/// The order that a return is against.
pub const RETURNS: &str = "returns";
/// One of [`STATES`].
pub const STATE: &str = "state";
/// Why it was cancelled.
pub const CANCEL_REASON: &str = "cancel_reason";
/// The day of the order.
pub const ORDERED_ON: &str = "ordered_on";
/// The day on which it left.
pub const SHIPPED_ON: &str = "shipped_on";
/// The day on which it arrived.
pub const RECEIVED_ON: &str = "received_on";
/// One of [`CURRENCIES`].
pub const CURRENCY: &str = "currency";
/// What was ordered, by key.
pub const LINES: &str = "lines";
/// Anything else.
pub const NOTE: &str = "note";
/// Number in the system that it was imported from.
pub const DOCUMENT: &str = "document";
/// Id of the import run that made it.
pub const IMPORT: &str = "import";

/// Code of the product of an entry of [`LINES`], as it was sold.
pub const LINE_CODE: &str = "code";
/// Name of the product of an entry of [`LINES`], as it was sold.
pub const LINE_NAME: &str = "name";
/// Unit of an entry of [`LINES`].
pub const LINE_UNIT: &str = "unit";
/// How much of the product; negative only in a correction or a bad debt.
pub const LINE_QUANTITY: &str = "quantity";
/// Price of one unit before the discount.
pub const LINE_PRICE: &str = "price";
/// Share that is taken off the price; absent means none.
pub const LINE_DISCOUNT: &str = "discount";
/// Given without being paid for.
pub const LINE_FREE: &str = "free";

/// Stable words of [`crate::order::Type`].
pub const TYPES: &[&str] = &["sale", "return", "correction", "bad_debt"];
/// Stable words of [`crate::order::State`].
pub const STATES: &[&str] = &["draft", "ordered", "shipped", "received", "cancelled"];
/// Most entries of [`LINES`].
pub const MAX_LINES: usize = 1_200;

/// The kind.
pub const ORDER: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::BranchHead,
    create_only: false,
    number: Some(NumberSeries {
        field: CODE,
        prefix: "SO",
        per_branch: true,
        digits: 5,
    }),
    fields: FIELDS,
    kept: &[
        CODE,
        TYPE,
        RETURNS,
        STATE,
        ORDERED_ON,
        SHIPPED_ON,
        RECEIVED_ON,
        CURRENCY,
        LINES,
    ],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(20)).by_server(),
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(TYPE, FieldKind::Choice(TYPES)).required().on_create(),
    field(RETURNS, FieldKind::Ref(KIND)).on_create(),
    field(STATE, FieldKind::Choice(STATES))
        .required()
        .in_group("progress"),
    field(CANCEL_REASON, FieldKind::Text(200)).in_group("progress"),
    field(ORDERED_ON, FieldKind::Date).required(),
    field(SHIPPED_ON, FieldKind::Date).in_group("progress"),
    field(RECEIVED_ON, FieldKind::Date).in_group("progress"),
    field(CURRENCY, FieldKind::Choice(CURRENCIES))
        .required()
        .on_create(),
    field(LINES, FieldKind::Map(LINE)).up_to(MAX_LINES),
    field(NOTE, FieldKind::Note(4000)),
    field(DOCUMENT, FieldKind::Text(40)),
    field(IMPORT, FieldKind::Text(64)).on_create(),
];

const LINE: &[Field] = &[
    field(LINE_CODE, FieldKind::Text(40)).required(),
    field(LINE_NAME, FieldKind::Text(160)),
    field(LINE_UNIT, FieldKind::Text(20)),
    field(LINE_QUANTITY, FieldKind::Quantity).required(),
    field(LINE_PRICE, FieldKind::UnitPrice).required(),
    field(LINE_DISCOUNT, FieldKind::Percent),
    field(LINE_FREE, FieldKind::Flag),
];
