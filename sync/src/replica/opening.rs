//! Reading what lies on the device: first what lists need, then the texts of all records.

use std::collections::BTreeSet;

use super::book::{self, Book};
use super::desk::Desk;
use super::{Replica, State};
use crate::store::{Batch, DeviceStore, Durability, StoreError, Table};

/// After so many readings that do not fit together the device is taken to be damaged.
const TRIES: usize = 5;

impl<S: DeviceStore> Replica<S> {
    /// Whether the text of every record is here.
    pub fn is_whole(&self) -> bool {
        self.state.borrow().book.is_whole()
    }

    /// Reads the texts of all records, a chunk at a time, so that other work can be done in between.
    pub async fn read_texts(&self) -> Result<(), StoreError> {
        self.wants_texts.set(true);
        if self.read_rest().await? {
            return Ok(());
        }
        let _writing = self.writing.lock().await;
        self.make_whole().await
    }

    /// Reads what is missing. Whoever calls it keeps others from writing.
    pub(super) async fn make_whole(&self) -> Result<(), StoreError> {
        for _ in 0..TRIES {
            if self.read_rest().await? {
                return Ok(());
            }
            // Another tab has put records into other chunks.
            self.reload().await?;
        }
        Err(StoreError::Unreadable(Table::Document.name().to_owned()))
    }

    /// Reads the texts of all chunks. Answers whether that was everything.
    async fn read_rest(&self) -> Result<bool, StoreError> {
        let _reading = self.reading.lock().await;
        loop {
            let next = self.state.borrow().book.unread().first().copied();
            let Some(number) = next else {
                return Ok(self.is_whole());
            };
            let texts = self.texts_of(number).await?;
            let mut state = self.state.borrow_mut();
            let taken = state.book.take_texts(number, &texts, self.digest);
            taken.ok_or_else(|| unreadable(number))?;
        }
    }

    /// Reads everything anew, but texts only where all of them were here before: what is shown must
    /// not go for a moment, and nobody asks a second time for those of an empty device. A write by
    /// another tab while reading starts it again.
    pub(super) async fn reload(&self) -> Result<(), StoreError> {
        let was_whole = self.is_whole() && (self.wants_texts.get() || !self.is_empty());
        loop {
            let generation = self.store.generation().await?;
            let mut desk = Desk::load(&self.store).await?;
            if desk.meta.person.is_empty() {
                if self.put_back(generation).await? {
                    continue;
                }
                desk.meta.begin(&self.person, &self.device);
            }
            let chunks = self.store.load(Table::Chunk).await?;
            let rows = self.store.load(Table::Row).await?;
            let mut book = Book::load(chunks, rows, self.digest)?;
            book.keep_texts(&self.state.borrow().book);
            let needed = if was_whole {
                book.unread().clone()
            } else {
                needed(&book, &desk)
            };
            for number in needed {
                let texts = self.texts_of(number).await?;
                let taken = book.take_texts(number, &texts, self.digest);
                taken.ok_or_else(|| unreadable(number))?;
            }
            if self.store.generation().await? == generation {
                *self.state.borrow_mut() = State {
                    generation,
                    desk,
                    book,
                };
                return Ok(());
            }
        }
    }

    /// Puts what was typed into a database that the browser has cleared while it was open here, under
    /// the number that the server knows it by; the records are pulled afresh. Answers whether there is
    /// something to be read now. A new database has nothing to get back.
    async fn put_back(&self, generation: u64) -> Result<bool, StoreError> {
        let mut kept = self.state.borrow().desk.clone();
        if kept.meta.replica.is_none() {
            return Ok(false);
        }
        self.cleared.set(true);
        kept.meta.forget_records();
        let mut batch = Batch::new(Some(generation), Durability::Strict);
        kept.write_difference(&Desk::default(), &mut batch);
        match self.store.write(batch).await {
            // Where another tab was quicker, its work counts.
            Ok(()) | Err(StoreError::Conflict) => Ok(true),
            Err(other) => Err(other),
        }
    }

    /// The texts of a chunk. A chunk without any is being written by another tab.
    async fn texts_of(&self, number: u32) -> Result<Vec<u8>, StoreError> {
        let key = book::chunk_key(number);
        let found = self.store.read(Table::Document, &key).await?;
        Ok(found.unwrap_or_default())
    }
}

/// Chunks without whose texts nothing can be shown: those of records with unsent changes, and those
/// whose digests an older version of the app made.
fn needed(book: &Book, desk: &Desk) -> BTreeSet<u32> {
    let pending = desk.outbox.records();
    let pending = pending.iter().filter_map(|id| book.chunk_of(id));
    let needed = pending.chain(book.stale().iter().copied());
    needed
        .filter(|number| book.unread().contains(number))
        .collect()
}

fn unreadable(number: u32) -> StoreError {
    StoreError::Unreadable(book::chunk_key(number))
}
