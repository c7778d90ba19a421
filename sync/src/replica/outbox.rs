//! The changes that the server has not acknowledged: after an import, tens of thousands.
//!
//! The maps share what is equal between copies, so that a copy for every write costs nothing, and
//! the rows that a write changes are found without looking at the others.

use std::collections::BTreeSet;
use std::sync::Arc;

use imbl::ordmap::DiffItem;
use imbl::{OrdMap, OrdSet};

use super::desk::MAX_SEQ;
use super::queued::Queued;
use crate::store::{Batch, StoreError, Table};

/// Changes that the server has not acknowledged, in order.
#[derive(Debug, Clone, Default)]
pub struct Outbox {
    by_seq: OrdMap<u64, Arc<Queued>>,
    /// Record and number of every change that does something.
    by_record: OrdSet<(Arc<str>, u64)>,
    /// The same under each record that the change depends on.
    by_need: OrdSet<(Arc<str>, u64)>,
}

impl Outbox {
    /// Reads what lies on the device.
    pub fn load(rows: Vec<(String, Vec<u8>)>) -> Result<Self, StoreError> {
        let mut outbox = Self::default();
        for (key, bytes) in rows {
            let text = std::str::from_utf8(&bytes).ok();
            let queued = text.and_then(Queued::read);
            match queued.filter(|queued| queued.seq <= MAX_SEQ) {
                Some(queued) => outbox.put(queued),
                None => return Err(StoreError::Unreadable(key)),
            }
        }
        Ok(outbox)
    }

    /// The change with this number.
    pub fn get(&self, seq: u64) -> Option<&Arc<Queued>> {
        self.by_seq.get(&seq)
    }

    /// All changes in order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Queued>> {
        self.by_seq.values()
    }

    /// The changes after a number, in order.
    pub fn after(&self, seq: u64) -> impl Iterator<Item = &Arc<Queued>> {
        self.by_seq.range(seq + 1..).map(|(_, queued)| queued)
    }

    /// The changes up to a number, in order.
    pub fn up_to(&self, seq: u64) -> impl Iterator<Item = &Arc<Queued>> {
        self.by_seq.range(..=seq).map(|(_, queued)| queued)
    }

    /// Changes that do something, in order.
    pub fn effective(&self) -> impl Iterator<Item = &Arc<Queued>> {
        self.iter().filter(|queued| queued.is_effective())
    }

    /// How many changes do something.
    pub fn pending(&self) -> usize {
        self.by_record.len()
    }

    /// Ids of the records that they change.
    pub fn records(&self) -> BTreeSet<&str> {
        self.by_record.iter().map(|(record, _)| &**record).collect()
    }

    /// Whether a change of this record does something.
    pub fn is_pending(&self, record: &str) -> bool {
        self.of(record).next().is_some()
    }

    /// Whether a change makes this record.
    pub fn creates(&self, record: &str) -> bool {
        self.of(record).any(|queued| queued.creates())
    }

    /// Changes of one record that do something, in order.
    pub fn of(&self, record: &str) -> impl Iterator<Item = &Arc<Queued>> {
        self.under(&self.by_record, record)
    }

    /// Numbers of the changes after `after` that cannot be without a created record, or without
    /// one that they create in turn.
    pub fn dependents(&self, created: &str, after: u64) -> BTreeSet<u64> {
        let mut found = BTreeSet::new();
        let mut creates = vec![(created, after)];
        while let Some((record, after)) = creates.pop() {
            let needing = self.of(record).chain(self.under(&self.by_need, record));
            for queued in needing.filter(|queued| queued.seq > after) {
                if found.insert(queued.seq) && queued.creates() {
                    creates.push((&queued.record, queued.seq));
                }
            }
        }
        found
    }

    /// Puts a change in, over one with the same number.
    pub fn put(&mut self, queued: impl Into<Arc<Queued>>) {
        let queued = queued.into();
        self.remove(queued.seq);
        if queued.is_effective() {
            self.by_record.insert((queued.record.clone(), queued.seq));
            for record in &queued.depends_on {
                self.by_need.insert((record.as_str().into(), queued.seq));
            }
        }
        self.by_seq.insert(queued.seq, queued);
    }

    /// Takes a change out.
    pub fn remove(&mut self, seq: u64) -> Option<Arc<Queued>> {
        let queued = self.by_seq.remove(&seq)?;
        self.by_record.remove(&(queued.record.clone(), seq));
        for record in &queued.depends_on {
            self.by_need.remove(&(record.as_str().into(), seq));
        }
        Some(queued)
    }

    /// Adds to `batch` the rows that differ from `before`.
    pub fn write_difference(&self, before: &Self, batch: &mut Batch) {
        for differs in before.by_seq.diff(&self.by_seq) {
            match differs {
                DiffItem::Add(seq, queued)
                | DiffItem::Update {
                    new: (seq, queued), ..
                } => batch.put(Table::Outbox, key(*seq), queued.text().into()),
                DiffItem::Remove(seq, _) => batch.delete(Table::Outbox, key(*seq)),
            }
        }
    }

    fn under<'a>(
        &'a self,
        index: &'a OrdSet<(Arc<str>, u64)>,
        record: &str,
    ) -> impl Iterator<Item = &'a Arc<Queued>> + use<'a> {
        let record: Arc<str> = record.into();
        let all = (record.clone(), 0)..=(record, u64::MAX);
        index.range(all).filter_map(|(_, seq)| self.get(*seq))
    }
}

/// Keys in the order of the numbers.
pub fn key(seq: u64) -> String {
    format!("{seq:016}")
}

#[cfg(test)]
mod tests;
