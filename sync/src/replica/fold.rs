//! Folding rows into chunks while the device is idle, so that opening stays fast.

use std::collections::BTreeSet;

use super::Replica;
use super::book::CHUNK;
use super::transaction::Transaction;
use crate::store::{DeviceStore, StoreError};

/// Of so many rows on, folding them is worth its while.
pub const WORTH_FOLDING: usize = 300;
/// Most chunks rewritten in one batch.
const AT_ONCE: usize = 40;

impl<S: DeviceStore> Replica<S> {
    /// Folds some rows into chunks where there are at least `least`, mostly [`WORTH_FOLDING`]. Answers
    /// whether there is more to fold.
    pub async fn fold(&self, least: usize) -> Result<bool, StoreError> {
        if !self.is_worth_folding(least) {
            return Ok(false);
        }
        self.transact(|tx| tx.fold()).await?;
        Ok(self.is_worth_folding(least))
    }

    /// Many rows and digests of an older version make opening slow, and a record that is gone must
    /// not stay in its chunk.
    fn is_worth_folding(&self, least: usize) -> bool {
        let book = &self.state.borrow().book;
        let mut rows = book.rows().iter();
        let is_slow = book.rows().len() >= least || !book.stale().is_empty();
        is_slow || rows.any(|id| book.get(id).is_none())
    }
}

impl Transaction<'_> {
    fn fold(&mut self) {
        let rows = self.book.rows();
        let old: BTreeSet<u32> = rows
            .iter()
            .filter_map(|id| self.book.chunk_of(id))
            .take(AT_ONCE * CHUNK)
            .chain(self.book.stale().iter().copied())
            .collect();
        for number in old.into_iter().take(AT_ONCE) {
            let ids = self.book.chunk(number).iter();
            let kept = ids
                .filter(|id| self.book.get(id).is_some())
                .cloned()
                .collect();
            self.chunks.insert(number, kept);
        }
        let unplaced: Vec<&String> = rows
            .iter()
            .filter(|id| self.book.chunk_of(id).is_none())
            .take(AT_ONCE * CHUNK)
            .collect();
        for (number, ids) in (self.book.next_chunk()..).zip(unplaced.chunks(CHUNK)) {
            self.chunks
                .insert(number, ids.iter().map(|id| id.as_str().into()).collect());
        }
    }
}
