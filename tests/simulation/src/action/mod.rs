//! What people do and what happens to them, drawn step by step.

mod desk;
mod edit;
mod ledger;
mod machine;
mod office;
mod restore;

use domain::kinds::SCHEMA;
use futures::executor::block_on;
use serde_json::Value;
use sync::record::{Fields, Record};
use sync::replica::{CommitError, Edit};
use sync::store::StoreError;

use crate::oracle::texts;
use crate::script::Action;
use crate::world::{Place, World};

impl World {
    /// Does one step on a random device.
    pub fn act(&mut self, action: Action) {
        let at = self.rng.usize(..self.devices.len());
        match action {
            Action::Sync => self.sync_with_faults(at),
            Action::Set => self.set(at),
            Action::CreateCustomer => self.create_customer(at),
            Action::CreateVehicle => self.create_vehicle(at),
            Action::CreateOrder => self.create_order(at),
            Action::Enter => self.enter(at),
            Action::Archive => self.archive(at),
            Action::ShareOrMove => self.share_or_move(at),
            Action::Discard => self.discard_or_bring_back(at),
            Action::EmptyTray => self.empty_tray(at),
            Action::Settle => self.settle_conflict(at),
            Action::SetProtected => self.set_protected(at),
            Action::ChangeRights => self.change_rights(),
            Action::Crash => self.crash(at),
            Action::ClockJumps => self.clock_jumps(at),
            Action::OpenTab => self.open_tab(at),
            Action::CopyProfile => self.copy_profile(at),
            Action::Evict => self.evict(at),
            Action::FillUp => self.fill_up(at),
            Action::Damage => self.damage(at),
            Action::Fold => self.fold_few_or_many(at),
            Action::Erase => self.erase(at),
            Action::Import => self.import(),
            Action::Backup => self.keep_backup(),
            Action::RestoreServer => self.restore_server(),
            Action::Compact => self.compact(),
            Action::Look => self.look(at),
        }
    }

    /// Saves edits on a device, sometimes with a failing store, and remembers what was saved.
    fn commit(&mut self, at: usize, edits: &[Edit]) {
        let failing = self.fail_soon(at);
        let tab = self.rng.usize(..self.devices[at].tabs.len());
        let now_ms = self.device_ms(at);
        let result = block_on(self.devices[at].tabs[tab].commit(edits, now_ms));
        self.devices[at].memory.revive();
        self.tell_tabs(at);
        if result.is_ok() {
            self.remember(edits);
        }
        self.expect_sound(at, result, failing);
    }

    /// Plans a failure of the store, sometimes.
    fn fail_soon(&mut self, at: usize) -> bool {
        let fails = self.rng.u8(0..100) < 4;
        if fails {
            let error = match self.rng.u8(0..3) {
                0 => StoreError::Full,
                1 => StoreError::Closed,
                _ => StoreError::Failed("a disk".to_owned()),
            };
            let operation = self.rng.usize(1..4);
            self.devices[at].memory.fail_nth(operation, error);
            self.report.faults += 1;
        }
        fails
    }

    /// What a person did went through, or there is a reason.
    fn expect_sound<T>(&mut self, at: usize, result: Result<T, CommitError>, failing: bool) {
        match result {
            Ok(_) | Err(CommitError::NoReplica | CommitError::RecordGone) => {}
            Err(CommitError::Store(StoreError::Full)) if self.devices[at].is_full => {}
            Err(CommitError::Store(StoreError::Closed)) if failing => self.devices[at].reopen(),
            Err(CommitError::Store(StoreError::Full | StoreError::Failed(_))) if failing => {}
            Err(other) => panic!("not saved: {other:?}"),
        }
    }

    /// Other tabs hear of what was written, mostly at once.
    fn tell_tabs(&mut self, at: usize) {
        if self.rng.u8(0..100) < 70 {
            self.devices[at].refresh();
        }
    }

    fn remember(&mut self, edits: &[Edit]) {
        self.report.changes += edits.len();
        for edit in edits {
            if let Some(customer) = edit.fields.get("customer").and_then(Value::as_str) {
                let follower = edit.record.clone();
                self.followed.insert(follower, customer.to_owned());
            }
            for (path, value) in &edit.fields {
                let name = path.split('/').next().unwrap_or_default();
                let kind = SCHEMA.kind(&edit.kind).expect("a known kind");
                let place = Place {
                    record: edit.record.clone(),
                    is_kept: kind.kept.contains(&name),
                };
                let field = Fields::from_iter([(path.clone(), value.clone())]);
                let texts = texts(&field).into_iter();
                self.saved.extend(texts.map(|text| (text, place.clone())));
            }
        }
    }

    /// A random record that a device shows.
    fn visible(&mut self, at: usize, wanted: impl Fn(&Record) -> bool) -> Option<Record> {
        let mut records = self.devices[at].records();
        records.retain(wanted);
        (!records.is_empty()).then(|| records.swap_remove(self.rng.usize(..records.len())))
    }
}
