//! The person behind a credential or a session.

use domain::access::Role;
use domain::kinds::staff;
use sync::record::Record;

use crate::view::actor;
use crate::{Database, DatabaseError, Hub, HubError, Row};

/// A staff member who may sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Id of the staff record.
    pub person: String,
    /// Full name.
    pub name: String,
    /// Address with which they sign in.
    pub address: String,
    /// Role.
    pub role: Role,
    /// The password was given by somebody else and must be changed first.
    pub must_change: bool,
    /// Belongs to the sample company.
    pub sample: bool,
}

impl Account {
    /// Reads a row with the columns `doc`, `must_change` and `sample`; none when the person has
    /// left or their record cannot be understood.
    pub(super) fn from_row(row: &Row) -> Result<Option<Self>, DatabaseError> {
        let Ok(record) = serde_json::from_str::<Record>(row.text("doc")?) else {
            return Ok(None);
        };
        let Some(actor) = actor(&record) else {
            return Ok(None);
        };
        Ok(Some(Self {
            name: record.text(staff::NAME).to_owned(),
            address: record.text(staff::EMAIL).to_owned(),
            role: actor.role,
            must_change: row.int("must_change")? != 0,
            sample: row.int("sample")? != 0,
            person: actor.person,
        }))
    }
}

/// Address of a staff member who has not left, whether they may sign in yet or not.
pub async fn address_of(db: &impl Database, person: &str) -> Result<Option<String>, HubError> {
    let record = match Hub::new(db).staff(person).await {
        Err(HubError::Ended) => return Ok(None),
        found => found?,
    };
    let address = record.text(staff::EMAIL);
    Ok(actor(&record)
        .filter(|_| !address.is_empty())
        .map(|_| address.to_owned()))
}

/// Whether there is such a staff member, present or past.
pub async fn exists(db: &impl Database, person: &str) -> Result<bool, HubError> {
    match Hub::new(db).staff(person).await {
        Err(HubError::Ended) => Ok(false),
        found => found.map(|_| true),
    }
}
