//! A contact with the customer, whoever began it, and the step agreed on next.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "interaction";
/// With whom.
pub const CUSTOMER: &str = "customer";
/// One of [`TOUCH_POINTS`].
pub const TOUCH_POINT: &str = "touch_point";
/// One of [`DIRECTIONS`].
pub const DIRECTION: &str = "direction";
/// What it was about.
pub const SUBJECT: &str = "subject";
/// What was said.
pub const NOTE: &str = "note";
/// One of [`OUTCOMES`].
pub const OUTCOME: &str = "outcome";
/// When it took place.
pub const HAPPENED_AT: &str = "happened_at";
/// Complaint that it was about.
pub const COMPLAINT: &str = "complaint";
/// What is to be done next.
pub const NEXT_STEP: &str = "next_step";
/// The day on which it is due.
pub const NEXT_ON: &str = "next_on";
/// One of [`NEXT_STATES`].
pub const NEXT_STATE: &str = "next_state";

/// Where the customer and we met.
pub const TOUCH_POINTS: &[&str] = &[
    "face_to_face",
    "call_centre",
    "telesales",
    "email",
    "online_form",
    "sms",
    "fax",
    "advertisement",
    "field_force",
];
/// From the customer to us, or from us to the customer.
pub const DIRECTIONS: &[&str] = &["in", "out"];
/// How it ended.
pub const OUTCOMES: &[&str] = &[
    "answered",
    "interested",
    "appointment",
    "no_answer",
    "not_interested",
    "complained",
];
/// What became of the next step.
pub const NEXT_STATES: &[&str] = &["open", "done", "dropped"];

/// The kind.
pub const INTERACTION: Kind = Kind {
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
    field(TOUCH_POINT, FieldKind::Choice(TOUCH_POINTS)).required(),
    field(DIRECTION, FieldKind::Choice(DIRECTIONS)),
    field(SUBJECT, FieldKind::Text(160)).required(),
    field(NOTE, FieldKind::Note(4000)),
    field(OUTCOME, FieldKind::Choice(OUTCOMES)),
    field(HAPPENED_AT, FieldKind::Instant).required(),
    field(COMPLAINT, FieldKind::Ref("complaint")),
    field(NEXT_STEP, FieldKind::Text(160)).in_group("next"),
    field(NEXT_ON, FieldKind::Date).in_group("next"),
    field(NEXT_STATE, FieldKind::Choice(NEXT_STATES)).in_group("next"),
];
