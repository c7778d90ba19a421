//! The history of one record, and who a person is.

use std::collections::BTreeSet;

use domain::access::Actor;
use serde::{Deserialize, Serialize};
use sync::change::{Change, Op};
use sync::record::{Fields, Record};
use sync::stamp::Stamp;

use crate::Hub;
use crate::database::{Database, Statement};
use crate::error::HubError;
use crate::snapshot::{find_histories, find_records, sees};
use crate::view::actor;

/// One applied change of a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// Its place in the order of all replicas.
    pub stamp: Stamp,
    /// Who did it.
    pub person: String,
    /// When, by the device's corrected clock, milliseconds.
    pub made_ms: i64,
    /// What was done.
    #[serde(flatten)]
    pub op: Op,
    /// Written values by path.
    pub fields: Fields,
    /// What became of it: `applied`.
    pub outcome: String,
}

impl<D: Database> Hub<'_, D> {
    /// All applied changes of a record, latest first.
    pub async fn history(&self, person: &str, id: &str) -> Result<Vec<HistoryEntry>, HubError> {
        let actor = self.actor(person).await?;
        let records = find_records(self.database, &[id].into()).await?;
        if !sees(&actor, &records, id) {
            return Err(HubError::NotFound);
        }
        let ids = BTreeSet::from([id.to_owned()]);
        let mut histories = find_histories(self.database, &ids).await?;
        let mut entries: Vec<HistoryEntry> = histories
            .remove(id)
            .unwrap_or_default()
            .into_iter()
            .map(entry)
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.stamp));
        Ok(entries)
    }

    /// The person's rights, or [`HubError::Ended`] when they have none.
    pub async fn actor(&self, person: &str) -> Result<Actor, HubError> {
        actor(&self.staff(person).await?).ok_or(HubError::Ended)
    }

    /// A person's staff record, whether they are active or not.
    pub async fn staff(&self, person: &str) -> Result<Record, HubError> {
        const SQL: &str = "SELECT doc FROM record WHERE id = ?1 AND kind = 'staff'";
        let rows = self
            .database
            .query(Statement::new(SQL, [person.into()]))
            .await?;
        let row = rows.first().ok_or(HubError::Ended)?;
        Ok(serde_json::from_str(row.text("doc")?)?)
    }
}

fn entry(change: Change) -> HistoryEntry {
    HistoryEntry {
        stamp: change.stamp,
        person: change.person,
        made_ms: change.made_ms,
        op: change.op,
        fields: change.fields,
        outcome: "applied".to_owned(),
    }
}
