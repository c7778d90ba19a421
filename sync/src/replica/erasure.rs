//! Forgetting what was typed about somebody who was erased.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::desk::TrayItem;
use super::transaction::Transaction;
use super::tray::free_key;
use crate::change::{Change, Op};
use crate::codes;
use crate::erasure::about;
use crate::protocol::MAX_KEPT;
use crate::references::{named, references_of};

impl Transaction<'_> {
    /// The server erased records: whatever else the device has about them goes, too. What it has
    /// sent already goes with its outcome, which is on the way. Answers which records look different
    /// for it.
    pub fn forget_erased(&mut self, now_ms: i64) -> BTreeSet<String> {
        let mut ids = std::mem::take(&mut self.erased);
        if ids.is_empty() {
            return ids;
        }
        for id in &ids {
            self.forget_history(id);
            self.rewritten.extend(self.book.chunk_of(id));
        }
        self.blank_kept_about(&ids);
        self.forget_decided(&mut ids);
        let sent = self.desk.meta.sent_seq;
        let unsent: Vec<Change> = self
            .desk
            .outbox
            .after(sent)
            .map(|queued| queued.change())
            .collect();
        let blanks = about(&mut ids, &unsent).into_iter().map(Change::to_noop);
        let blanks: Vec<Change> = blanks.collect();
        for blank in &blanks {
            self.put(blank.clone());
        }
        self.tell_erased(blanks, now_ms);
        ids
    }

    /// Drops changes that the server did not take because they are about somebody erased, or that
    /// need one of those. Answers which records look different for it.
    pub fn drop_erased(&mut self, changes: &[Change], now_ms: i64) -> BTreeSet<String> {
        let mut ids = changes.iter().map(|change| change.record.clone()).collect();
        self.forget_decided(&mut ids);
        let blanks = changes.iter().map(Change::to_noop).collect();
        self.tell_erased(blanks, now_ms);
        ids
    }

    /// Ids that refused and discarded changes name and of which the device holds no record.
    pub fn kept_without_record(&self) -> Vec<String> {
        let schema = self.schema;
        let tray = self.desk.tray.values();
        let seen = tray.clone().filter_map(|item| item.seen.as_ref());
        let seen = seen.flat_map(|seen| references_of(schema, &seen.kind, &seen.fields));
        let tray = tray.flat_map(|item| &item.changes);
        let discarded = self.desk.discarded.values();
        let changes = tray.chain(discarded.flat_map(|item| &item.changes));
        let changes = changes.filter(|change| change.op != Op::Noop);
        let ids: BTreeSet<&str> = changes
            .flat_map(|change| named(schema, change))
            .chain(seen)
            .collect();
        let unknown = ids.into_iter().filter(|id| self.entry(id).is_none());
        unknown.take(MAX_KEPT).map(str::to_owned).collect()
    }

    /// One item of the tray says how many changes went, and nothing of what they said.
    fn tell_erased(&mut self, blanks: Vec<Change>, now_ms: i64) {
        let Some(first) = blanks.first() else { return };
        let told = |item: &&Rc<TrayItem>| item.code == codes::ERASED;
        let told = self.desk.tray.values().find(told);
        let mut item = told.map_or_else(
            || TrayItem {
                key: free_key(&self.desk.tray, first.stamp),
                code: codes::ERASED.to_owned(),
                path: None,
                changes: Vec::new(),
                seen: None,
                refused_ms: now_ms,
            },
            |item| (**item).clone(),
        );
        item.changes.extend(blanks);
        self.typed = true;
        self.desk.tray.insert(item.key.clone(), Rc::new(item));
    }

    /// Forgets refused and discarded changes about records.
    fn forget_decided(&mut self, ids: &mut BTreeSet<String>) {
        for seen in self
            .desk
            .tray
            .values()
            .filter_map(|item| item.seen.as_ref())
        {
            let mut named = references_of(self.schema, &seen.kind, &seen.fields);
            if named.any(|id| ids.contains(id)) {
                ids.insert(seen.id.clone());
            }
        }
        forget(&mut self.desk.tray, ids, |item| &mut item.changes);
        forget(&mut self.desk.discarded, ids, |item| &mut item.changes);
        for item in self.desk.tray.values_mut() {
            let is_seen = |item: &TrayItem| {
                let seen = item.seen.as_ref();
                seen.is_some_and(|seen| ids.contains(&seen.id))
            };
            if is_seen(item) {
                Rc::make_mut(item).seen = None;
            }
        }
    }
}

/// Takes the changes about records out of items, and those items away that have no other.
fn forget<T: Clone>(
    items: &mut BTreeMap<String, Rc<T>>,
    ids: &mut BTreeSet<String>,
    changes: impl Fn(&mut T) -> &mut Vec<Change>,
) {
    items.retain(|_, item| {
        let mut left = (**item).clone();
        let all = changes(&mut left);
        let found = about(ids, all.iter()).into_iter();
        let gone: BTreeSet<u64> = found.map(|change| change.seq).collect();
        if gone.is_empty() {
            return true;
        }
        all.retain(|change| !gone.contains(&change.seq));
        let stays = !all.is_empty();
        *item = Rc::new(left);
        stays
    });
}
