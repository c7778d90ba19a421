//! What the server has acknowledged, kept for 30 days: a server that was put back to an older state
//! gets it once more, under the numbers that it had.
//!
//! A change that was refused, or of which nothing may stay on the device, is kept as one that does
//! nothing, so that the numbers of the others follow each other. Nothing of it is in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use super::desk::{KeptDay, MAX_SEQ};
use super::outbox::key;
use super::queued::Queued;
use super::transaction::Transaction;
use crate::change::Change;
use crate::protocol::Outcome;
use crate::references::named;
use crate::store::{Batch, Table};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
const KEPT_DAYS: i64 = 30;
/// Most changes that are dropped with one answer.
const DROPPED_AT_ONCE: u64 = 1_000;

/// Acknowledged changes by number.
pub type KeptRows = BTreeMap<u64, Arc<Queued>>;

/// The acknowledged changes in a plan.
pub struct Kept<'a> {
    /// Those on the device, where they were read.
    stored: Option<&'a KeptRows>,
    /// The plan is of no use until they are.
    are_wanted: bool,
    /// What the plan keeps; none for those that go.
    written: BTreeMap<u64, Option<Arc<Queued>>>,
    /// Numbers of those that are too old.
    dropped: Vec<Range<u64>>,
}

/// Reads what lies on the device. One that cannot be read is as good as one that was not kept.
pub fn read(rows: Vec<(String, Vec<u8>)>) -> KeptRows {
    let read = |(_, bytes): (String, Vec<u8>)| Queued::read(std::str::from_utf8(&bytes).ok()?);
    let read = rows.into_iter().filter_map(read);
    let sound = read.filter(|queued| queued.seq <= MAX_SEQ);
    sound.map(|queued| (queued.seq, Arc::new(queued))).collect()
}

impl<'a> Kept<'a> {
    /// Nothing kept or dropped so far.
    pub fn new(stored: Option<&'a KeptRows>) -> Self {
        Self {
            stored,
            are_wanted: false,
            written: BTreeMap::new(),
            dropped: Vec::new(),
        }
    }

    /// Whether the plan must be made again with what lies on the device.
    pub fn are_wanted(&self) -> bool {
        self.are_wanted
    }

    /// Adds to `batch` what the plan keeps and drops.
    pub fn write(&self, batch: &mut Batch) {
        for seq in self.dropped.iter().cloned().flatten() {
            batch.delete(Table::Kept, key(seq));
        }
        for (seq, kept) in &self.written {
            match kept {
                Some(queued) => batch.put(Table::Kept, key(*seq), queued.text().into()),
                None => batch.delete(Table::Kept, key(*seq)),
            }
        }
    }

    /// All of them as this plan leaves them, once they were read.
    fn all(&mut self) -> KeptRows {
        self.are_wanted |= self.stored.is_none();
        let mut all = self.stored.cloned().unwrap_or_default();
        for (seq, kept) in &self.written {
            match kept {
                Some(queued) => drop(all.insert(*seq, queued.clone())),
                None => drop(all.remove(seq)),
            }
        }
        all.retain(|seq, _| !self.dropped.iter().any(|old| old.contains(seq)));
        all
    }
}

impl Transaction<'_> {
    /// Keeps a change that has left the outbox, as it was applied or, where it was refused, as one
    /// that does nothing.
    pub fn keep(
        &mut self,
        queued: Arc<Queued>,
        change: &Change,
        outcome: &Outcome,
        server_ms: i64,
    ) {
        let day = server_ms.div_euclid(DAY_MS);
        let days = &mut self.desk.meta.kept_days;
        if days.last().is_none_or(|last| last.day < day) {
            let first = queued.seq;
            days.push(KeptDay { day, first });
        }
        let is_erased = named(self.schema, change).any(|id| self.is_erased(id));
        let kept = if outcome.code.is_some() || is_erased {
            blank(change)
        } else {
            queued
        };
        self.kept.written.insert(kept.seq, Some(kept));
    }

    /// Notes whether something was kept of which the record is not on the device.
    pub fn note_unheld(&mut self) {
        let kept = self.kept.written.values().flatten();
        let mut effective = kept.filter(|queued| queued.is_effective());
        let is_unheld = effective.any(|queued| self.entry(&queued.record).is_none());
        self.desk.meta.keeps_unheld |= is_unheld;
    }

    /// Drops what was acknowledged too long ago.
    pub fn drop_old_kept(&mut self, server_ms: i64) {
        let oldest = server_ms.div_euclid(DAY_MS) - KEPT_DAYS;
        let end = self.desk.acknowledged() + 1;
        let days = &mut self.desk.meta.kept_days;
        let Some(first) = days.first().filter(|kept| kept.day < oldest).copied() else {
            return;
        };
        let end = days.get(1).map_or(end, |next| next.first);
        let until = end.min(first.first.saturating_add(DROPPED_AT_ONCE));
        if until == end {
            days.remove(0);
        } else {
            days[0].first = until;
        }
        self.kept.dropped.push(first.first..until);
    }

    /// The server has this replica's changes up to `mark` and no more. Where it had acknowledged more,
    /// also before it was asked (`known`), it was put back to an older state: then everything is
    /// pulled afresh, and what was acknowledged since and is still kept waits to be sent once more.
    /// Answers whether that is so.
    pub fn send_again(&mut self, mark: u64, known: u64) -> bool {
        let acknowledged = self.desk.acknowledged();
        if acknowledged.min(known) <= mark {
            return false;
        }
        for (seq, queued) in self.all_kept().split_off(&(mark + 1)) {
            self.kept.written.insert(seq, None);
            if seq <= acknowledged {
                self.desk.outbox.put(queued);
            }
        }
        self.typed = true;
        let meta = &mut self.desk.meta;
        meta.kept_days.retain(|kept| kept.first <= mark);
        meta.again_seq = meta.again_seq.max(acknowledged);
        self.pull_afresh();
        // What is older than that is not kept, so that the rest may not follow the mark.
        self.renumber(mark);
        true
    }

    /// The server knows the person under a new number and nobody knows what it has of the old one:
    /// what it had acknowledged is not sent again.
    pub fn forget_kept(&mut self) {
        for seq in self.all_kept().into_keys() {
            self.kept.written.insert(seq, None);
        }
        let again: Vec<u64> = self.sent_again().collect();
        for seq in again {
            self.desk.outbox.remove(seq);
        }
        let meta = &mut self.desk.meta;
        meta.kept_days.clear();
        meta.keeps_unheld = false;
        meta.again_seq = 0;
    }

    /// Numbers of the unsent changes that had been acknowledged.
    pub fn sent_again(&self) -> impl Iterator<Item = u64> {
        let again = self.desk.outbox.up_to(self.desk.meta.again_seq);
        again.map(|queued| queued.seq)
    }

    /// Forgets what was kept about records that were erased.
    pub fn blank_kept_about(&mut self, ids: &BTreeSet<String>) {
        let schema = self.schema;
        let mut about = self.effective_kept();
        about.retain(|_, queued| named(schema, &queued.change()).any(|id| ids.contains(id)));
        self.blank_kept(about);
    }

    /// Forgets what was kept about records that are not on the device, once it holds everything. A
    /// server with less than that may have been put back, and not know those records for that reason.
    pub fn blank_kept_unheld(&mut self, mark: Option<u64>) {
        let mark = mark.unwrap_or(MAX_SEQ);
        let mut unheld = self.effective_kept();
        unheld.retain(|_, queued| self.entry(&queued.record).is_none());
        let (gone, left): (KeptRows, KeptRows) =
            unheld.into_iter().partition(|(seq, _)| *seq <= mark);
        self.desk.meta.keeps_unheld = !left.is_empty();
        self.blank_kept(gone);
    }

    fn blank_kept(&mut self, rows: KeptRows) {
        for (seq, queued) in rows {
            self.kept.written.insert(seq, Some(blank(&queued.change())));
        }
    }

    /// Those that do something.
    fn effective_kept(&mut self) -> KeptRows {
        let mut kept = self.all_kept();
        kept.retain(|_, queued| queued.is_effective());
        kept
    }

    fn all_kept(&mut self) -> KeptRows {
        if self.desk.meta.kept_days.is_empty() {
            return KeptRows::new();
        }
        self.kept.all()
    }
}

/// What is kept of a change of which nothing may be.
fn blank(change: &Change) -> Arc<Queued> {
    Arc::new(Queued::from(change.to_noop()))
}
