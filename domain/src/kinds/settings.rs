//! What the company has decided for everybody; there is one record.

use super::build::field;
use super::customer::CHANNELS;
use crate::access::Role;
use crate::money::CURRENCIES;
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
/// Currency of the company's books, one of [`CURRENCIES`].
pub const CURRENCY: &str = "currency";
/// Days from an invoice to its being due, for customers without days of their own.
pub const TERMS_DAYS: &str = "terms_days";
/// Greatest discount that a role may give, by the role's word; a role without an entry may give
/// any.
pub const MAX_DISCOUNTS: &str = "max_discounts";
/// Share of an entry of [`MAX_DISCOUNTS`].
pub const MAX_DISCOUNT_PERCENT: &str = "percent";
/// Share of a customer's credit limit from which they are near it.
pub const NEAR_LIMIT: &str = "near_limit";
/// Share of a customer's credit limit that a device keeps free while it is offline.
pub const OFFLINE_MARGIN: &str = "offline_margin";
/// How a device opens its book, one of [`UNLOCKS`].
pub const UNLOCK: &str = "unlock";
/// Minutes without a hand on the device after which its book is locked, where it is asked for.
pub const LOCK_MINUTES: &str = "lock_minutes";
/// Days without contact after which a device asks for a sign-in with a line before it opens.
pub const LEASE_DAYS: &str = "lease_days";
/// Words of [`UNLOCK`]: by itself, or by the person's password at every start.
pub const UNLOCKS: &[&str] = &[DEFAULT_UNLOCK, UNLOCK_ASKED];
/// Value of [`UNLOCK`] where none was chosen.
pub const DEFAULT_UNLOCK: &str = "remembered";
/// The password is asked for at every start.
pub const UNLOCK_ASKED: &str = "asked";
/// Value of [`LOCK_MINUTES`] where none was chosen.
pub const DEFAULT_LOCK_MINUTES: i64 = 15;
/// Value of [`LEASE_DAYS`] where none was chosen.
pub const DEFAULT_LEASE_DAYS: i64 = 90;

/// Value of [`ACTIVE_MONTHS`] where none was chosen.
pub const DEFAULT_ACTIVE_MONTHS: i64 = 12;
/// Value of [`CURRENCY`] where none was chosen.
pub const DEFAULT_CURRENCY: &str = "IDR";
/// Value of [`TERMS_DAYS`] where none was chosen.
pub const DEFAULT_TERMS_DAYS: i64 = 30;
/// Value of [`NEAR_LIMIT`] where none was chosen, 80 %.
pub const DEFAULT_NEAR_LIMIT: i64 = 8_000;
/// Value of [`OFFLINE_MARGIN`] where none was chosen, 10 %.
pub const DEFAULT_OFFLINE_MARGIN: i64 = 1_000;

/// The kind.
pub const SETTINGS: Kind = Kind {
    name: KIND,
    scope: Scope::Company,
    create: Role::Administrator,
    archive: Role::Administrator,
    create_only: false,
    number: None,
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(COMPANY, FieldKind::Text(120))
        .required()
        .by(Role::Administrator),
    field(ACTIVE_MONTHS, FieldKind::Int(1, 60)).by(Role::Administrator),
    field(SUB_TYPES, FieldKind::Map(SUB_TYPE)).by(Role::Administrator),
    field(CURRENCY, FieldKind::Choice(CURRENCIES)).by(Role::Administrator),
    field(TERMS_DAYS, FieldKind::Int(0, 365)).by(Role::Administrator),
    field(MAX_DISCOUNTS, FieldKind::Map(MAX_DISCOUNT)).by(Role::Administrator),
    field(NEAR_LIMIT, FieldKind::Percent).by(Role::Administrator),
    field(OFFLINE_MARGIN, FieldKind::Percent).by(Role::Administrator),
    field(UNLOCK, FieldKind::Choice(UNLOCKS)).by(Role::Administrator),
    field(LOCK_MINUTES, FieldKind::Int(1, 480)).by(Role::Administrator),
    field(LEASE_DAYS, FieldKind::Int(1, 365)).by(Role::Administrator),
];

const SUB_TYPE: &[Field] = &[
    field(SUB_TYPE_CHANNEL, FieldKind::Choice(CHANNELS)).required(),
    field(SUB_TYPE_NAME, FieldKind::Text(60)).required(),
];

const MAX_DISCOUNT: &[Field] = &[field(MAX_DISCOUNT_PERCENT, FieldKind::Percent).required()];
