//! What a person does about changes that wait: discard, send again, decide.

use futures::executor::block_on;
use sync::change::Op;
use sync::replica::{CommitError, Edit};

use crate::oracle::is_expected;
use crate::world::World;

impl World {
    pub(super) fn discard_or_bring_back(&mut self, at: usize) {
        // What is brought back is compared with what is shown, which a restored server may have
        // lost without the device knowing yet.
        if self.server.was_restored() {
            return;
        }
        let now_ms = self.device_ms(at);
        let (unsent, discarded) = {
            let tab = &self.devices[at].tabs[0];
            (tab.unsent(), tab.discarded())
        };
        let failing = self.fail_soon(at);
        let discards = self.rng.bool() && !unsent.is_empty();
        let tab = &self.devices[at].tabs[0];
        let result = if discards {
            let change = &unsent[self.rng.usize(..unsent.len())];
            block_on(tab.discard(change.seq, now_ms)).map(drop)
        } else if let Some(item) = discarded.first() {
            block_on(tab.bring_back(&item.key, now_ms)).map(drop)
        } else {
            Ok(())
        };
        self.devices[at].memory.revive();
        self.tell_tabs(at);
        self.expect_sound(at, result, failing);
    }

    pub(super) fn empty_tray(&mut self, at: usize) {
        let now_ms = self.device_ms(at);
        let Some(item) = self.devices[at].tabs[0].tray().into_iter().next() else {
            return;
        };
        assert!(
            is_expected(&item.code),
            "refused for {} {:?}: {:?}",
            item.code,
            item.path,
            item.changes
        );
        let failing = self.fail_soon(at);
        let resends = self.rng.bool();
        let tab = &self.devices[at].tabs[0];
        let result = if resends {
            block_on(tab.resend(&item.key, now_ms)).map(drop)
        } else {
            block_on(tab.discard_refused(&item.key, now_ms)).map_err(CommitError::from)
        };
        self.devices[at].memory.revive();
        self.tell_tabs(at);
        self.expect_sound(at, result, failing);
    }

    pub(super) fn settle_conflict(&mut self, at: usize) {
        let Some(record) = self.visible(at, |record| !record.conflicts.is_empty()) else {
            return;
        };
        let conflict = &record.conflicts[0];
        let op = if self.rng.bool() { Op::Settle } else { Op::Set };
        let mut edit = Edit::new(op.clone(), &record.kind, &record.id);
        edit.settles
            .insert(conflict.group.clone(), vec![conflict.stamp]);
        if op == Op::Set && !conflict.group.starts_with('@') {
            edit.fields = conflict.value.clone();
        }
        self.commit(at, &[edit]);
    }
}
