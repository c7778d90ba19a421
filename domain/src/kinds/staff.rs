//! A staff member: who they are and where they work. Passwords are kept elsewhere.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "staff";
/// Full name.
pub const NAME: &str = "name";
/// Address with which they sign in.
pub const EMAIL: &str = "email";
/// One of [`ROLES`].
pub const ROLE: &str = "role";
/// Set of ids of the branches they work in.
pub const BRANCHES: &str = "branches";
/// False once they have left; absent means active.
pub const ACTIVE: &str = "active";

/// Stable words of [`Role`], in growing order of authority.
pub const ROLES: &[&str] = &[
    "staff",
    "supervisor",
    "branch_head",
    "head_office",
    "administrator",
];

/// The kind.
pub const STAFF: Kind = Kind {
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
    field(NAME, FieldKind::Text(120))
        .required()
        .by(Role::Administrator),
    field(EMAIL, FieldKind::Text(120))
        .required()
        .by(Role::Administrator),
    field(ROLE, FieldKind::Choice(ROLES))
        .required()
        .by(Role::Administrator),
    field(BRANCHES, FieldKind::Set).by(Role::Administrator),
    field(ACTIVE, FieldKind::Flag).by(Role::Administrator),
];
