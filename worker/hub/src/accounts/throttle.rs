//! Attempts to sign in: a few are free, then each costs a longer wait.

use crate::{Database, DatabaseError, Statement, Value};

/// Attempts that cost no wait.
pub const FREE_ATTEMPTS: i64 = 5;
/// Longest wait, milliseconds. Attempts are forgotten as long after the last wait is over.
pub const MAX_WAIT_MS: i64 = 15 * 60 * 1000;

/// Whether an attempt may be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    /// It may, and is counted.
    Allowed,
    /// Not before this time, milliseconds.
    NotBefore(i64),
}

/// Counts an attempt before the password is looked at, so that attempts at the same time are
/// all counted. The fifth attempt brings a wait of four seconds, each further one twice as long.
pub async fn attempt(
    db: &impl Database,
    bucket: &str,
    now_ms: i64,
) -> Result<Attempt, DatabaseError> {
    let count = Statement::new(
        "INSERT INTO throttle (bucket, attempts, until_ms) VALUES (?1, 1, ?2)
         ON CONFLICT (bucket) DO UPDATE SET attempts = attempts + 1,
             until_ms = ?2 + CASE WHEN attempts + 1 < ?3 THEN 0
                 ELSE min(?4, 4000 << min(attempts + 1 - ?3, 20)) END
         WHERE until_ms <= ?2 OR attempts < ?3
         RETURNING attempts",
        [
            Value::from(bucket),
            now_ms.into(),
            FREE_ATTEMPTS.into(),
            MAX_WAIT_MS.into(),
        ],
    );
    let wait = Statement::new(
        "SELECT until_ms FROM throttle WHERE bucket = ?1",
        [bucket.into()],
    );
    let answers = db.batch(vec![forget_old(now_ms), count, wait]).await?;
    match answers.as_slice() {
        [_, counted, _] if !counted.is_empty() => Ok(Attempt::Allowed),
        [_, _, wait] => wait.first().map_or(Ok(Attempt::Allowed), |row| {
            Ok(Attempt::NotBefore(row.int("until_ms")?))
        }),
        _ => Err(DatabaseError::Failed(
            "a batch answers every statement".to_owned(),
        )),
    }
}

fn forget_old(now_ms: i64) -> Statement {
    Statement::new(
        "DELETE FROM throttle WHERE until_ms < ?1",
        [(now_ms - MAX_WAIT_MS).into()],
    )
}

/// Forgets the attempts of a bucket after one that succeeded.
pub fn clear(bucket: &str) -> Statement {
    Statement::new("DELETE FROM throttle WHERE bucket = ?1", [bucket.into()])
}
