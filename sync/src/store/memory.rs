//! A device store in memory, with faults that a test can plan.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Batch, DeviceStore, StoreError, Table};

/// A device store that lives as long as its last clone; a clone is another tab on it, in whatever
/// thread.
#[derive(Debug, Clone, Default)]
pub struct Memory(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    generation: u64,
    /// Copies share the bytes.
    rows: BTreeMap<(Table, String), Arc<[u8]>>,
    operations: usize,
    readings: BTreeMap<Table, usize>,
    failing: Option<(usize, StoreError)>,
    last: Option<usize>,
    is_full: bool,
}

impl Memory {
    /// Makes the `n`-th operation from now (1 is the next) fail without any effect.
    pub fn fail_nth(&self, n: usize, error: StoreError) {
        let mut state = self.state();
        state.failing = Some((state.operations + n, error));
    }

    /// Lets `n` more operations happen and none after them, as if the tab had been killed.
    ///
    /// What comes later has no effect and fails with [`StoreError::Closed`] until
    /// [`Memory::revive`].
    pub fn kill_after(&self, n: usize) {
        let mut state = self.state();
        state.last = Some(state.operations + n);
    }

    /// Ends what [`Memory::kill_after`] began, and drops a planned failure.
    pub fn revive(&self) {
        let mut state = self.state();
        state.last = None;
        state.failing = None;
    }

    /// From now on nothing new is kept, or everything again.
    pub fn fill(&self, is_full: bool) {
        self.state().is_full = is_full;
    }

    /// Forgets everything, as when a browser takes the room back.
    pub fn evict(&self) {
        *self.state() = State::default();
    }

    /// Another store with the same rows, as in a copied browser profile.
    pub fn copy(&self) -> Self {
        let state = self.state();
        Self(Arc::new(Mutex::new(State {
            generation: state.generation,
            rows: state.rows.clone(),
            ..State::default()
        })))
    }

    /// How many operations were asked for so far.
    pub fn operations(&self) -> usize {
        self.state().operations
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many times a table was read so far, whole or one row of it.
    pub fn readings(&self, table: Table) -> usize {
        let state = self.state();
        state.readings.get(&table).copied().unwrap_or_default()
    }
}

impl DeviceStore for Memory {
    async fn load(&self, table: Table) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let mut state = self.state();
        state.begin_reading(table)?;
        let rows = state.rows.range((table, String::new())..);
        Ok(rows
            .take_while(|((of, _), _)| *of == table)
            .map(|((_, key), bytes)| (key.clone(), bytes.to_vec()))
            .collect())
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let mut state = self.state();
        state.begin_reading(table)?;
        let row = state.rows.get(&(table, key.to_owned()));
        Ok(row.map(|bytes| bytes.to_vec()))
    }

    async fn generation(&self) -> Result<u64, StoreError> {
        let mut state = self.state();
        state.begin()?;
        Ok(state.generation)
    }

    async fn write(&self, batch: Batch) -> Result<(), StoreError> {
        let mut state = self.state();
        state.begin()?;
        if state.is_full {
            return Err(StoreError::Full);
        }
        state.pass_guard(batch.expect)?;
        for (table, key, bytes) in batch.rows {
            match bytes {
                Some(bytes) => state.rows.insert((table, key), bytes.into()),
                None => state.rows.remove(&(table, key)),
            };
        }
        Ok(())
    }
}

impl State {
    fn begin(&mut self) -> Result<(), StoreError> {
        self.operations += 1;
        if self.last.is_some_and(|last| self.operations > last) {
            return Err(StoreError::Closed);
        }
        match self.failing.take_if(|(at, _)| *at == self.operations) {
            Some((_, error)) => Err(error),
            None => Ok(()),
        }
    }

    fn begin_reading(&mut self, table: Table) -> Result<(), StoreError> {
        *self.readings.entry(table).or_default() += 1;
        self.begin()
    }

    fn pass_guard(&mut self, expect: Option<u64>) -> Result<(), StoreError> {
        match expect {
            Some(generation) if generation != self.generation => return Err(StoreError::Conflict),
            Some(_) => self.generation += 1,
            None => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;

    use super::*;
    use crate::store::{Durability, conformance::conformance};

    fn one_row(expect: u64) -> Batch {
        let mut batch = Batch::new(Some(expect), Durability::Strict);
        batch.put(Table::Outbox, "1", vec![1]);
        batch
    }

    #[test]
    fn conforms() {
        block_on(conformance(async || {
            let store = Memory::default();
            [store.clone(), store]
        }));
    }

    #[test]
    fn fails_once_where_it_was_told_to() {
        let store = Memory::default();
        store.fail_nth(2, StoreError::Full);
        assert_eq!(block_on(store.generation()), Ok(0));
        assert_eq!(block_on(store.write(one_row(0))), Err(StoreError::Full));
        assert_eq!(block_on(store.load(Table::Outbox)), Ok(vec![]));
        assert_eq!(block_on(store.write(one_row(0))), Ok(()));
    }

    #[test]
    fn a_full_store_keeps_what_it_has_and_an_evicted_one_nothing() {
        let store = Memory::default();
        assert_eq!(block_on(store.write(one_row(0))), Ok(()));
        store.fill(true);
        assert_eq!(block_on(store.write(one_row(1))), Err(StoreError::Full));
        assert_eq!(block_on(store.read(Table::Outbox, "1")), Ok(Some(vec![1])));
        store.fill(false);
        assert_eq!(block_on(store.write(one_row(1))), Ok(()));
        store.evict();
        assert_eq!(block_on(store.read(Table::Outbox, "1")), Ok(None));
        assert_eq!(block_on(store.generation()), Ok(0));
    }

    #[test]
    fn a_killed_tab_writes_nothing_until_it_is_revived() {
        let store = Memory::default();
        store.kill_after(1);
        assert_eq!(block_on(store.write(one_row(0))), Ok(()));
        assert_eq!(block_on(store.write(one_row(1))), Err(StoreError::Closed));
        store.revive();
        assert_eq!(block_on(store.generation()), Ok(1));
        assert_eq!(store.operations(), 3);
    }
}
