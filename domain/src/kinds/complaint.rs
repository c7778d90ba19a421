//! A question, complaint or suggestion of a customer and how it is dealt with.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, NumberSeries, Scope};

/// Name of the kind.
pub const KIND: &str = "complaint";
/// Number that people read, e.g. `C-0194`; absent until the server issued it.
pub const CODE: &str = "code";
/// Whose it is.
pub const CUSTOMER: &str = "customer";
/// Vehicle that it is about.
pub const VEHICLE: &str = "vehicle";
/// One of [`TYPES`].
pub const TYPE: &str = "type";
/// One of [`CATEGORIES`].
pub const CATEGORY: &str = "category";
/// One of [`SEVERITIES`].
pub const SEVERITY: &str = "severity";
/// One of [`DEPARTMENTS`].
pub const DEPARTMENT: &str = "department";
/// What it is about, in one line.
pub const SUBJECT: &str = "subject";
/// What the customer said.
pub const DESCRIPTION: &str = "description";
/// One of [`STATES`].
pub const STATE: &str = "state";
/// What is waited for.
pub const WAITING_REASON: &str = "waiting_reason";
/// What was done about it.
pub const RESOLUTION: &str = "resolution";
/// The recorded contact in which the customer was told.
pub const TOLD_BY: &str = "told_by";
/// When it was done.
pub const CLOSED_AT: &str = "closed_at";
/// Staff member who works on it.
pub const ASSIGNEE: &str = "assignee";
/// When it should be done.
pub const DUE_AT: &str = "due_at";
/// What the customer thought of it at the end, 1 to 5.
pub const SATISFACTION: &str = "satisfaction";

/// Types of complaint.
pub const TYPES: &[&str] = &["question", "complaint", "suggestion"];
/// What it is about.
pub const CATEGORIES: &[&str] = &[
    "product",
    "workmanship",
    "spare_parts",
    "delivery",
    "order_status",
    "price",
    "staff_conduct",
    "information",
    "other",
];
/// How bad it is, in growing order.
pub const SEVERITIES: &[&str] = &["low", "normal", "high", "critical"];
/// Who deals with it.
pub const DEPARTMENTS: &[&str] = &["sales", "workshop", "quality", "shipping", "marketing"];
/// Stable words of [`crate::complaint::State`].
pub const STATES: &[&str] = &["new", "working", "waiting", "notify", "done", "reopened"];

/// The kind.
pub const COMPLAINT: Kind = Kind {
    name: KIND,
    scope: Scope::Follows(CUSTOMER),
    create: Role::Staff,
    archive: Role::Staff,
    create_only: false,
    number: Some(NumberSeries {
        field: CODE,
        prefix: "C",
        per_branch: false,
        digits: 4,
    }),
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(20)).by_server(),
    field(CUSTOMER, FieldKind::Ref("customer"))
        .required()
        .on_create(),
    field(VEHICLE, FieldKind::Ref("vehicle")),
    field(TYPE, FieldKind::Choice(TYPES)).required(),
    field(CATEGORY, FieldKind::Choice(CATEGORIES)).required(),
    field(SEVERITY, FieldKind::Choice(SEVERITIES)).required(),
    field(DEPARTMENT, FieldKind::Choice(DEPARTMENTS)).required(),
    field(SUBJECT, FieldKind::Text(160)).required(),
    field(DESCRIPTION, FieldKind::Note(4000)),
    field(STATE, FieldKind::Choice(STATES))
        .required()
        .in_group("progress"),
    field(WAITING_REASON, FieldKind::Text(200)).in_group("progress"),
    field(RESOLUTION, FieldKind::Note(4000)).in_group("progress"),
    field(TOLD_BY, FieldKind::Ref("interaction")).in_group("progress"),
    field(CLOSED_AT, FieldKind::Instant).in_group("progress"),
    field(ASSIGNEE, FieldKind::Ref("staff")),
    field(DUE_AT, FieldKind::Instant),
    field(SATISFACTION, FieldKind::Int(1, 5)),
];
