//! An erased person is nowhere: not on the server, and on no device that had contact since.

use futures::executor::block_on;
use sync::replica::WORTH_FOLDING;
use sync::store::{DeviceStore, Table};

use crate::world::{Place, World};

impl World {
    /// Whether what was saved there is about somebody who was erased since.
    pub(super) fn is_about_erased(&self, place: &Place) -> bool {
        self.erased.contains_key(self.root_of(place))
    }

    /// Whether anybody can know that: a restore took nothing of it away before the erasure. Of a refused
    /// change to a record that is nowhere any more, nothing says whom it is about.
    fn is_known_to_follow(&self, place: &Place) -> bool {
        let erasure = self.erased.get(self.root_of(place));
        let is_named = erasure.is_some_and(|one| one.kinds.contains_key(&place.record));
        is_named || !self.taken_away.contains(&place.record)
    }

    fn root_of<'a>(&'a self, place: &'a Place) -> &'a str {
        self.followed.get(&place.record).unwrap_or(&place.record)
    }

    /// Whoever was erased is so in the database, and no text about them is in any of its tables.
    pub(super) fn check_forgotten_by_server(&self) {
        let records = self.server_records();
        for id in self.erased.keys() {
            let is_erased = records.get(id).is_some_and(|one| one.erased_ms.is_some());
            assert!(is_erased, "{id} is back");
        }
        let rows = self.rows(
            "SELECT doc AS text FROM record UNION ALL SELECT body FROM change
             UNION ALL SELECT ifnull(name, '') FROM customer",
        );
        let all: String = rows
            .iter()
            .map(|row| row.text("text").expect("a text"))
            .collect();
        self.check_forgotten(&all, "the server", |_| true);
    }

    /// No text about somebody of whom the device was told that they were erased is in any of its tables.
    /// One whom a restored server does not have at all leaves it when it folds, like what its person
    /// may no longer see.
    pub(super) fn check_forgotten_by_device(&mut self, at: usize) {
        let place = format!("device {at} of {}", self.devices[at].person);
        let is_told = |of: &Place| self.devices[at].tabs[0].record(self.root_of(of)).is_some();
        self.check_forgotten(&self.texts_of_device(at), &place, is_told);
        self.fold(at, WORTH_FOLDING);
        self.check_forgotten(&self.texts_of_device(at), &place, |_| true);
    }

    fn texts_of_device(&self, at: usize) -> String {
        let memory = &self.devices[at].memory;
        let rows = Table::ALL.into_iter().flat_map(|table| {
            let rows = block_on(memory.load(table)).expect("a sound store");
            rows.into_iter().map(|(_, bytes)| bytes)
        });
        rows.map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
            .collect()
    }

    fn check_forgotten(&self, all: &str, place: &str, is_due: impl Fn(&Place) -> bool) {
        if self.erased.is_empty() {
            return;
        }
        for (text, of) in &self.saved {
            let is_erased = self.is_about_erased(of) && self.is_known_to_follow(of);
            let is_to_go = is_erased && !of.is_kept && is_due(of);
            let is_there = || all.contains(&format!("\"{text}\""));
            assert!(
                !is_to_go || !is_there(),
                "{text} of {of:?}, who was erased, lies on {place}"
            );
        }
    }
}
