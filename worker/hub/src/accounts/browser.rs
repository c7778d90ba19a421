//! Browsers in which a person has signed in before. Their attempts are counted apart, so that
//! a stranger cannot lock somebody out of their own device.

use crate::{Database, DatabaseError, Statement};

/// Whether the person has signed in with this browser token before.
pub async fn is_known(
    db: &impl Database,
    token_hash: &str,
    person: &str,
) -> Result<bool, DatabaseError> {
    let statement = Statement::new(
        "SELECT person FROM known_browser WHERE token_hash = ?1 AND person = ?2",
        [token_hash.into(), person.into()],
    );
    Ok(!db.query(statement).await?.is_empty())
}

/// Remembers the browser.
pub fn remember(token_hash: &str, person: &str) -> Statement {
    Statement::new(
        "INSERT INTO known_browser (token_hash, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
        [token_hash.into(), person.into()],
    )
}
