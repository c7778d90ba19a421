//! Passwords of staff members.

use super::Account;
use crate::{Database, DatabaseError, Statement, Value};

/// A person and the hash of their password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The person.
    pub account: Account,
    /// Hash as [`super::password::hash`] made it.
    pub hash: String,
}

/// Who the password belongs to and when it must be replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The person chose it.
    Chosen,
    /// Somebody else made it; the person must change it.
    Start,
    /// It belongs to the sample company and is published.
    Sample,
}

/// The credential of whoever signs in with this address, if they may.
pub async fn of_address(
    db: &impl Database,
    address: &str,
) -> Result<Option<Credential>, DatabaseError> {
    find(
        db,
        Statement::new(
            "SELECT record.doc, credential.hash, must_change, sample
         FROM record JOIN credential ON credential.person = record.id
         WHERE record.kind = 'staff' AND lower(json_extract(record.doc, '$.f.email')) = ?1
             AND disabled = 0
         ORDER BY record.id",
            [address.trim().to_ascii_lowercase().into()],
        ),
    )
    .await
}

/// The credential of a person, if they may sign in.
pub async fn of_person(
    db: &impl Database,
    person: &str,
) -> Result<Option<Credential>, DatabaseError> {
    find(
        db,
        Statement::new(
            "SELECT record.doc, credential.hash, must_change, sample
         FROM credential JOIN record ON record.id = credential.person
         WHERE credential.person = ?1 AND disabled = 0",
            [person.into()],
        ),
    )
    .await
}

async fn find(
    db: &impl Database,
    statement: Statement,
) -> Result<Option<Credential>, DatabaseError> {
    for row in db.query(statement).await? {
        // Whoever has left may have the address of somebody who is here.
        if let Some(account) = Account::from_row(&row)? {
            let hash = row.text("hash")?.to_owned();
            return Ok(Some(Credential { account, hash }));
        }
    }
    Ok(None)
}

/// Whether nobody has ever been able to sign in, so that the company is still to be set up.
pub async fn none_exists(db: &impl Database) -> Result<bool, DatabaseError> {
    let rows = db
        .query(Statement::new("SELECT person FROM credential LIMIT 1", []))
        .await?;
    Ok(rows.is_empty())
}

/// Aborts the batch when somebody has been able to sign in.
pub fn guard_none_exists() -> Statement {
    Statement::new(
        "INSERT INTO guard (holds) SELECT 0 WHERE EXISTS (SELECT 1 FROM credential)",
        [],
    )
}

/// Gives a person a password.
pub fn put(person: &str, hash: &str, origin: Origin) -> Statement {
    Statement::new(
        "INSERT INTO credential (person, hash, must_change, sample, disabled)
         VALUES (?1, ?2, ?3, ?4, 0)
         ON CONFLICT (person) DO UPDATE SET hash = excluded.hash,
             must_change = excluded.must_change, sample = excluded.sample, disabled = 0",
        [
            Value::from(person),
            hash.into(),
            (origin == Origin::Start).into(),
            (origin == Origin::Sample).into(),
        ],
    )
}

/// Keeps the person from signing in until they are given a new start password.
pub fn disable(person: &str) -> Statement {
    Statement::new(
        "UPDATE credential SET disabled = 1 WHERE person = ?1",
        [person.into()],
    )
}
