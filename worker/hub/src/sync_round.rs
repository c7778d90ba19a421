//! Which rounds of sync moved something: head office's history of sync.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sync::protocol::Cause;

use crate::Hub;
use crate::database::{Database, DatabaseError, Row, Statement};
use crate::error::HubError;
use crate::snapshot::{count, int};

/// How much a round moved.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Changes that were taken in, refused ones included.
    pub sent: u64,
    /// Those that were refused.
    pub refused: u64,
    /// Rows of feeds that went to the device.
    pub received: u64,
    /// Conflicts that were not there before.
    pub conflicts: u64,
}

/// A round of sync that moved something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRound {
    /// Id of the person on whose device it began.
    pub person: String,
    /// What the device calls itself.
    pub label: String,
    /// Server time, milliseconds.
    pub at_ms: i64,
    /// Why the device began it; a word of [`Cause`].
    pub cause: String,
    /// Changes that were taken in, refused ones included.
    pub sent: u64,
    /// Those that were refused.
    pub refused: u64,
    /// Rows of feeds that went to the device.
    pub received: u64,
    /// Conflicts that were not there before.
    pub conflicts: u64,
    /// How long the server worked on it, milliseconds.
    pub took_ms: u64,
}

/// What the rounds of one day moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncDay {
    /// Days since 1970 by the clock of whoever asks.
    pub day: i64,
    /// Changes that were taken in, refused ones included.
    pub sent: u64,
    /// Those that were refused.
    pub refused: u64,
    /// Conflicts that were not there before.
    pub conflicts: u64,
}

/// The rounds of some devices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncHistory {
    /// The latest 200, latest first.
    pub rounds: Vec<SyncRound>,
    /// The latest 14 days on which anything moved, latest first.
    pub days: Vec<SyncDay>,
}

impl<D: Database> Hub<'_, D> {
    /// Notes a round of sync, unless it moved nothing. The latest 10,000 are kept.
    pub async fn note_round(
        &self,
        replica: u32,
        cause: Cause,
        counts: Counts,
        at_ms: i64,
        took_ms: u64,
    ) -> Result<(), HubError> {
        const NOTE: &str = "
            INSERT INTO sync_round (replica, at_ms, cause, sent, refused, received, conflicts, took_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        const FORGET: &str = "
            DELETE FROM sync_round WHERE number <= (SELECT max(number) FROM sync_round) - 10000";
        if counts == Counts::default() {
            return Ok(());
        }
        let Counts {
            sent,
            refused,
            received,
            conflicts,
        } = counts;
        let numbers = [sent, refused, received, conflicts, took_ms];
        let numbers = numbers
            .map(int)
            .into_iter()
            .collect::<Result<Vec<_>, _>>()?;
        let params = [replica.into(), at_ms.into(), cause.as_str().into()];
        let params = params
            .into_iter()
            .chain(numbers.into_iter().map(Into::into));
        let statements = vec![Statement::new(NOTE, params), Statement::new(FORGET, [])];
        self.database.batch(statements).await?;
        Ok(())
    }

    /// The rounds of the devices that the person may know of, whose own clock is `ahead_ms` ahead
    /// of UTC.
    pub async fn sync_history(&self, person: &str, ahead_ms: i64) -> Result<SyncHistory, HubError> {
        let devices = self.devices(person).await?;
        let people: BTreeSet<&str> = devices
            .iter()
            .map(|device| device.person.as_str())
            .collect();
        let people = serde_json::to_string(&people)?;
        let statements = vec![
            Statement::new(ROUNDS, [people.as_str().into()]),
            Statement::new(DAYS, [people.into(), ahead_ms.into()]),
        ];
        let answers = self.database.batch(statements).await?;
        let [rounds, days] = answers.as_slice() else {
            return Err(DatabaseError::incomplete().into());
        };
        Ok(SyncHistory {
            rounds: rounds.iter().map(read).collect::<Result<_, _>>()?,
            days: days.iter().map(read_day).collect::<Result<_, _>>()?,
        })
    }
}

const ROUNDS: &str = "
    SELECT replica.person, replica.label, sync_round.*
    FROM sync_round JOIN replica ON replica.number = sync_round.replica
    WHERE replica.person IN (SELECT value FROM json_each(?1))
    ORDER BY sync_round.number DESC LIMIT 200";

const DAYS: &str = "
    SELECT (sync_round.at_ms + CAST(?2 AS INTEGER)) / 86400000 AS day,
      sum(sync_round.sent) AS sent, sum(sync_round.refused) AS refused,
      sum(sync_round.conflicts) AS conflicts
    FROM sync_round JOIN replica ON replica.number = sync_round.replica
    WHERE replica.person IN (SELECT value FROM json_each(?1))
    GROUP BY 1 ORDER BY 1 DESC LIMIT 14";

fn read(row: &Row) -> Result<SyncRound, HubError> {
    Ok(SyncRound {
        person: row.text("person")?.to_owned(),
        label: row.text("label")?.to_owned(),
        at_ms: row.int("at_ms")?,
        cause: row.text("cause")?.to_owned(),
        sent: count(row.int("sent")?),
        refused: count(row.int("refused")?),
        received: count(row.int("received")?),
        conflicts: count(row.int("conflicts")?),
        took_ms: count(row.int("took_ms")?),
    })
}

fn read_day(row: &Row) -> Result<SyncDay, HubError> {
    Ok(SyncDay {
        day: row.int("day")?,
        sent: count(row.int("sent")?),
        refused: count(row.int("refused")?),
        conflicts: count(row.int("conflicts")?),
    })
}
