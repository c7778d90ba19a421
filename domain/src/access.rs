//! Who may do what: roles, branches, kinds and fields.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// A staff member's role, in growing order of authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Works in their branches.
    Staff,
    /// Leads a team in their branches.
    Supervisor,
    /// Leads their branches.
    BranchHead,
    /// Sees and works in all branches.
    HeadOffice,
    /// Head office that also keeps branches, staff and settings.
    Administrator,
}

impl Role {
    /// Sees every branch, not only those they are listed in.
    pub fn sees_all_branches(self) -> bool {
        self >= Self::HeadOffice
    }
}

/// The person on whose behalf something is read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// Id of the staff record.
    pub person: String,
    /// Their role.
    pub role: Role,
    /// Ids of the branches they work in.
    pub branches: BTreeSet<String>,
}

impl Actor {
    /// Whether they may see and work with records of this branch.
    pub fn covers(&self, branch: &str) -> bool {
        self.role.sees_all_branches() || self.branches.contains(branch)
    }
}
