//! Takes over an answer: outcomes, records, pages, and what is no longer in sight.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use rustc_hash::FxHashMap;
use serde_json::value::RawValue;

use super::book::{Arrival, Entry, fits_line};
use super::round::cursors;
use super::transaction::Transaction;
use super::tray::inherit_bases;
use super::{Replica, Timing, Touched};
use crate::change::Change;
use crate::codes;
use crate::protocol::{Gone, Head, Held, Outcome, Page, Request, Response};
use crate::store::{DeviceStore, StoreError};

/// What an answer brought.
#[derive(Debug, Clone)]
pub struct Progress {
    /// Records that look different.
    pub touched: Touched,
    /// The device holds everything and nothing waits to be sent.
    pub done: bool,
    /// How many changes the server applied.
    pub applied: usize,
    /// How many it refused.
    pub refused: usize,
}

impl Progress {
    fn none() -> Self {
        Self {
            touched: Touched::Records(BTreeSet::new()),
            done: false,
            applied: 0,
            refused: 0,
        }
    }
}

impl<S: DeviceStore> Replica<S> {
    /// Applies the answer to `request`, all of it in one batch. An answer that is not the one
    /// to the current cursors is ignored where it is stale.
    pub async fn apply(
        &self,
        request: &Request,
        response: &Response,
        timing: Timing,
    ) -> Result<Progress, StoreError> {
        if response.turn != request.turn {
            return Ok(Progress::none());
        }
        self.room.set(timing.next_room(request.room));
        let asked = self.asked.get();
        // What an older request found says nothing about what was acknowledged since.
        let is_last = asked.turn == request.turn;
        let known = if is_last { asked.acknowledged } else { 0 };
        self.transact(|tx| tx.take(request, response, timing, known))
            .await
    }
}

impl Transaction<'_> {
    fn take(
        &mut self,
        request: &Request,
        response: &Response,
        timing: Timing,
        known: u64,
    ) -> Progress {
        if !self.is_in_epoch(request, response) {
            return Progress::none();
        }
        let now_ms = timing.received_ms;
        let is_late = request.cursors != cursors(&self.desk.meta.feeds);
        let meta = &mut self.desk.meta;
        meta.offset_ms = timing.offset(response.now_ms);
        if meta.epoch.is_empty() {
            response.epoch.clone_into(&mut meta.epoch);
        }
        let (applied, refused, mut touched) = self.settle_outcomes(request, response, now_ms);
        self.drop_old_kept(response.now_ms);
        // Another tab went on meanwhile: what this answer shows may be gone again.
        if is_late {
            self.note_unheld();
        } else {
            touched.extend(self.take_shown(request, response, now_ms, known));
            self.catch_up(response, now_ms, applied + refused > 0);
            touched.extend(self.entries.keys().cloned());
        }
        let is_whole = self.desk.meta.is_caught_up() && self.desk.outbox.pending() == 0;
        let done = is_whole && !is_late;
        if done {
            self.desk.meta.synced_ms = Some(now_ms);
        }
        Progress {
            touched: Touched::Records(touched),
            done,
            applied,
            refused,
        }
    }

    /// Takes over what the server has, and sends it what it has no more. Answers which records look
    /// different without having come.
    fn take_shown(
        &mut self,
        request: &Request,
        response: &Response,
        now_ms: i64,
        known: u64,
    ) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        if let Some(mark) = response.mark
            && self.send_again(mark, known)
        {
            let again = self
                .sent_again()
                .filter_map(|seq| self.desk.outbox.get(seq));
            touched.extend(again.map(|queued| queued.record.to_string()));
        }
        self.follow_heads(&response.heads);
        response.records.iter().for_each(|held| self.hold(held));
        for page in &response.pages {
            self.take_page(request, page);
        }
        self.note_unheld();
        let told = request.kept.iter();
        let told = told.filter(|id| response.erased.contains(*id));
        self.erased.extend(told.cloned());
        touched.extend(self.forget_erased(now_ms));
        touched
    }

    /// Where everything is here now, nothing else stays.
    fn catch_up(&mut self, response: &Response, now_ms: i64, settled: bool) {
        if !self.desk.meta.is_caught_up() {
            return;
        }
        // While a long queue is being sent, only the last answer is worth comparing sums.
        let goes_on = settled && self.desk.outbox.pending() > 0;
        self.finish_catch_up(now_ms, !goes_on && !response.pages.is_empty());
        if self.desk.meta.keeps_unheld {
            self.blank_kept_unheld(response.mark);
        }
    }

    /// Whether an answer is of the epoch that the device is in, or tells a new one to a device that asked
    /// for it. What a server has acknowledged before it was put back says nothing about it now.
    fn is_in_epoch(&self, request: &Request, response: &Response) -> bool {
        let epoch = &self.desk.meta.epoch;
        *epoch == response.epoch || epoch.is_empty() && request.epoch.is_empty()
    }

    fn settle_outcomes(
        &mut self,
        request: &Request,
        response: &Response,
        now_ms: i64,
    ) -> (usize, usize, BTreeSet<String>) {
        let mut settled = self.acknowledge(request, response);
        let touched = settled.iter().map(|(change, _)| change.record.clone());
        let mut touched: BTreeSet<String> = touched.collect();
        let mut refused = 0;
        for at in 0..settled.len() {
            let (earlier, later) = settled.split_at_mut(at + 1);
            let (change, outcome) = &earlier[at];
            let Some(code) = &outcome.code else { continue };
            refused += 1;
            for (other, _) in later {
                inherit_bases(other, change);
            }
            touched.extend(self.refuse(change, code, outcome.path.as_deref(), now_ms));
        }
        (settled.len() - refused, refused, touched)
    }

    /// Takes the changes that have an outcome out of the outbox.
    fn acknowledge(&mut self, request: &Request, response: &Response) -> Vec<(Change, Outcome)> {
        let sent: BTreeMap<u64, &Change> = request
            .changes
            .iter()
            .map(|change| (change.seq, change))
            .collect();
        let mut settled = Vec::new();
        for outcome in &response.outcomes {
            let Some(&change) = sent.get(&outcome.seq) else {
                continue;
            };
            let waits = self.desk.outbox.get(outcome.seq).cloned();
            let Some(waits) = waits.filter(|waits| waits.is(change)) else {
                continue;
            };
            self.desk.outbox.remove(outcome.seq);
            self.keep(waits.clone(), change, outcome, response.now_ms);
            let meta = &mut self.desk.meta;
            meta.acknowledged_stamp = meta.acknowledged_stamp.max(change.stamp);
            // One that it was sent with may have been refused meanwhile.
            let bases = waits.bases.clone();
            let change = change.clone();
            settled.push((Change { bases, ..change }, outcome.clone()));
        }
        settled
    }

    /// Learns which feeds there are; a feed that is gone holds nothing any more.
    fn follow_heads(&mut self, heads: &BTreeMap<String, Head>) {
        let meta = &mut self.desk.meta;
        let before = meta.feeds.len();
        meta.feeds.retain(|feed, _| heads.contains_key(feed));
        meta.keeps_unheld |= meta.feeds.len() < before;
        for (feed, head) in heads.iter().filter(|(feed, _)| fits_line(feed)) {
            let state = self.desk.meta.feeds.get(feed);
            if state.is_none_or(|state| state.is_below(head.floor)) {
                self.desk.meta.restart(feed);
            }
            if let Some(state) = self.desk.meta.feeds.get_mut(feed) {
                state.head = Some(*head);
            }
        }
    }

    fn hold(&mut self, held: &Held) {
        let labels: BTreeSet<String> = held
            .feeds
            .iter()
            .filter_map(|feed| self.desk.meta.label(feed))
            .collect();
        let arrived = Entry::parse(held.doc.get(), Rc::new(labels), self.digest);
        let Some(Arrival {
            id,
            entry,
            is_erased,
        }) = arrived
        else {
            return;
        };
        let is_newer = self
            .entry(&id)
            .is_none_or(|known| known.version <= entry.version);
        if is_newer {
            self.take_entry(id, entry, is_erased);
        }
    }

    fn take_page(&mut self, request: &Request, page: &Page) {
        let asked = request.cursors.get(&page.feed).copied();
        let Some(state) = self.desk.meta.feeds.get_mut(&page.feed) else {
            return;
        };
        let goes_back = asked.is_some_and(|asked| !page.cursor.holds(asked));
        if state.cursor != asked || goes_back {
            return;
        }
        state.cursor = Some(page.cursor);
        let Some(label) = self.desk.meta.label(&page.feed) else {
            return;
        };
        for row in &page.rows {
            self.take_row(row, &label, &page.feed);
        }
    }

    fn take_row(&mut self, row: &RawValue, label: &str, feed: &str) {
        let Some(Arrival {
            id,
            mut entry,
            is_erased,
        }) = self.taken_or_parsed(row.get())
        else {
            if let Ok(gone) = serde_json::from_str::<Gone>(row.get()) {
                self.leave(&gone.id, feed);
            }
            return;
        };
        let known = self.entry(&id).cloned();
        let mut feeds = known
            .as_ref()
            .map(|known| (*known.feeds).clone())
            .unwrap_or_default();
        // A membership of an older incarnation says nothing about how new the text is.
        let is_current = feeds.contains(label);
        feeds.retain(|other| !is_label_of(other, feed));
        feeds.insert(label.to_owned());
        if let Some(known) = known.filter(|known| is_current && known.version > entry.version) {
            entry = known;
        }
        entry.feeds = Rc::new(feeds);
        self.take_entry(id, entry, is_erased);
    }

    fn take_entry(&mut self, id: String, entry: Entry, is_erased: bool) {
        if is_erased {
            self.erased.insert(id.clone());
        }
        self.entries.insert(id, Some(entry));
    }

    /// Reads a record of a page, unless the same answer has brought it as one that was changed here.
    fn taken_or_parsed(&self, doc: &str) -> Option<Arrival> {
        let name = Entry::name(doc)?;
        let taken = self.entries.get(&name.id).and_then(Option::as_ref);
        let taken = taken.filter(|taken| taken.version == name.version);
        Some(match taken {
            Some(taken) => Arrival {
                entry: taken.clone(),
                id: name.id,
                is_erased: name.is_erased,
            },
            None => Entry::named(name, doc, Rc::default(), self.digest),
        })
    }

    fn leave(&mut self, id: &str, feed: &str) {
        let Some(mut entry) = self.entry(id).cloned() else {
            self.desk.meta.keeps_unheld = true;
            return;
        };
        let feeds = entry
            .feeds
            .iter()
            .filter(|label| !is_label_of(label, feed))
            .cloned()
            .collect();
        entry.feeds = Rc::new(feeds);
        self.entries.insert(id.to_owned(), Some(entry));
    }

    /// Everything of all feeds is here: what none of them holds goes, and sums are compared.
    fn finish_catch_up(&mut self, now_ms: i64, pulled: bool) {
        for state in self.desk.meta.feeds.values_mut() {
            state.since = state.incarnation;
        }
        let orphans = self.orphans();
        self.desk.meta.keeps_unheld |= !orphans.is_empty();
        for id in orphans {
            self.put_out_of_scope_into_tray(&id, now_ms);
            self.forget_history(&id);
            self.entries.insert(id, None);
        }
        if pulled {
            self.repair_differing(now_ms);
        }
    }

    fn orphans(&self) -> Vec<String> {
        let mut live: FxHashMap<_, bool> = FxHashMap::default();
        self.all_entries()
            .filter(|(_, entry)| {
                let set = Rc::as_ptr(&entry.feeds);
                !*live.entry(set).or_insert_with(|| self.is_live(entry))
            })
            .map(|(id, _)| id.to_owned())
            .collect()
    }

    /// A record left the person's feeds: what they typed and never sent is kept for them.
    fn put_out_of_scope_into_tray(&mut self, id: &str, now_ms: i64) {
        let sent = self.desk.meta.sent_seq;
        let unsent: Vec<Change> = self
            .desk
            .outbox
            .of(id)
            .filter(|queued| queued.seq > sent)
            .map(|queued| queued.change())
            .collect();
        // What makes the record is sent once more, after the server has lost it.
        if unsent.is_empty() || self.desk.outbox.creates(id) {
            return;
        }
        for change in &unsent {
            self.put(change.to_noop());
        }
        self.add_to_tray(unsent, codes::OUT_OF_SCOPE, None, now_ms);
    }
}

fn is_label_of(label: &str, feed: &str) -> bool {
    label.rsplit_once('#').is_some_and(|(name, _)| name == feed)
}
