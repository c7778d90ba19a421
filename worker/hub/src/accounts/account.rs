//! The person behind a credential or a session.

use domain::access::Role;
use domain::kinds::staff;
use sync::record::Record;

use crate::{Database, DatabaseError, Row, Statement};

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
        let role = serde_json::from_value::<Role>(record.get(staff::ROLE).clone()).ok();
        let Some(role) = role.filter(|_| !has_left(&record)) else {
            return Ok(None);
        };
        Ok(Some(Self {
            name: record.text(staff::NAME).to_owned(),
            address: record.text(staff::EMAIL).to_owned(),
            role,
            must_change: row.int("must_change")? != 0,
            sample: row.int("sample")? != 0,
            person: record.id,
        }))
    }
}

/// Address of a staff member who has not left, whether they may sign in yet or not.
pub async fn address_of(db: &impl Database, person: &str) -> Result<Option<String>, DatabaseError> {
    let record = staff_record(db, person).await?.filter(|record| !has_left(record));
    Ok(record.map(|record| record.text(staff::EMAIL).to_owned()).filter(|address| !address.is_empty()))
}

/// Whether there is such a staff member, present or past.
pub async fn exists(db: &impl Database, person: &str) -> Result<bool, DatabaseError> {
    Ok(staff_record(db, person).await?.is_some())
}

async fn staff_record(db: &impl Database, person: &str) -> Result<Option<Record>, DatabaseError> {
    let statement = Statement::new("SELECT doc FROM record WHERE id = ?1 AND kind = 'staff'", [person.into()]);
    let rows = db.query(statement).await?;
    let doc = rows.first().map(|row| row.text("doc")).transpose()?;
    Ok(doc.and_then(|doc| serde_json::from_str(doc).ok()))
}

fn has_left(record: &Record) -> bool {
    record.archived || record.get(staff::ACTIVE).as_bool() == Some(false)
}
