//! The records that the server sent, as undecoded JSON text in memory.
//!
//! On the device they lie in chunks of lines; a record that changed since its chunk was written
//! lies as a single row over it, and an empty row says that it is gone. Texts and digests of a
//! chunk lie apart, so that opening reads and decodes no record: the texts follow afterwards.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::record::Record;
use crate::store::StoreError;

/// Records to a chunk.
pub const CHUNK: usize = 100;

/// All records that the server sent.
#[derive(Debug, Default)]
pub struct Book {
    entries: FxHashMap<Arc<str>, Entry>,
    /// The sets of labels of the entries, each once.
    sets: BTreeSet<Rc<BTreeSet<String>>>,
    /// Ids in each chunk, also of records that have a row over it or are gone.
    chunks: BTreeMap<u32, Vec<Arc<str>>>,
    /// Chunk of each record that lies in one, also of records that are gone.
    chunk_of: FxHashMap<Arc<str>, u32>,
    /// Ids that have a row.
    rows: BTreeSet<String>,
    /// Chunks whose digests are of an older version.
    stale: BTreeSet<u32>,
    /// Chunks of whose texts some were not read yet.
    unread: BTreeSet<u32>,
    /// How many texts were not read yet.
    missing: usize,
}

/// What the app keeps of a record beside its text, e.g. for lists and search.
#[derive(Debug, Clone, Copy)]
pub struct Digest {
    /// Raised whenever `of` gives another answer for the same text.
    pub version: u32,
    /// Makes it from a record's JSON text. It holds no tab and no line end.
    pub of: fn(&str) -> String,
}

/// One record that the server sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record as JSON text; none before it was read from the device.
    pub doc: Option<Rc<str>>,
    /// Its version.
    pub version: u64,
    /// Labels of the feeds that hold it.
    pub feeds: Rc<BTreeSet<String>>,
    /// What [`Digest::of`] made of the text.
    pub digest: Rc<str>,
}

/// How a transaction changes the book, and where the new text lies.
#[derive(Debug, Default)]
pub struct BookRows {
    /// New entry of each changed record, or none when it is gone.
    pub entries: BTreeMap<String, Option<Entry>>,
    /// Chunks written whole, with their ids.
    pub chunks: BTreeMap<u32, Vec<Arc<str>>>,
    /// Rows that now exist, or no longer.
    pub rows: BTreeMap<String, bool>,
}

#[derive(Deserialize)]
struct Slim<'a> {
    #[serde(borrow, rename = "i")]
    id: Cow<'a, str>,
    #[serde(rename = "v", default)]
    version: u64,
    #[serde(rename = "e", default)]
    erased_ms: Option<i64>,
}

/// What tells a record from others, and a version of it from others.
pub struct Name {
    /// Id of the record.
    pub id: String,
    /// Its version.
    pub version: u64,
    /// Whether whoever it is about was erased.
    pub is_erased: bool,
}

/// A record's JSON text as it came from the server.
pub struct Arrival {
    /// Id of the record.
    pub id: String,
    /// What is kept of it.
    pub entry: Entry,
    /// Whether whoever it is about was erased.
    pub is_erased: bool,
}

impl Entry {
    /// Reads id and entry from a record's JSON text. None when the text is none, or has an id that
    /// a line cannot hold.
    pub fn parse(doc: &str, feeds: Rc<BTreeSet<String>>, digest: Digest) -> Option<Arrival> {
        Some(Self::named(Self::name(doc)?, doc, feeds, digest))
    }

    /// The same of a text whose name was read before.
    pub fn named(name: Name, doc: &str, feeds: Rc<BTreeSet<String>>, digest: Digest) -> Arrival {
        let doc = &*in_one_line(doc);
        let entry = Self {
            doc: Some(doc.into()),
            version: name.version,
            feeds,
            digest: (digest.of)(doc).into(),
        };
        Arrival {
            id: name.id,
            entry,
            is_erased: name.is_erased,
        }
    }

    /// What of a record's JSON text is read without decoding anything else.
    pub fn name(doc: &str) -> Option<Name> {
        let slim: Slim<'_> = serde_json::from_str(doc).ok()?;
        fits_line(&slim.id).then(|| Name {
            id: slim.id.into_owned(),
            version: slim.version,
            is_erased: slim.erased_ms.is_some(),
        })
    }

    /// Whether whoever it is about was erased.
    pub fn is_erased(&self) -> bool {
        let name = self.doc.as_deref().and_then(Self::name);
        name.is_some_and(|name| name.is_erased)
    }

    /// The decoded record; none before its text was read.
    pub fn record(&self) -> Option<Record> {
        serde_json::from_str(self.doc.as_deref()?).ok()
    }

    /// The line that stands for it in a chunk: feed labels, id, version, version of the digest and
    /// digest, with tabs between.
    pub fn head(&self, id: &str, digest: Digest) -> String {
        format!("{}\n", self.fields(id, digest))
    }

    /// The line of its text beside a chunk: id, version and JSON text.
    pub fn text(&self, id: &str) -> String {
        format!("{id}\t{}\t{}\n", self.version, self.known_doc())
    }

    /// The line that stands for it alone: that of a chunk and the JSON text.
    pub fn line(&self, id: &str, digest: Digest) -> String {
        format!("{}\t{}\n", self.fields(id, digest), self.known_doc())
    }

    fn fields(&self, id: &str, digest: Digest) -> String {
        let labels: Vec<&str> = self.feeds.iter().map(String::as_str).collect();
        let (labels, version, of) = (labels.join(","), self.version, digest.version);
        format!("{labels}\t{id}\t{version}\t{of}\t{}", self.digest)
    }

    /// Nothing is written before all texts were read, see `Replica::transact`.
    fn known_doc(&self) -> &str {
        debug_assert!(self.doc.is_some(), "a text that was not read is written");
        self.doc.as_deref().unwrap_or_default()
    }
}

/// Whether a name can stand in a line beside others.
pub fn fits_line(name: &str) -> bool {
    !name.contains(|c: char| c.is_control() || c == ',')
}

/// The same JSON without line ends, which can only stand between what it says.
fn in_one_line(doc: &str) -> Cow<'_, str> {
    if doc.contains(['\n', '\r']) {
        Cow::Owned(doc.replace(['\n', '\r'], " "))
    } else {
        Cow::Borrowed(doc)
    }
}

impl Book {
    /// Reads what lies on the device.
    pub fn load(
        chunks: Vec<(String, Vec<u8>)>,
        rows: Vec<(String, Vec<u8>)>,
        digest: Digest,
    ) -> Result<Self, StoreError> {
        let mut book = Self::default();
        let mut reader = Reader::new(digest);
        book.entries.reserve(chunks.len() * CHUNK);
        book.chunk_of.reserve(chunks.len() * CHUNK);
        for (key, bytes) in chunks {
            let number = key.parse().map_err(|_| unreadable(&key))?;
            let entries = reader.lines(&bytes).ok_or_else(|| unreadable(&key))?;
            book.place(number, entries.iter().map(|(id, _)| id.clone()).collect());
            book.entries.extend(entries);
            if std::mem::take(&mut reader.found_stale) {
                book.stale.insert(number);
            }
        }
        for (id, bytes) in rows {
            let entries = reader.lines(&bytes).ok_or_else(|| unreadable(&id))?;
            if entries.is_empty() {
                book.entries.remove(id.as_str());
            } else if entries.iter().any(|(of, _)| **of != *id) {
                return Err(unreadable(&id));
            }
            book.entries.extend(entries);
            book.rows.insert(id);
        }
        book.sets = reader.sets.into_values().collect();
        Ok(book)
    }

    /// Takes over the texts that another book has of the same versions, and notes what is missing.
    pub fn keep_texts(&mut self, known: &Self) {
        let without_text = |(_, entry): &(&Arc<str>, &mut Entry)| entry.doc.is_none();
        for (id, entry) in self.entries.iter_mut().filter(without_text) {
            let same = known.get(id).filter(|other| other.version == entry.version);
            entry.doc = same.and_then(|other| other.doc.clone());
            if entry.doc.is_none() {
                self.missing += 1;
                self.unread.extend(self.chunk_of.get(id));
            }
        }
    }

    /// Takes over the texts of a chunk as they lie on the device. Those of other versions belong
    /// to what another tab has written since.
    pub fn take_texts(&mut self, number: u32, bytes: &[u8], digest: Digest) -> Option<()> {
        let is_stale = self.stale.contains(&number);
        for line in std::str::from_utf8(bytes).ok()?.lines() {
            let mut parts = line.splitn(3, '\t');
            let (id, version, doc) = (parts.next()?, parts.next()?, parts.next()?);
            let entry = self.entries.get_mut(id);
            let is_wanted =
                |entry: &&mut Entry| entry.doc.is_none() && version.parse() == Ok(entry.version);
            if let Some(entry) = entry.filter(is_wanted) {
                entry.doc = Some(doc.into());
                self.missing -= 1;
                if is_stale {
                    entry.digest = (digest.of)(doc).into();
                }
            }
        }
        self.unread.remove(&number);
        Some(())
    }

    /// Chunks of whose texts some were not read yet.
    pub fn unread(&self) -> &BTreeSet<u32> {
        &self.unread
    }

    /// Whether the text of every record is here.
    pub fn is_whole(&self) -> bool {
        self.missing == 0
    }

    /// The entry of a record.
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// All records in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (&Arc<str>, &Entry)> {
        self.entries.iter()
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
    pub fn chunk(&self, number: u32) -> &[Arc<str>] {
        self.chunks.get(&number).map_or(&[], Vec::as_slice)
    }

    /// Ids that lie in rows over the chunks.
    pub fn rows(&self) -> &BTreeSet<String> {
        &self.rows
    }

    /// Chunks whose digests are of an older version.
    pub fn stale(&self) -> &BTreeSet<u32> {
        &self.stale
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
                Some(mut entry) => {
                    entry.feeds = self.shared(entry.feeds);
                    self.entries.insert(self.known_id(&id), entry)
                }
                None => self.entries.remove(id.as_str()),
            };
        }
        for (number, ids) in changed.chunks {
            let ids = ids.iter().map(|id| self.known_id(id)).collect();
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

    /// The set that equals this one. Tens of thousands of records are in a handful of feeds.
    fn shared(&mut self, labels: Rc<BTreeSet<String>>) -> Rc<BTreeSet<String>> {
        if let Some(known) = self.sets.get(&labels) {
            return known.clone();
        }
        self.sets.insert(labels.clone());
        labels
    }

    /// The id as it is held already, so that each is held once.
    fn known_id(&self, id: &str) -> Arc<str> {
        let known = self.entries.get_key_value(id).map(|(id, _)| id);
        let known = known.or_else(|| self.chunk_of.get_key_value(id).map(|(id, _)| id));
        known.map_or_else(|| id.into(), Arc::clone)
    }

    fn place(&mut self, number: u32, ids: Vec<Arc<str>>) {
        self.stale.remove(&number);
        for id in self.chunks.remove(&number).unwrap_or_default() {
            self.chunk_of.remove(&id);
        }
        for id in &ids {
            self.chunk_of.insert(id.clone(), number);
        }
        self.chunks.insert(number, ids);
    }
}

/// Key of a chunk on the device.
pub fn chunk_key(number: u32) -> String {
    format!("{number:08}")
}

/// Reads lines. Records of the same feeds share their set.
struct Reader {
    digest: Digest,
    sets: FxHashMap<String, Rc<BTreeSet<String>>>,
    /// A digest was of another version and made anew.
    found_stale: bool,
}

impl Reader {
    fn new(digest: Digest) -> Self {
        Self {
            digest,
            sets: FxHashMap::default(),
            found_stale: false,
        }
    }

    fn lines(&mut self, bytes: &[u8]) -> Option<Vec<(Arc<str>, Entry)>> {
        let text = std::str::from_utf8(bytes).ok()?;
        text.lines().map(|line| self.line(line)).collect()
    }

    /// Lines of rows, and those of chunks of an older layout, hold the text too. Lines of the
    /// first layout hold only the labels and the text.
    fn line(&mut self, line: &str) -> Option<(Arc<str>, Entry)> {
        let mut parts = line.splitn(6, '\t');
        let feeds = self.feeds(parts.next()?);
        let rest: [Option<&str>; 5] = std::array::from_fn(|_| parts.next());
        let [Some(id), Some(version), Some(of), Some(digest), doc] = rest else {
            self.found_stale = true;
            return self.parse(rest.into_iter().flatten().last()?, feeds);
        };
        let is_stale = of.parse() != Ok(self.digest.version);
        self.found_stale |= is_stale;
        if let (true, Some(doc)) = (is_stale, doc) {
            return self.parse(doc, feeds);
        }
        let entry = Entry {
            doc: doc.map(Rc::from),
            version: version.parse().ok()?,
            feeds,
            digest: digest.into(),
        };
        Some((id.into(), entry))
    }

    fn parse(&self, doc: &str, feeds: Rc<BTreeSet<String>>) -> Option<(Arc<str>, Entry)> {
        let Arrival { id, entry, .. } = Entry::parse(doc, feeds, self.digest)?;
        Some((id.into(), entry))
    }

    fn feeds(&mut self, labels: &str) -> Rc<BTreeSet<String>> {
        if let Some(known) = self.sets.get(labels) {
            return known.clone();
        }
        let new = feed_set(labels);
        self.sets.insert(labels.to_owned(), new.clone());
        new
    }
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
