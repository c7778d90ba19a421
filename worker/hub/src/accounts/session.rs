//! Sessions: a random token in a cookie, of which only the hash is stored.

use super::Account;
use crate::{Database, DatabaseError, Statement, Value};

/// How long a session lasts, milliseconds: 30 days from sign-in, however much it is used.
pub const LIFETIME_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// A session that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub account: Account,
    /// When it ends.
    pub expires_ms: i64,
    /// Hash of what requests must show beside the token, see [`begin`].
    pub proof: Option<String>,
}

/// The session of a token, unless it has ended, or the person may no longer sign in.
pub async fn find(
    db: &impl Database,
    token_hash: &str,
    now_ms: i64,
) -> Result<Option<Session>, DatabaseError> {
    let statement = Statement::new(
        "SELECT record.doc, must_change, sample, expires_ms, proof
         FROM session
         JOIN credential ON credential.person = session.person
         JOIN record ON record.id = session.person
         WHERE token_hash = ?1 AND expires_ms > ?2 AND disabled = 0",
        [Value::from(token_hash), now_ms.into()],
    );
    let rows = db.query(statement).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let expires_ms = row.int("expires_ms")?;
    let proof = row.maybe_text("proof")?.map(str::to_owned);
    Ok(Account::from_row(row)?.map(|account| Session {
        account,
        expires_ms,
        proof,
    }))
}

/// Begins a session. With a `proof` its cookie alone opens nothing: requests must show what hashes
/// to it, which only somebody who has opened the book of the device can.
pub fn begin(token_hash: &str, person: &str, proof: Option<&str>, now_ms: i64) -> Statement {
    Statement::new(
        "INSERT INTO session (token_hash, person, expires_ms, proof) VALUES (?1, ?2, ?3, ?4)",
        [
            Value::from(token_hash),
            person.into(),
            (now_ms + LIFETIME_MS).into(),
            proof.into(),
        ],
    )
}

/// Ends a session.
pub fn end(token_hash: &str) -> Statement {
    Statement::new(
        "DELETE FROM session WHERE token_hash = ?1",
        [token_hash.into()],
    )
}

/// Ends all sessions of a person, save the one of the token when there is one.
pub fn end_of(person: &str, except: Option<&str>) -> Statement {
    Statement::new(
        "DELETE FROM session WHERE person = ?1 AND token_hash IS NOT ?2",
        [Value::from(person), except.into()],
    )
}

/// Forgets sessions whose time is over.
pub fn forget_ended(now_ms: i64) -> Statement {
    Statement::new(
        "DELETE FROM session WHERE expires_ms <= ?1",
        [now_ms.into()],
    )
}
