//! The server is put back to an older state, and what of it must come back from devices.

use std::collections::BTreeSet;

use futures::executor::block_on;
use sync::change::Change;

use crate::oracle::texts;
use crate::world::World;

impl World {
    /// What the server had since is gone, except where devices have still to send it, or keep what they
    /// were told that it has.
    pub(super) fn restore_server(&mut self) {
        self.report.faults += 1;
        let before = self.applied();
        // What was sent again since another restore is as acknowledged as the rest, once its device has
        // heard so.
        let unsent = self.unsent_texts();
        for text in before.iter().flat_map(|change| texts(&change.fields)) {
            if !unsent.contains(&text) {
                self.owed.remove(&text);
            }
        }
        self.note_numbers();
        let records = self.server_records();
        let backup = self.backup.clone();
        let is_readable = self.rng.bool();
        // Nobody does it within a minute.
        self.now_ms += 60_000;
        let restored = self.server.restore(&backup, is_readable, self.now_ms);
        block_on(restored);
        let left = self.server_records();
        let taken = records.into_keys().filter(|id| !left.contains_key(id));
        self.taken_away.extend(taken);
        self.replay_erasures();
        let known = self.known_numbers();
        self.forgive_unsent(|number| !known.contains(&number));
        self.expect_again(&before, &known);
    }

    /// What was applied before and is not there any more must come back where its device keeps it; the
    /// rest is lost.
    fn expect_again(&mut self, before: &[Change], known: &BTreeSet<u32>) {
        let mut there = self.applied_texts();
        // What is about to be acknowledged by an answer from before is kept, or not, like the rest.
        let late = self.acknowledged_late();
        let unsent = self.unsent_texts().into_iter();
        there.extend(unsent.filter(|text| !late.contains(text)));
        let mut lost = BTreeSet::new();
        for change in before {
            let number = change.stamp.replica;
            let mut devices = self.devices.iter();
            let device = devices.find(|device| device.number() == Some(number));
            let is_kept = device.is_some_and(|device| device.keeps(change));
            let gone = texts(&change.fields).into_iter();
            for text in gone.filter(|text| !there.contains(text)) {
                if is_kept && known.contains(&number) {
                    self.owed.insert(text, number);
                } else {
                    lost.insert(text);
                }
            }
        }
        let is_lost = |text: &String| lost.contains(text) && !self.owed.contains_key(text);
        self.saved.retain(|text, _| !is_lost(text));
    }

    /// Numbers of devices that the server knows. One that it does not know gets another, and nobody
    /// can say what was taken in under the old one.
    fn known_numbers(&self) -> BTreeSet<u32> {
        let rows = self.rows("SELECT number FROM replica");
        let number = |row: &hub::Row| row.int("number").expect("a number");
        let numbers = rows.iter().map(number);
        numbers
            .map(|number| u32::try_from(number).expect("a number"))
            .collect()
    }

    /// What devices of some numbers had to send again may stay away, also where it waits to be sent: if
    /// they are given another number, it is dropped.
    pub(super) fn forgive_unsent(&mut self, is_lost: impl Fn(u32) -> bool) {
        let unsent = self.unsent_texts();
        let mut there = self.waiting_texts();
        there.retain(|text| !unsent.contains(text));
        self.forgive(there, is_lost);
    }

    /// What devices of some numbers had to send again may stay away, unless it is `there`.
    pub(super) fn forgive(&mut self, mut there: BTreeSet<String>, is_lost: impl Fn(u32) -> bool) {
        there.extend(self.applied_texts());
        let (lost, owed) = std::mem::take(&mut self.owed)
            .into_iter()
            .partition(|(_, number)| is_lost(*number));
        self.owed = owed;
        let is_gone = |text: &String| lost.contains_key(text) && !there.contains(text);
        self.saved.retain(|text, _| !is_gone(text));
    }
}
