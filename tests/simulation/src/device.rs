//! A person's device: a store that can fail, a clock that can be wrong, and tabs on them.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::SCHEMA;
use futures::executor::block_on;
use sync::change::Change;
use sync::record::Record;
use sync::replica::{Digest, Replica, Seen, Touched};
use sync::store::StoreError;
use sync::store::memory::Memory;

use crate::oracle::texts;

/// Keeps the length of each text.
const DIGEST: Digest = Digest {
    version: 1,
    of: |doc| doc.len().to_string(),
};

/// One person's database on one device.
pub struct Device {
    /// Who works on it.
    pub person: &'static str,
    /// The id that it registered with.
    pub name: String,
    /// Added to the true time, milliseconds.
    pub skew_ms: i64,
    /// What survives a crash.
    pub memory: Memory,
    /// Open tabs, at least one.
    pub tabs: Vec<Replica<Memory>>,
    /// How often it was opened afresh.
    pub life: usize,
    /// Something that it had pulled was lost on it and was not found yet.
    pub is_damaged: bool,
    /// It has no room for anything new.
    pub is_full: bool,
    /// Its profile lies on another machine too.
    pub is_copied: bool,
    /// Of changes up to this number the browser has cleared what was acknowledged.
    pub cleared_seq: u64,
    /// Records that have left the device, with the number of its last change then.
    pub left: BTreeMap<String, u64>,
    /// Records that looked different since it last held everything.
    touched: BTreeSet<String>,
}

impl Device {
    /// A new device with one open tab.
    pub fn new(person: &'static str, name: String) -> Self {
        let memory = Memory::default();
        let mut device = Self {
            person,
            name,
            skew_ms: 0,
            memory,
            tabs: Vec::new(),
            life: 0,
            is_damaged: false,
            is_full: false,
            is_copied: false,
            cleared_seq: 0,
            left: BTreeMap::new(),
            touched: BTreeSet::new(),
        };
        device.reopen();
        device
    }

    /// A second device with a copy of this one's profile.
    pub fn copy(&self) -> Self {
        let mut device = Self {
            person: self.person,
            name: self.name.clone(),
            skew_ms: self.skew_ms,
            memory: self.memory.copy(),
            tabs: Vec::new(),
            life: 0,
            is_damaged: self.is_damaged,
            is_full: false,
            is_copied: true,
            cleared_seq: self.cleared_seq,
            left: self.left.clone(),
            touched: self.touched.clone(),
        };
        device.reopen();
        device
    }

    /// Opens the database afresh, as after a crash.
    pub fn reopen(&mut self) {
        self.memory.revive();
        self.life += 1;
        self.tabs = vec![self.open().expect("a sound memory opens")];
    }

    /// Leaves no room for anything new, or all of it again.
    pub fn fill(&mut self, is_full: bool) {
        self.is_full = is_full;
        self.memory.fill(is_full);
    }

    /// Lets every tab take over what the others wrote.
    pub fn refresh(&self) {
        for tab in &self.tabs {
            block_on(tab.refresh()).expect("a sound store");
        }
    }

    /// Opens another tab.
    pub fn open(&self) -> Result<Replica<Memory>, StoreError> {
        block_on(async {
            let memory = self.memory.clone();
            let replica = Replica::open(memory, SCHEMA, DIGEST, self.person, &self.name).await?;
            replica.read_texts().await?;
            Ok(replica)
        })
    }

    /// All records as the person sees them, sorted by id.
    pub fn records(&self) -> Vec<Record> {
        let mut records = Vec::new();
        self.tabs[0].for_each(|seen| match seen {
            Seen::Base(_, entry) => {
                let doc = entry.doc.as_deref().expect("a text that was read");
                assert_eq!(*entry.digest, (DIGEST.of)(doc), "a digest of another text");
                records.push(entry.record().expect("a stored record"));
            }
            Seen::Shown(record) => records.push(*record),
        });
        records.sort_by(|a: &Record, b| a.id.cmp(&b.id));
        records
    }

    /// Its number, as far as the server gave it one.
    pub fn number(&self) -> Option<u32> {
        self.tabs[0].meta().replica
    }

    /// Number of the last change that does not wait.
    pub fn acknowledged(&self) -> u64 {
        let tab = &self.tabs[0];
        let waiting = tab.unsent();
        let first = waiting.first().map(|queued| queued.seq - 1);
        first.unwrap_or_else(|| tab.meta().last_seq)
    }

    /// Notes which records a tab no longer has, once it holds everything. What was given away as it was
    /// sent looks different already with the answer before that.
    pub fn note_left(&mut self, tab: usize, touched: &Touched) {
        if let Touched::Records(ids) = touched {
            self.touched.extend(ids.iter().cloned());
        }
        let tab = &self.tabs[tab];
        if !tab.meta().is_caught_up() {
            return;
        }
        let last = tab.meta().last_seq;
        let touched = std::mem::take(&mut self.touched).into_iter();
        let gone = touched.filter(|id| tab.record(id).is_none());
        self.left.extend(gone.map(|id| (id, last)));
    }

    /// Whether it must still have what it was told that the server has.
    pub fn keeps(&self, change: &Change) -> bool {
        let left = self.left.get(&change.record);
        let is_kept = change.seq > self.cleared_seq && left.is_none_or(|last| change.seq > *last);
        is_kept && !self.is_copied && !self.is_damaged
    }

    /// Every text that is to be sent.
    pub fn unsent_texts(&self) -> BTreeSet<String> {
        let unsent = self.tabs[0].unsent();
        let changes = unsent.into_iter().map(|queued| queued.change());
        changes.flat_map(|change| texts(&change.fields)).collect()
    }

    /// Every text that waits on the device: unsent, in the tray or discarded.
    pub fn waiting_texts(&self) -> BTreeSet<String> {
        let tab = &self.tabs[0];
        let tray = tab.tray().into_iter().flat_map(|item| item.changes);
        let discarded = tab.discarded().into_iter().flat_map(|item| item.changes);
        let kept = tray.chain(discarded);
        let mut waiting = self.unsent_texts();
        waiting.extend(kept.flat_map(|change| texts(&change.fields)));
        waiting
    }
}
