//! Whether the device holds what the server says it should: by itself after each pull, and when a
//! person asks.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::Replica;
use super::book::Entry;
use super::desk::Feed;
use super::transaction::Transaction;
use crate::checksum;
use crate::protocol::{Cursor, Head};
use crate::store::{DeviceStore, StoreError};

/// A feed that differs is pulled afresh by itself at most this often, milliseconds.
const REPAIR_EVERY_MS: i64 = 24 * 60 * 60 * 1000;

/// What looking at everything on the device found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SelfCheck {
    /// Records that the device holds.
    pub records: usize,
    /// Records whose text cannot be read, or is not of the version it should be.
    pub damaged: usize,
    /// Feeds that are pulled afresh, because of damaged records or another count or sum than the
    /// server told last.
    pub repaired: BTreeSet<String>,
}

impl<S: DeviceStore> Replica<S> {
    /// Decodes every record and compares every feed with what the server told last. What differs is
    /// pulled afresh with the next sync; what is unsent stays.
    pub async fn self_check(&self, now_ms: i64) -> Result<SelfCheck, StoreError> {
        self.transact(|tx| tx.self_check(now_ms)).await
    }
}

impl Transaction<'_> {
    fn self_check(&mut self, now_ms: i64) -> SelfCheck {
        let mut found = SelfCheck::default();
        let mut labels = BTreeSet::new();
        for (id, entry) in self.book.iter() {
            found.records += 1;
            if !is_sound(id, entry) {
                found.damaged += 1;
                labels.extend(entry.feeds.iter().cloned());
            }
        }
        let meta = &self.desk.meta;
        let is_damaged = |feed: &&String| {
            meta.label(feed)
                .is_some_and(|label| labels.contains(&label))
        };
        found.repaired = self.differing().into_iter().collect();
        found
            .repaired
            .extend(meta.feeds.keys().filter(is_damaged).cloned());
        for feed in &found.repaired {
            self.repair(feed, now_ms);
        }
        found
    }

    /// Pulls feeds afresh that differ from what the server told, each at most once a day.
    pub fn repair_differing(&mut self, now_ms: i64) {
        for feed in self.differing() {
            let repaired_ms = self
                .desk
                .meta
                .feeds
                .get(&feed)
                .and_then(|state| state.repaired_ms);
            let is_recent =
                repaired_ms.is_some_and(|at| now_ms.abs_diff(at) < REPAIR_EVERY_MS as u64);
            if !is_recent {
                self.repair(&feed, now_ms);
            }
        }
    }

    fn repair(&mut self, feed: &str, now_ms: i64) {
        let meta = &mut self.desk.meta;
        if let Some(state) = meta.feeds.get_mut(feed) {
            state.repaired_ms = Some(now_ms);
            meta.repairs += 1;
            meta.restart(feed);
        }
    }

    /// Feeds that are all here and whose count or sum is not what the server told last.
    fn differing(&self) -> Vec<String> {
        let sums = self.sums();
        let meta = &self.desk.meta;
        let differs = |(feed, state): &(&String, &Feed)| {
            let found = meta.label(feed).and_then(|label| sums.get(&label).copied());
            let (count, sum) = found.unwrap_or_default();
            let told = state.head.filter(|head| is_all_here(state, *head));
            told.is_some_and(|head| head.count != count || head.sum != sum)
        };
        let feeds = meta.feeds.iter().filter(differs);
        feeds.map(|(feed, _)| feed.clone()).collect()
    }

    /// Count and sum of every label, with what this plan changed. Records share the sets of their
    /// labels, so that there are few sets to look into.
    fn sums(&self) -> BTreeMap<String, (u64, u64)> {
        let mut by_set = FxHashMap::default();
        for (id, entry) in self.all_entries() {
            let hash = checksum::entry(id, entry.version);
            let set = Rc::as_ptr(&entry.feeds);
            let (_, count, sum) = by_set.entry(set).or_insert((&entry.feeds, 0, 0));
            *count += 1;
            *sum = (*sum + hash) % checksum::MODULUS;
        }
        let mut sums: BTreeMap<String, (u64, u64)> = BTreeMap::new();
        for (labels, of_set, sum_of_set) in by_set.into_values() {
            for label in labels.iter() {
                let (count, sum) = sums.entry(label.clone()).or_default();
                *count += of_set;
                *sum = (*sum + sum_of_set) % checksum::MODULUS;
            }
        }
        sums
    }
}

fn is_all_here(state: &Feed, head: Head) -> bool {
    let all = Cursor {
        top: head.head,
        bottom: 0,
    };
    state.cursor == Some(all)
}

fn is_sound(id: &str, entry: &Entry) -> bool {
    let record = entry.record();
    record.is_some_and(|record| record.id == id && record.version == entry.version)
}
