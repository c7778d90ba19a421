//! What happens to devices and their stores.

use futures::executor::block_on;
use sync::replica::WORTH_FOLDING;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};

use crate::world::World;

/// Copied profiles are not copied for ever.
const MAX_DEVICES: usize = 10;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl World {
    pub(super) fn sync_with_faults(&mut self, at: usize) {
        let tab = self.rng.usize(..self.devices[at].tabs.len());
        match self.rng.u8(0..100) {
            0..15 => {
                let operations = self.rng.usize(0..6);
                self.devices[at].memory.kill_after(operations);
                self.report.faults += 1;
            }
            15..25 => {
                let error = if self.rng.bool() {
                    StoreError::Full
                } else {
                    StoreError::Failed("a disk".to_owned())
                };
                self.devices[at]
                    .memory
                    .fail_nth(self.rng.usize(1..8), error);
                self.report.faults += 1;
            }
            _ => {}
        }
        self.sync(at, tab, 30);
        // A kill that was not reached must not hit a later step.
        self.devices[at].memory.revive();
    }

    pub(super) fn crash(&mut self, at: usize) {
        self.report.faults += 1;
        self.devices[at].reopen();
    }

    pub(super) fn clock_jumps(&mut self, at: usize) {
        let far = self.rng.i64(-3 * DAY_MS..3 * DAY_MS);
        self.devices[at].skew_ms = if self.rng.bool() { 0 } else { far };
    }

    pub(super) fn open_tab(&mut self, at: usize) {
        if self.devices[at].tabs.len() < 3 {
            let tab = self.devices[at].open().expect("a sound memory opens");
            self.devices[at].tabs.push(tab);
        }
    }

    /// Two devices from now on hold the same replica with the same outbox.
    pub(super) fn copy_profile(&mut self, at: usize) {
        if self.devices.len() < MAX_DEVICES {
            self.report.faults += 1;
            let copy = self.devices[at].copy();
            self.devices[at].is_copied = true;
            self.devices.push(copy);
            let number = self.devices[at].number();
            self.forgive_unsent(|other| Some(other) == number);
        }
    }

    /// A browser clears the store. What nobody else holds of its unsent changes is lost, unless the
    /// app is open and can put it back, and what it kept for a server that went back in any case.
    pub(super) fn evict(&mut self, at: usize) {
        self.report.faults += 1;
        let device = &mut self.devices[at];
        device.refresh();
        let held = device.waiting_texts();
        let number = device.number();
        device.cleared_seq = device.acknowledged();
        device.memory.evict();
        device.memory.fill(device.is_full);
        // An open app finds no room for it on a device that is full either.
        let is_lost = self.rng.bool() || self.devices[at].is_full;
        if is_lost {
            // An open app remembers that it had to repair a feed.
            self.devices[at].is_damaged = false;
            self.devices[at].reopen();
        }
        self.devices[at].refresh();
        self.forgive(self.waiting_texts(), |other| Some(other) == number);
        if !is_lost {
            return;
        }
        let mut kept = self.applied_texts();
        kept.extend(self.waiting_texts());
        self.saved
            .retain(|text, _| !held.contains(text) || kept.contains(text));
    }

    pub(super) fn fill_up(&mut self, at: usize) {
        self.report.faults += 1;
        let is_full = !self.devices[at].is_full;
        self.devices[at].fill(is_full);
    }

    /// A pulled record that lies on the device is lost, and nobody notices at once.
    pub(super) fn damage(&mut self, at: usize) {
        let device = &mut self.devices[at];
        let rows = block_on(device.memory.load(Table::Row)).expect("a sound store");
        let kept = |id: &str| id.starts_with("customer-") || id.starts_with("vehicle-");
        let mut rows = rows.into_iter().filter(|(id, _)| kept(id));
        let Some((id, _)) = rows.next() else { return };
        let mut batch = Batch::new(None, Durability::Relaxed);
        batch.delete(Table::Row, id);
        device.fill(false);
        block_on(device.memory.write(batch)).expect("a sound store");
        device.is_damaged = true;
        device.reopen();
        self.report.faults += 1;
    }

    /// A device folds, sometimes as few rows as people make in a schedule, and keeps what it shows first.
    pub(super) fn fold_few_or_many(&mut self, at: usize) {
        let least = if self.rng.bool() { 1 } else { WORTH_FOLDING };
        self.fold(at, least);
        let device = &self.devices[at];
        let shown = serde_json::to_string(&device.records()).expect("records");
        let kept = block_on(device.tabs[0].keep_front(&shown));
        assert!(kept.is_ok() || device.is_full, "not kept: {kept:?}");
    }

    /// A device folds where it has so many rows, as it does whenever it is idle.
    pub(crate) fn fold(&mut self, at: usize, least: usize) {
        let device = &self.devices[at];
        if !device.is_full {
            while block_on(device.tabs[0].fold(least)).expect("a sound store") {}
        }
    }
}
