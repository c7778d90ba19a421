//! Deciding between two people's values.

use std::collections::BTreeMap;

use sync::change::Op;
use sync::record::{ARCHIVED, Record};
use sync::replica::Edit;
use sync::stamp::Stamp;

use super::{SaveError, Store};

impl Store {
    /// Makes the conflicting value with this stamp the current one.
    pub async fn take_conflict(
        &self,
        id: &str,
        group: &str,
        stamp: Stamp,
    ) -> Result<(), SaveError> {
        let Some(record) = self.record(id) else {
            return Ok(());
        };
        let wanted = record
            .conflicts
            .iter()
            .find(|other| other.group == group && other.stamp == stamp);
        let Some(wanted) = wanted else { return Ok(()) };
        let op = match (group, wanted.value.get(ARCHIVED)) {
            (ARCHIVED, Some(serde_json::Value::Bool(true))) => Op::Archive,
            (ARCHIVED, _) => Op::Restore,
            _ => Op::Set,
        };
        let mut edit = Edit::new(op.clone(), &record.kind, id);
        if op == Op::Set {
            edit.fields = wanted.value.clone();
        }
        edit.settles = settles(&record, group);
        self.save(vec![edit]).await
    }

    /// Keeps the current value; the others have been seen.
    pub async fn keep_current(&self, id: &str, group: &str) -> Result<(), SaveError> {
        let Some(record) = self.record(id) else {
            return Ok(());
        };
        let mut edit = Edit::new(Op::Settle, &record.kind, id);
        edit.settles = settles(&record, group);
        self.save(vec![edit]).await
    }
}

/// Who decides has seen all values of the group.
fn settles(record: &Record, group: &str) -> BTreeMap<String, Vec<Stamp>> {
    let stamps = record.conflicts.iter().filter(|other| other.group == group);
    BTreeMap::from([(group.to_owned(), stamps.map(|other| other.stamp).collect())])
}
