//! A branch office.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "branch";
/// What people call it, e.g. `Makassar`.
pub const NAME: &str = "name";
/// Three capital letters that stand in the numbers of its records.
pub const CODE: &str = "code";
/// IANA name of its time zone.
pub const TIME_ZONE: &str = "time_zone";
/// When it opens, e.g. `08.00`.
pub const OPENS: &str = "opens";
/// When it closes.
pub const CLOSES: &str = "closes";
/// Set of [`WEEKDAYS`] on which it is open.
pub const WORKDAYS: &str = "workdays";
/// False once it is closed for good; absent means open.
pub const ACTIVE: &str = "active";

/// The three zones of Indonesia: WIB, WITA, WIT.
pub const TIME_ZONES: &[&str] = &["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];
/// Keys of [`WORKDAYS`], Monday first.
pub const WEEKDAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The kind.
pub const BRANCH: Kind = Kind {
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
    field(NAME, FieldKind::Text(80))
        .required()
        .by(Role::Administrator),
    field(CODE, FieldKind::Text(3))
        .required()
        .by(Role::Administrator),
    field(TIME_ZONE, FieldKind::Choice(TIME_ZONES))
        .required()
        .by(Role::Administrator),
    field(OPENS, FieldKind::Text(5))
        .in_group("hours")
        .by(Role::Administrator),
    field(CLOSES, FieldKind::Text(5))
        .in_group("hours")
        .by(Role::Administrator),
    field(WORKDAYS, FieldKind::Set).by(Role::Administrator),
    field(ACTIVE, FieldKind::Flag).by(Role::Administrator),
];

/// Hours, minutes of a time of day written `08.00` or `08:00`.
pub fn time_of_day(text: &str) -> Option<(u32, u32)> {
    let (hours, minutes) = text.split_once(['.', ':'])?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !two_digits(hours) || !two_digits(minutes) {
        return None;
    }
    let time: (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (time.0 < 24 && time.1 < 60).then_some(time)
}
