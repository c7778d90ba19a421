//! Histories as the server last told them, kept for reading without a network.

use super::Replica;
use super::transaction::Transaction;
use crate::store::{DeviceStore, StoreError, Table};

/// Most histories kept; the one that was heard longest ago goes first.
const MOST: usize = 100;

impl<S: DeviceStore> Replica<S> {
    /// Keeps what the server told of a record's history, unless the record is gone meanwhile.
    pub async fn keep_history(&self, id: &str, told: &[u8]) -> Result<(), StoreError> {
        self.transact(|tx| tx.keep_history(id, told)).await
    }

    /// What was kept of a record's history.
    pub async fn history(&self, id: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.store.read(Table::History, id).await
    }
}

impl Transaction<'_> {
    fn keep_history(&mut self, id: &str, told: &[u8]) {
        if self.shown(id).is_none() {
            return;
        }
        self.forget_history(id);
        let kept = &mut self.desk.meta.histories;
        kept.push(id.to_owned());
        if kept.len() > MOST {
            let oldest = kept.remove(0);
            self.histories.insert(oldest, None);
        }
        self.histories.insert(id.to_owned(), Some(told.to_owned()));
    }

    /// Drops what was kept of a record's history, if anything.
    pub fn forget_history(&mut self, id: &str) {
        let kept = &mut self.desk.meta.histories;
        if let Some(at) = kept.iter().position(|other| other == id) {
            kept.remove(at);
            self.histories.insert(id.to_owned(), None);
        }
    }
}
