//! One round of sync: what to ask, and what to do when the server would not answer it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::desk::MAX_SEQ;
use super::{Asked, Queued, Replica};
use crate::change::Change;
use crate::protocol::{self, Cause, Cursor, Failure, MAX_CHANGES, MAX_PAGES, PROTOCOL, Request};
use crate::refusal::Refusal;
use crate::stamp::Stamp;
use crate::store::{DeviceStore, StoreError};

use super::transaction::Transaction;

/// Bytes asked for at first, and on a line that turned out slow.
pub const LEAST_ROOM: u32 = 60_000;
/// An answer within this time asks for more, milliseconds.
const QUICK_MS: i64 = 1_500;
/// An answer after this time asks for less, milliseconds.
const SLOW_MS: i64 = 6_000;

/// A hundred years: no clock is further off.
const MAX_OFFSET_MS: i64 = 100 * 366 * 24 * 60 * 60 * 1000;

/// Device times of a request and its answer, milliseconds.
#[derive(Debug, Clone, Copy)]
pub struct Timing {
    /// When the request was sent.
    pub sent_ms: i64,
    /// When the answer was there.
    pub received_ms: i64,
}

/// What to do after a failed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// The cause is mended; ask again at once.
    Again,
    /// Get a new replica number, tell [`Replica::register`], then ask again.
    NewReplica,
    /// Try later.
    Later,
    /// The app must be updated first.
    Update,
}

impl<S: DeviceStore> Replica<S> {
    /// Takes the number and epoch that the server issued. Unsent changes are renumbered, since
    /// the server knows none of this replica.
    pub async fn register(&self, replica: u32, epoch: &str) -> Result<(), StoreError> {
        self.transact(|tx| {
            if tx.desk.meta.replica != Some(replica) {
                tx.desk.meta.replica = Some(replica);
                tx.forget_kept();
                tx.renumber(0);
                tx.restamp(0);
            }
            if tx.desk.meta.epoch != epoch {
                tx.start_over(epoch);
            }
        })
        .await
    }

    /// The next request, or none before the server issued a replica number. What it carries is
    /// remembered as sent before anything leaves the device.
    pub async fn request(&self, app: &str, now_ms: i64) -> Result<Option<Request>, StoreError> {
        let room = self.room.get();
        let turn = self.next_turn(now_ms);
        self.transact(|tx| {
            let acknowledged = tx.desk.acknowledged();
            self.asked.set(Asked { turn, acknowledged });
            let replica = tx.desk.meta.replica?;
            let changes = next_changes(tx.desk.outbox.iter(), room as usize);
            let kept = tx.kept_without_record();
            let meta = &mut tx.desk.meta;
            let last = changes.last().map_or(0, |change| change.seq);
            meta.sent_seq = meta.sent_seq.max(last);
            Some(Request {
                protocol: PROTOCOL,
                app: app.to_owned(),
                schema: self.schema.version,
                replica,
                epoch: meta.epoch.clone(),
                cursors: cursors(&meta.feeds),
                changes,
                pending: count(tx.desk.outbox.pending()),
                refused: count(tx.desk.tray.len()),
                repairs: tx.desk.meta.repairs,
                now_ms,
                room,
                turn,
                cause: Cause::Unknown,
                kept,
            })
        })
        .await
    }

    /// A turn that no request of this tab has had.
    pub(super) fn next_turn(&self, now_ms: i64) -> u64 {
        let last = self.asked.get().turn;
        u64::try_from(now_ms).unwrap_or(0).max(last + 1)
    }

    /// Mends what made the server refuse a whole request.
    pub async fn fail(&self, failure: &Failure, timing: Timing) -> Result<Advice, StoreError> {
        // Nothing could be numbered after it.
        if failure.mark.is_some_and(|mark| mark > MAX_SEQ / 2) {
            return Ok(Advice::Later);
        }
        match failure.refusal() {
            Refusal::Clock => self.mend_clock(failure, timing).await,
            Refusal::Gap => self.mend_gap(failure.mark.unwrap_or(0)).await,
            Refusal::Epoch => {
                self.transact(|tx| tx.start_over("")).await?;
                Ok(Advice::Again)
            }
            Refusal::ReplicaReused | Refusal::ForeignReplica => Ok(Advice::NewReplica),
            Refusal::AppOlder => Ok(Advice::Update),
            Refusal::DeviceLost
            | Refusal::DeviceRetired
            | Refusal::ServerOlder
            | Refusal::Malformed
            | Refusal::Busy
            | Refusal::Unknown => Ok(Advice::Later),
        }
    }

    async fn mend_clock(&self, failure: &Failure, timing: Timing) -> Result<Advice, StoreError> {
        let Some(server_ms) = failure.now_ms else {
            return Ok(Advice::Later);
        };
        let mark = failure.mark.unwrap_or(0);
        self.transact(|tx| {
            tx.desk.meta.offset_ms = timing.offset(server_ms);
            // The server has these, so their stamps are given out for good.
            let consumed = tx.desk.outbox.up_to(mark).map(|queued| queued.stamp);
            let acknowledged = tx.desk.meta.acknowledged_stamp;
            tx.desk.meta.last_stamp = consumed.fold(acknowledged, Stamp::max);
            tx.restamp_from(mark, timing.received_ms);
        })
        .await?;
        Ok(Advice::Again)
    }

    /// What was acknowledged is not there any more, or somebody else has gone on with this number.
    async fn mend_gap(&self, mark: u64) -> Result<Advice, StoreError> {
        let known = self.asked.get().acknowledged;
        self.transact(|tx| {
            if !tx.send_again(mark, known) {
                tx.renumber(mark);
            }
        })
        .await?;
        Ok(Advice::Again)
    }
}

impl Timing {
    /// How much to ask for next time, when `room` bytes were asked for this time.
    pub fn next_room(self, room: u32) -> u32 {
        let room = match self.received_ms - self.sent_ms {
            ..QUICK_MS => room.saturating_mul(2),
            SLOW_MS.. => room / 2,
            _ => room,
        };
        room.clamp(LEAST_ROOM, MAX_PAGES)
    }

    /// What to add to the device's clock, taking the server's time as that halfway. Nonsense is
    /// bounded, so that it can be added to any time.
    pub fn offset(self, server_ms: i64) -> i64 {
        let offset = server_ms.saturating_sub(self.sent_ms.midpoint(self.received_ms));
        offset.clamp(-MAX_OFFSET_MS, MAX_OFFSET_MS)
    }
}

impl Transaction<'_> {
    /// Numbers the outbox without gaps after `mark`.
    pub fn renumber(&mut self, mark: u64) {
        let again = self.sent_again().count() as u64;
        let changes = std::mem::take(&mut self.desk.outbox);
        let mut last = mark;
        for queued in changes.iter() {
            last += 1;
            if queued.seq == last {
                self.desk.outbox.put(queued.clone());
                continue;
            }
            self.put(Change {
                seq: last,
                ..queued.change()
            });
        }
        let meta = &mut self.desk.meta;
        meta.last_seq = last;
        meta.sent_seq = meta.sent_seq.min(last);
        meta.again_seq = if again > 0 { mark + again } else { 0 };
    }

    /// Gives all unsent changes stamps of the current replica, in order.
    fn restamp(&mut self, mark: u64) {
        let now_ms = i64::try_from(self.desk.meta.last_stamp.ms).unwrap_or(0);
        self.restamp_from(mark, now_ms.saturating_sub(self.desk.meta.offset_ms));
    }

    /// Gives the changes after `mark` new stamps in order; bases among them follow.
    fn restamp_from(&mut self, mark: u64, now_ms: i64) {
        let mut renewed: BTreeMap<Stamp, Stamp> = BTreeMap::new();
        let changes = self.desk.outbox.clone();
        for queued in changes.after(mark) {
            let mut change = queued.change();
            for base in change.bases.values_mut() {
                *base = renewed.get(base).copied().unwrap_or(*base);
            }
            let stamp = self.desk.meta.stamp(now_ms, change.bases.values().copied());
            renewed.insert(std::mem::replace(&mut change.stamp, stamp), stamp);
            self.put(change);
        }
    }

    /// Pulls every feed afresh; what the device holds stays in sight until it is replaced.
    fn start_over(&mut self, epoch: &str) {
        epoch.clone_into(&mut self.desk.meta.epoch);
        self.pull_afresh();
    }

    /// The same within the epoch.
    pub fn pull_afresh(&mut self) {
        let feeds: Vec<String> = self.desk.meta.feeds.keys().cloned().collect();
        for feed in feeds {
            self.desk.meta.restart(&feed);
        }
    }
}

/// How far the device has each feed, as a request says it.
pub fn cursors(feeds: &BTreeMap<String, super::desk::Feed>) -> BTreeMap<String, Cursor> {
    feeds
        .iter()
        .filter_map(|(name, feed)| Some((name.clone(), feed.cursor?)))
        .collect()
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// As many changes as fit a request, at least one. Only these are decoded.
fn next_changes<'a>(waiting: impl Iterator<Item = &'a Arc<Queued>>, room: usize) -> Vec<Change> {
    let mut room = room.min(protocol::MAX_BODY * 9 / 10);
    let mut fits = |queued: &Queued| {
        let size = queued.text().len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    waiting
        .take(MAX_CHANGES)
        .enumerate()
        .take_while(|(at, queued)| fits(queued) || *at == 0)
        .map(|(_, queued)| queued.change())
        .collect()
}
