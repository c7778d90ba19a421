//! The records that the server sent, as undecoded JSON text in memory.
//!
//! On the device they lie in chunks of lines; a record that changed since its chunk was written
//! lies as a single row over it, and an empty row says that it is gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use serde::Deserialize;

use crate::record::Record;
use crate::store::StoreError;

/// Records to a chunk.
pub const CHUNK: usize = 100;

/// All records that the server sent.
#[derive(Debug, Default)]
pub struct Book {
    entries: HashMap<String, Entry>,
    /// Ids in each chunk, also of records that have a row over it or are gone.
    chunks: BTreeMap<u32, Vec<String>>,
    /// Chunk of each record that lies in one, also of records that are gone.
    chunk_of: HashMap<String, u32>,
    /// Ids that have a row.
    rows: BTreeSet<String>,
}

/// One record that the server sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record as JSON text.
    pub doc: Rc<str>,
    /// Its version.
    pub version: u64,
    /// Labels of the feeds that hold it.
    pub feeds: Rc<BTreeSet<String>>,
}

/// How a transaction changes the book, and where the new text lies.
#[derive(Debug, Default)]
pub struct BookRows {
    /// New entry of each changed record, or none when it is gone.
    pub entries: BTreeMap<String, Option<Entry>>,
    /// Chunks written whole, with their ids.
    pub chunks: BTreeMap<u32, Vec<String>>,
    /// Rows that now exist, or no longer.
    pub rows: BTreeMap<String, bool>,
}

#[derive(Deserialize)]
struct Slim<'a> {
    #[serde(borrow, rename = "i")]
    id: std::borrow::Cow<'a, str>,
    #[serde(rename = "v", default)]
    version: u64,
}

impl Entry {
    /// Reads id and entry from a record's JSON text.
    pub fn parse(doc: &str, feeds: Rc<BTreeSet<String>>) -> Option<(String, Self)> {
        let slim: Slim<'_> = serde_json::from_str(doc).ok()?;
        Some((
            slim.id.into_owned(),
            Self {
                doc: doc.into(),
                version: slim.version,
                feeds,
            },
        ))
    }

    /// The decoded record.
    pub fn record(&self) -> Option<Record> {
        serde_json::from_str(&self.doc).ok()
    }

    /// The line that stands for it on the device: feed labels, a tab, the JSON text.
    pub fn line(&self) -> String {
        let labels: Vec<&str> = self.feeds.iter().map(String::as_str).collect();
        format!("{}\t{}\n", labels.join(","), self.doc)
    }
}

impl Book {
    /// Reads what lies on the device.
    pub fn load(
        chunks: Vec<(String, Vec<u8>)>,
        rows: Vec<(String, Vec<u8>)>,
    ) -> Result<Self, StoreError> {
        let mut book = Self::default();
        let mut sets = HashMap::new();
        for (key, bytes) in &chunks {
            let number = key.parse().map_err(|_| unreadable(key))?;
            let entries = read_lines(bytes, &mut sets).ok_or_else(|| unreadable(key))?;
            book.place(number, entries.iter().map(|(id, _)| id.clone()).collect());
            book.entries.extend(entries);
        }
        for (id, bytes) in rows {
            let entries = read_lines(&bytes, &mut sets).ok_or_else(|| unreadable(&id))?;
            if entries.is_empty() {
                book.entries.remove(&id);
            }
            book.entries.extend(entries);
            book.rows.insert(id);
        }
        Ok(book)
    }

    /// The entry of a record.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// All records in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(id, entry)| (id.as_str(), entry))
    }

    /// How many records there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// Whether a chunk on the device names the record.
    pub fn chunk_of(&self, id: &str) -> Option<u32> {
        self.chunk_of.get(id).copied()
    }

    /// Ids in a chunk.
    pub fn chunk(&self, number: u32) -> &[String] {
        self.chunks.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Ids that lie in rows over the chunks.
    pub fn rows(&self) -> &BTreeSet<String> {
        &self.rows
    }

    /// Number for the next new chunk.
    pub fn next_chunk(&self) -> u32 {
        self.chunks
            .last_key_value()
            .map_or(0, |(number, _)| number + 1)
    }

    /// Follows what a completed batch wrote.
    pub fn absorb(&mut self, changed: BookRows) {
        for (id, entry) in changed.entries {
            match entry {
                Some(entry) => self.entries.insert(id, entry),
                None => self.entries.remove(&id),
            };
        }
        for (number, ids) in changed.chunks {
            self.place(number, ids);
        }
        for (id, exists) in changed.rows {
            if exists {
                self.rows.insert(id);
            } else {
                self.rows.remove(&id);
            }
        }
    }

    fn place(&mut self, number: u32, ids: Vec<String>) {
        for id in self.chunks.remove(&number).unwrap_or_default() {
            self.chunk_of.remove(&id);
        }
        for id in &ids {
            self.chunk_of.insert(id.clone(), number);
        }
        self.chunks.insert(number, ids);
    }
}

/// Text of a chunk.
pub fn chunk_bytes<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<u8> {
    entries
        .into_iter()
        .map(Entry::line)
        .collect::<String>()
        .into_bytes()
}

/// Key of a chunk on the device.
pub fn chunk_key(number: u32) -> String {
    format!("{number:08}")
}

type FeedSets = HashMap<String, Rc<BTreeSet<String>>>;

fn read_lines(bytes: &[u8], sets: &mut FeedSets) -> Option<Vec<(String, Entry)>> {
    let text = std::str::from_utf8(bytes).ok()?;
    text.lines()
        .map(|line| {
            let (labels, doc) = line.split_once('\t')?;
            let feeds = sets
                .entry(labels.to_owned())
                .or_insert_with(|| feed_set(labels));
            Entry::parse(doc, feeds.clone())
        })
        .collect()
}

fn feed_set(labels: &str) -> Rc<BTreeSet<String>> {
    Rc::new(
        labels
            .split(',')
            .filter(|label| !label.is_empty())
            .map(str::to_owned)
            .collect(),
    )
}

fn unreadable(key: &str) -> StoreError {
    StoreError::Unreadable(key.to_owned())
}
