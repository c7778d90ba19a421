//! Short forms in which the kinds are written down.

use crate::access::Role;
use crate::schema::{Field, FieldKind, MAX_ENTRIES, Write};

/// An optional field of its own merge group that any staff member writes.
pub(super) const fn field(name: &'static str, kind: FieldKind) -> Field {
    Field {
        name,
        kind,
        required: false,
        group: None,
        write: Write::Role(Role::Staff),
        most: MAX_ENTRIES,
    }
}

impl Field {
    pub(super) const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }

    pub(super) const fn in_group(self, group: &'static str) -> Self {
        Self {
            group: Some(group),
            ..self
        }
    }

    pub(super) const fn by(self, role: Role) -> Self {
        Self {
            write: Write::Role(role),
            ..self
        }
    }

    pub(super) const fn on_create(self) -> Self {
        Self {
            write: Write::Create,
            ..self
        }
    }

    pub(super) const fn up_to(self, most: usize) -> Self {
        Self { most, ..self }
    }

    pub(super) const fn by_server(self) -> Self {
        Self {
            write: Write::Server,
            ..self
        }
    }
}
