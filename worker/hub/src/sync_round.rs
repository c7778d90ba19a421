//! Which rounds of sync moved something: head office's history of sync.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::Hub;
use crate::database::{Database, Row, Statement};
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

impl<D: Database> Hub<'_, D> {
    /// Notes a round of sync, unless it moved nothing. The latest 10,000 are kept.
    pub async fn note_round(
        &self,
        replica: u32,
        counts: Counts,
        at_ms: i64,
        took_ms: u64,
    ) -> Result<(), HubError> {
        const NOTE: &str = "
            INSERT INTO sync_round (replica, at_ms, sent, refused, received, conflicts, took_ms)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
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
        let params = [replica.into(), at_ms.into()];
        let params = params
            .into_iter()
            .chain(numbers.into_iter().map(Into::into));
        let statements = vec![Statement::new(NOTE, params), Statement::new(FORGET, [])];
        self.database.batch(statements).await?;
        Ok(())
    }

    /// The latest 200 rounds of the devices that the person may know of, latest first.
    pub async fn rounds(&self, person: &str) -> Result<Vec<SyncRound>, HubError> {
        const SQL: &str = "
            SELECT replica.person, replica.label, sync_round.*
            FROM sync_round JOIN replica ON replica.number = sync_round.replica
            WHERE replica.person IN (SELECT value FROM json_each(?1))
            ORDER BY sync_round.number DESC LIMIT 200";
        let params = [self.people(person).await?.into()];
        let rows = self.database.query(Statement::new(SQL, params)).await?;
        rows.iter().map(read).collect()
    }

    /// What the rounds of those devices moved on each of the latest 14 days on which they moved
    /// anything, latest first. The clock of whoever asks is `ahead_ms` ahead of UTC.
    pub async fn days(&self, person: &str, ahead_ms: i64) -> Result<Vec<SyncDay>, HubError> {
        const SQL: &str = "
            SELECT (sync_round.at_ms + CAST(?2 AS INTEGER)) / 86400000 AS day,
              sum(sync_round.sent) AS sent, sum(sync_round.refused) AS refused,
              sum(sync_round.conflicts) AS conflicts
            FROM sync_round JOIN replica ON replica.number = sync_round.replica
            WHERE replica.person IN (SELECT value FROM json_each(?1))
            GROUP BY 1 ORDER BY 1 DESC LIMIT 14";
        let params = [self.people(person).await?.into(), ahead_ms.into()];
        let rows = self.database.query(Statement::new(SQL, params)).await?;
        let day = |row: &Row| {
            Ok(SyncDay {
                day: row.int("day")?,
                sent: count(row.int("sent")?),
                refused: count(row.int("refused")?),
                conflicts: count(row.int("conflicts")?),
            })
        };
        rows.iter().map(day).collect()
    }

    /// Ids of those whose devices the person may know of, as a JSON list.
    async fn people(&self, person: &str) -> Result<String, HubError> {
        let devices = self.devices(person).await?;
        let people: BTreeSet<&str> = devices
            .iter()
            .map(|device| device.person.as_str())
            .collect();
        Ok(serde_json::to_string(&people)?)
    }
}

fn read(row: &Row) -> Result<SyncRound, HubError> {
    Ok(SyncRound {
        person: row.text("person")?.to_owned(),
        label: row.text("label")?.to_owned(),
        at_ms: row.int("at_ms")?,
        sent: count(row.int("sent")?),
        refused: count(row.int("refused")?),
        received: count(row.int("received")?),
        conflicts: count(row.int("conflicts")?),
        took_ms: count(row.int("took_ms")?),
    })
}
