//! What a restored database must still know of the one that it replaces: numbers that were issued,
//! devices that are lost, access that has ended, and the audit trail.

use serde_json::Value as Json;
use sync::stamp::MAX_REPLICA;

use crate::Hub;
use crate::accounts::audit::{self, Event};
use crate::commit::in_parts;
use crate::database::{Database, DatabaseError, Row, Statement};
use crate::error::HubError;

mod sql;

/// How far numbers are moved on, at least, when nobody knows which were issued since the backup.
pub const SKIPPED_NUMBERS: i64 = 1_000_000;
/// How much further for every second since the backup, so that the same backup, restored once more,
/// does not give the numbers that were issued after it was restored before.
pub const SKIPPED_A_SECOND: i64 = 100;
/// How far numbers of replicas are moved on, unless that is more than half of what is left of them.
pub const SKIPPED_REPLICAS: u32 = 10_000;
/// How much further for every minute since the backup, for the same reason.
const SKIPPED_REPLICAS_A_MINUTE: i64 = 10;

/// How much was known of what happened since the backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// The replaced database went on from the backup: all of it.
    Whole,
    /// There was none, or it did not go on from the backup. Numbers were skipped, and everybody
    /// must sign in again.
    Lacking {
        /// How many numbers of each series were skipped.
        skipped: i64,
    },
}

/// Writes into the database of a backup made at `made_ms` what happened since, as far as `replaced`
/// knows it, and that it was restored. All of it takes effect or nothing, but for what was erased
/// since: that is erased again one by one.
pub async fn complete(
    restored: &impl Database,
    replaced: Option<&impl Database>,
    made_ms: i64,
    now_ms: i64,
) -> Result<Knowledge, HubError> {
    let seconds = (now_ms - made_ms).max(0) / 1000;
    let skipped = SKIPPED_NUMBERS + seconds * SKIPPED_A_SECOND;
    let mut knowledge = Knowledge::Lacking { skipped };
    let mut statements = vec![Statement::new(sql::FORGET_SESSIONS, [])];
    if let Some(replaced) = replaced {
        statements.extend(taken(replaced, &sql::TAKEN).await?);
        if goes_on(restored, replaced).await? {
            knowledge = Knowledge::Whole;
            statements.extend(taken(replaced, &sql::LATER).await?);
        }
    }
    if knowledge != Knowledge::Whole {
        statements.extend(skips(skipped, seconds));
    }
    statements.push(Statement::new(sql::FORGET_ERASED_KEYS, []));
    statements.push(audit::entry(Event::Restored, None, None, now_ms));
    restored.batch(statements).await?;
    // Whoever was erased since must not come back.
    if let Some(replaced) = replaced {
        let erasures = Hub::new(replaced).erasures().await?;
        Hub::new(restored).erase_missing(&erasures, now_ms).await?;
    }
    Ok(knowledge)
}

/// What writes into one database what another knows.
async fn taken(
    from: &impl Database,
    what: &[(&'static str, &'static str)],
) -> Result<Vec<Statement>, HubError> {
    let mut statements = Vec::new();
    for (read, write) in what {
        statements.extend(in_parts(write, [], &read_rows(from, read).await?)?);
    }
    Ok(statements)
}

/// Whether `replaced` has what the backup has: its last line of the audit trail, the numbers that
/// were issued, and what the server made itself.
async fn goes_on(backup: &impl Database, replaced: &impl Database) -> Result<bool, HubError> {
    let last = read_rows(backup, sql::LAST).await?;
    let last = last.first().ok_or_else(DatabaseError::incomplete)?;
    let found = Statement::new(sql::HAS_LAST, [last.to_string().into()]);
    Ok(!replaced.query(found).await?.is_empty())
}

fn skips(skipped: i64, seconds: i64) -> Vec<Statement> {
    let replicas = i64::from(SKIPPED_REPLICAS) + seconds / 60 * SKIPPED_REPLICAS_A_MINUTE;
    vec![
        Statement::new(sql::BEGIN_SKIPPING, []),
        Statement::new(sql::SKIP_NUMBERS, [skipped.into()]),
        Statement::new(
            sql::SKIP_REPLICAS,
            [replicas.into(), i64::from(MAX_REPLICA).into()],
        ),
    ]
}

async fn read_rows(from: &impl Database, sql: &'static str) -> Result<Vec<Json>, HubError> {
    let rows = from.query(Statement::new(sql, [])).await?;
    let read = |row: &Row| Ok(serde_json::from_str(row.text("row")?)?);
    rows.iter().map(read).collect()
}
