//! Taking back what was not sent yet.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::desk::Discarded;
use super::outbox::Outbox;
use super::transaction::Transaction;
use super::tray::free_key;
use super::{CommitError, Edit, Replica, Touched};
use crate::change::{Change, Op};
use crate::record::{Fields, Record};
use crate::store::DeviceStore;

/// How long a discarded change can be brought back, milliseconds.
const KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1000;

impl<S: DeviceStore> Replica<S> {
    /// The unsent changes that go with this one when it is discarded, itself first.
    pub fn discarded_with(&self, seq: u64) -> Vec<Change> {
        let state = self.state.borrow();
        let outbox = &state.desk.outbox;
        let Some(first) = outbox.get(seq) else {
            return Vec::new();
        };
        group_of(first.change(), outbox, seq)
    }

    /// Discards an unsent change and what depends on it. One that may have reached the server
    /// is undone by a new change.
    pub async fn discard(&self, seq: u64, now_ms: i64) -> Result<Touched, CommitError> {
        self.transact(|tx| {
            let Some(first) = tx.desk.outbox.get(seq) else {
                return Ok(Touched::All);
            };
            let group = group_of(first.change(), &tx.desk.outbox, seq);
            let touched = group.iter().map(|change| change.record.clone()).collect();
            for change in group.iter().rev() {
                tx.take_back(change, now_ms)?;
            }
            tx.keep_discarded(group, now_ms);
            Ok::<_, CommitError>(Touched::Records(touched))
        })
        .await?
    }

    /// Makes discarded changes anew, on what is shown now.
    pub async fn bring_back(&self, key: &str, now_ms: i64) -> Result<Touched, CommitError> {
        self.transact(|tx| {
            let Some(item) = tx.desk.discarded.get(key).cloned() else {
                return Ok(Touched::All);
            };
            let desk = tx.desk.clone();
            let planned = tx.plan_again(&item.changes, now_ms);
            if planned.is_ok() {
                tx.desk.discarded.remove(key);
            } else {
                tx.desk = desk;
            }
            planned
        })
        .await?
    }
}

impl Transaction<'_> {
    fn take_back(&mut self, change: &Change, now_ms: i64) -> Result<(), CommitError> {
        if change.seq > self.desk.meta.sent_seq {
            self.inherit_bases(change);
            self.put(change.to_noop());
            return Ok(());
        }
        let Some(undo) = self.undo(change) else {
            return Ok(());
        };
        self.plan(&undo, now_ms)
    }

    /// The edit that takes a change back which may have reached the server.
    fn undo(&self, change: &Change) -> Option<Edit> {
        let op = match &change.op {
            Op::Create { .. } | Op::Restore => Op::Archive,
            Op::Archive => Op::Restore,
            Op::Share { branch, on } => Op::Share {
                branch: branch.clone(),
                on: !on,
            },
            Op::Move { .. } => Op::Move {
                branch: self.without(change)?.home?,
            },
            Op::Set => Op::Set,
            Op::Settle | Op::Noop => return None,
        };
        let mut edit = Edit::new(op, &change.kind, &change.record);
        if change.op == Op::Set {
            let before = self.without(change)?;
            edit.fields = change
                .fields
                .keys()
                .map(|path| (path.clone(), before.get(path).clone()))
                .collect::<Fields>();
        }
        Some(edit)
    }

    /// The record as it would be shown without this change.
    fn without(&self, change: &Change) -> Option<Record> {
        let base = self.entry(&change.record).and_then(super::Entry::record);
        let others = self
            .desk
            .outbox
            .of(&change.record)
            .filter(|other| other.seq != change.seq);
        super::overlay(self.schema, base, others)
    }

    /// Keeps changes so that they can be brought back, and forgets those kept long enough.
    pub fn keep_discarded(&mut self, changes: Vec<Change>, now_ms: i64) {
        let Some(first) = changes.first() else { return };
        let key = free_key(&self.desk.discarded, first.stamp);
        let item = Discarded {
            key: key.clone(),
            changes,
            discarded_ms: now_ms,
        };
        self.desk.discarded.insert(key, Rc::new(item));
        self.desk
            .discarded
            .retain(|_, item| now_ms - item.discarded_ms < KEPT_MS);
    }
}

/// A change with those after `after` that cannot be without it, itself first.
pub fn group_of(first: Change, outbox: &Outbox, after: u64) -> Vec<Change> {
    let dependents = match first.op {
        Op::Create { .. } => outbox.dependents(&first.record, after),
        _ => BTreeSet::new(),
    };
    let dependents = dependents.into_iter().filter_map(|seq| outbox.get(seq));
    let dependents = dependents.map(|queued| queued.change());
    std::iter::once(first).chain(dependents).collect()
}
