//! One planned batch: a copy of the desk and the changed records, compared with what was there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::schema::Schema;

use super::book::{self, Book, BookRows, CHUNK, Digest, Entry};
use super::desk::Desk;
use super::kept::{Kept, KeptRows};
use super::queued::Queued;
use crate::change::Change;
use crate::record::Record;
use crate::store::{Batch, Durability, Table};

/// A write in the making.
pub struct Transaction<'a> {
    /// The kinds of the company.
    pub schema: Schema,
    /// What is kept beside each text.
    pub digest: Digest,
    /// Copy that the plan changes.
    pub desk: Desk,
    /// The records as they were.
    pub book: &'a Book,
    /// Records that the plan changes; none for those that go.
    pub entries: BTreeMap<String, Option<Entry>>,
    /// Chunks that the plan writes whole.
    pub chunks: BTreeMap<u32, Vec<Arc<str>>>,
    /// Chunks of which something must not stay on the device.
    pub rewritten: BTreeSet<u32>,
    /// Records of which the plan learns that they were erased.
    pub erased: BTreeSet<String>,
    /// Acknowledged changes that the plan keeps, needs or drops.
    pub kept: Kept<'a>,
    /// Histories that the plan keeps; none for those that go.
    pub histories: BTreeMap<String, Option<Vec<u8>>>,
    /// The batch holds what a person typed.
    pub typed: bool,
}

/// What memory takes over when the batch is complete.
pub struct Outcome {
    /// The changed desk.
    pub desk: Desk,
    /// The changed records.
    pub rows: BookRows,
}

impl<'a> Transaction<'a> {
    /// Starts a plan on what there is. The acknowledged changes are read only for a plan that wants
    /// them.
    pub fn new(
        schema: Schema,
        digest: Digest,
        desk: &Desk,
        book: &'a Book,
        kept: Option<&'a KeptRows>,
    ) -> Self {
        Self {
            schema,
            digest,
            desk: desk.clone(),
            book,
            entries: BTreeMap::new(),
            chunks: BTreeMap::new(),
            rewritten: BTreeSet::new(),
            erased: BTreeSet::new(),
            kept: Kept::new(kept),
            histories: BTreeMap::new(),
            typed: false,
        }
    }

    /// All that the server sent, with what this plan changed.
    pub fn all_entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let changed = self.entries.iter();
        let changed = changed.filter_map(|(id, entry)| Some((id.as_str(), entry.as_ref()?)));
        let kept = self.book.iter();
        let kept = kept.filter(|(id, _)| !self.entries.contains_key(&***id));
        let kept = kept.map(|(id, entry)| (&**id, entry));
        kept.chain(changed)
    }

    /// What the server sent of a record, with what this plan changed.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        match self.entries.get(id) {
            Some(changed) => changed.as_ref(),
            None => self.book.get(id),
        }
    }

    /// Whether the device knows that whoever a record is about was erased.
    pub fn is_erased(&self, id: &str) -> bool {
        self.entry(id).is_some_and(Entry::is_erased)
    }

    /// Whether a feed that the person sees holds the entry.
    pub fn is_live(&self, entry: &Entry) -> bool {
        entry
            .feeds
            .iter()
            .any(|label| self.desk.meta.is_live(label))
    }

    /// The record as the person sees it.
    pub fn shown(&self, id: &str) -> Option<Record> {
        let base = self
            .entry(id)
            .filter(|entry| self.is_live(entry))
            .and_then(Entry::record);
        super::overlay(self.schema, base, self.desk.outbox.of(id))
    }

    /// Puts a change into the outbox, over one with the same number.
    pub fn put(&mut self, change: Change) {
        self.typed = true;
        self.desk.outbox.put(Queued::from(change));
    }

    /// What to write, if anything, and what memory takes over afterwards.
    pub fn finish(mut self, before: &Desk, generation: u64) -> (Outcome, Option<Batch>) {
        let durability = if self.typed {
            Durability::Strict
        } else {
            Durability::Relaxed
        };
        let mut batch = Batch::new(Some(generation), durability);
        self.desk.write_difference(before, &mut batch);
        for (id, told) in std::mem::take(&mut self.histories) {
            batch.rows.push((Table::History, id, told));
        }
        self.drop_front(before, &mut batch);
        self.kept.write(&mut batch);
        let rows = self.lay_out(&mut batch);
        let batch = Some(batch).filter(|batch| !batch.rows.is_empty());
        (
            Outcome {
                desk: self.desk,
                rows,
            },
            batch,
        )
    }

    /// Puts many new records into chunks, and everything else into rows.
    fn lay_out(&mut self, batch: &mut Batch) -> BookRows {
        for number in std::mem::take(&mut self.rewritten) {
            let ids = self.book.chunk(number).iter();
            let kept = ids.filter(|id| self.entry(id).is_some()).cloned();
            self.chunks.insert(number, kept.collect());
        }
        let mut rows = BookRows {
            chunks: std::mem::take(&mut self.chunks),
            ..BookRows::default()
        };
        self.write_rewritten(&mut rows, batch);
        let fresh: Vec<&String> = self
            .entries
            .iter()
            .filter(|(id, entry)| entry.is_some() && self.is_unplaced(id))
            .map(|(id, _)| id)
            .collect();
        let whole = fresh.len() / CHUNK * CHUNK;
        for (number, ids) in (self.book.next_chunk()..).zip(fresh[..whole].chunks(CHUNK)) {
            let ids: Vec<Arc<str>> = ids.iter().map(|id| id.as_str().into()).collect();
            self.write_chunk(number, &ids, batch);
            rows.chunks.insert(number, ids);
        }
        let placed = rows.chunks.iter();
        let placed = placed.flat_map(|(number, ids)| ids.iter().chain(self.book.chunk(*number)));
        let chunked: BTreeSet<&str> = placed.map(Arc::as_ref).collect();
        let is_alone = |(id, _): &(&String, &Option<Entry>)| !chunked.contains(id.as_str());
        let alone: Vec<_> = self.entries.iter().filter(is_alone).collect();
        for (id, entry) in alone {
            self.write_row(id, entry.as_ref(), &mut rows, batch);
        }
        rows.entries = std::mem::take(&mut self.entries);
        rows
    }

    fn is_unplaced(&self, id: &str) -> bool {
        self.book.chunk_of(id).is_none() && !self.book.rows().contains(id)
    }

    /// Writes the chunks that folding filled, and removes the rows that they replace.
    fn write_rewritten(&self, rows: &mut BookRows, batch: &mut Batch) {
        for (number, ids) in &rows.chunks {
            self.write_chunk(*number, ids, batch);
            let before = self.book.chunk(*number).iter();
            for id in ids
                .iter()
                .chain(before)
                .filter(|id| self.book.rows().contains(&***id))
            {
                batch.delete(Table::Row, &**id);
                rows.rows.insert(id.to_string(), false);
            }
        }
    }

    fn write_chunk(&self, number: u32, ids: &[Arc<str>], batch: &mut Batch) {
        let entries = ids.iter().filter_map(|id| Some((id, self.entry(id)?)));
        let heads: String = entries
            .clone()
            .map(|(id, entry)| entry.head(id, self.digest))
            .collect();
        let texts: String = entries.map(|(id, entry)| entry.text(id)).collect();
        let key = book::chunk_key(number);
        batch.put(Table::Chunk, key.clone(), heads.into_bytes());
        batch.put(Table::Document, key, texts.into_bytes());
    }

    fn write_row(&self, id: &str, entry: Option<&Entry>, rows: &mut BookRows, batch: &mut Batch) {
        let gone = entry.is_none() && self.book.chunk_of(id).is_none();
        if gone {
            batch.delete(Table::Row, id);
        } else {
            let line = entry.map(|entry| entry.line(id, self.digest));
            let line = line.unwrap_or_default();
            batch.put(Table::Row, id, line.into_bytes());
        }
        rows.rows.insert(id.to_owned(), !gone);
    }
}
