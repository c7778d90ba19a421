//! Who may do what: roles, branches, kinds and fields.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::schema::{Kind, Scope, Write};

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
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Supervisor => "supervisor",
            Self::BranchHead => "branch_head",
            Self::HeadOffice => "head_office",
            Self::Administrator => "administrator",
        }
    }

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

/// Why an access was refused. The words are stable; sentences for them live in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessCode {
    /// The role does not allow it.
    Role,
    /// The branch is not one of the person's.
    Branch,
    /// Nobody, or not this role, may write the field.
    FieldProtected,
    /// The kind has no such field.
    FieldUnknown,
    /// There is no such kind.
    KindUnknown,
    /// Records of this kind are written once.
    CreateOnly,
}

impl AccessCode {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Branch => "branch",
            Self::FieldProtected => "field_protected",
            Self::FieldUnknown => "field_unknown",
            Self::KindUnknown => "kind_unknown",
            Self::CreateOnly => "create_only",
        }
    }
}

/// Whether the actor may create records of this kind.
pub fn may_create(kind: &Kind, actor: &Actor) -> Result<(), AccessCode> {
    at_least(actor, kind.create)
}

/// Whether the actor may archive and restore records of this kind.
pub fn may_archive(kind: &Kind, actor: &Actor) -> Result<(), AccessCode> {
    at_least(actor, kind.archive)
}

/// Whether the actor may write the value at this path, a field or an entry of a keyed map, when
/// the record is created or later.
pub fn may_write(path: &str, kind: &Kind, actor: &Actor, creating: bool) -> Result<(), AccessCode> {
    if kind.create_only && !creating {
        return Err(AccessCode::CreateOnly);
    }
    let name = path.split_once('/').map_or(path, |(name, _)| name);
    let field = kind.field(name).ok_or(AccessCode::FieldUnknown)?;
    let allowed = match field.write {
        Write::Role(least) => actor.role >= least,
        Write::Create => creating,
        Write::Server => false,
    };
    if allowed {
        Ok(())
    } else {
        Err(AccessCode::FieldProtected)
    }
}

/// Whether the actor may share a record of this home branch with others or move it there.
pub fn may_share_or_move(actor: &Actor, home_branch: &str) -> Result<(), AccessCode> {
    at_least(actor, Role::BranchHead)?;
    if actor.covers(home_branch) {
        Ok(())
    } else {
        Err(AccessCode::Branch)
    }
}

/// Whether the actor may erase whoever a record of this kind is about, with all that follows it.
pub fn may_erase(kind: &Kind, actor: &Actor) -> Result<(), AccessCode> {
    match kind.scope {
        Scope::Home => at_least(actor, Role::HeadOffice),
        _ => Err(AccessCode::Role),
    }
}

fn at_least(actor: &Actor, least: Role) -> Result<(), AccessCode> {
    if actor.role >= least {
        Ok(())
    } else {
        Err(AccessCode::Role)
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Role, may_archive, may_create, may_erase, may_share_or_move, may_write};
    use crate::kinds::{branch, customer, note, vehicle};
    use crate::schema::Kind;

    fn actor(role: Role) -> Actor {
        Actor {
            person: "p1".into(),
            role,
            branches: ["mks".to_owned()].into(),
        }
    }

    fn check_write(path: &str, kind: &Kind, role: Role, creating: bool, expected: &str) {
        let found = may_write(path, kind, &actor(role), creating)
            .err()
            .map_or("", |c| c.as_str());
        assert_eq!(found, expected, "{path} {role:?} creating={creating}");
    }

    #[test]
    fn fields() {
        check_write("name", &customer::CUSTOMER, Role::Staff, false, "");
        check_write("phones/k1", &customer::CUSTOMER, Role::Staff, false, "");
        check_write(
            "code",
            &customer::CUSTOMER,
            Role::Administrator,
            true,
            "field_protected",
        );
        check_write(
            "salary",
            &customer::CUSTOMER,
            Role::Administrator,
            true,
            "field_unknown",
        );
        check_write("customer", &vehicle::VEHICLE, Role::Staff, true, "");
        check_write(
            "customer",
            &vehicle::VEHICLE,
            Role::Administrator,
            false,
            "field_protected",
        );
        check_write("text", &note::NOTE, Role::Staff, true, "");
        check_write("text", &note::NOTE, Role::Staff, false, "create_only");
        check_write(
            "name",
            &branch::BRANCH,
            Role::HeadOffice,
            false,
            "field_protected",
        );
        check_write("name", &branch::BRANCH, Role::Administrator, false, "");
    }

    #[test]
    fn whole_records() {
        assert!(may_create(&customer::CUSTOMER, &actor(Role::Staff)).is_ok());
        assert!(may_create(&branch::BRANCH, &actor(Role::HeadOffice)).is_err());
        assert!(may_archive(&customer::CUSTOMER, &actor(Role::Staff)).is_ok());
        assert!(may_archive(&branch::BRANCH, &actor(Role::BranchHead)).is_err());
    }

    #[test]
    fn sharing_and_moving() {
        let check = |role, branch, expected: &str| {
            let found = may_share_or_move(&actor(role), branch)
                .err()
                .map_or("", |c| c.as_str());
            assert_eq!(found, expected, "{role:?} {branch}");
        };
        check(Role::Supervisor, "mks", "role");
        check(Role::BranchHead, "mks", "");
        check(Role::BranchHead, "sby", "branch");
        check(Role::HeadOffice, "sby", "");
        check(Role::Administrator, "sby", "");
    }

    #[test]
    fn erasing() {
        let check = |kind: &Kind, role, expected: bool| {
            assert_eq!(
                may_erase(kind, &actor(role)).is_ok(),
                expected,
                "{}",
                kind.name
            );
        };
        check(&customer::CUSTOMER, Role::BranchHead, false);
        check(&customer::CUSTOMER, Role::HeadOffice, true);
        check(&customer::CUSTOMER, Role::Administrator, true);
        check(&vehicle::VEHICLE, Role::Administrator, false);
        check(&branch::BRANCH, Role::Administrator, false);
    }

    #[test]
    fn role_words_are_those_of_the_staff_kind() {
        let roles = [
            Role::Staff,
            Role::Supervisor,
            Role::BranchHead,
            Role::HeadOffice,
            Role::Administrator,
        ];
        for (role, word) in roles.into_iter().zip(crate::kinds::staff::ROLES) {
            assert_eq!(role.as_str(), *word);
            let on_the_wire = serde_json::to_value(role).expect("a role is a word");
            assert_eq!(on_the_wire.as_str(), Some(*word));
        }
    }
}
