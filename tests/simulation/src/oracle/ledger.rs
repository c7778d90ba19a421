//! The server's own books: feeds, change numbers, stamps and numbers that people read.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::SCHEMA;
use sync::change::{Change, Op};
use sync::checksum;
use sync::protocol::MAX_AHEAD_MS;

use super::sight::feeds;
use super::{Records, decoded};
use crate::world::World;

impl World {
    /// What holds on the server at any moment.
    pub(super) fn check_server(&self, records: &Records) {
        self.check_feeds(records);
        self.check_marks();
        self.check_stamps();
        self.check_numbers(records);
    }

    /// Every feed holds what it must, and its count and sum say so.
    fn check_feeds(&self, records: &Records) {
        let mut expected: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
        for record in records.values() {
            for feed in feeds(record, records) {
                let members = expected.entry(feed).or_default();
                members.insert(&record.id, record.version);
            }
        }
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.rows("SELECT feed, record FROM feed_row WHERE gone = 0") {
            let feed = row.text("feed").expect("a name").to_owned();
            let record = row.text("record").expect("an id").to_owned();
            members.entry(feed).or_default().insert(record);
        }
        for row in self.rows("SELECT feed, count, sum FROM feed") {
            let feed = row.text("feed").expect("a name");
            let held = expected.remove(feed).unwrap_or_default();
            let found = members.remove(feed).unwrap_or_default();
            let ids: BTreeSet<String> = held.keys().map(|id| (*id).to_owned()).collect();
            assert_eq!(found, ids, "members of {feed}");
            let sum = checksum::sum(
                held.iter()
                    .map(|(id, version)| checksum::entry(id, *version)),
            );
            let head = ["count", "sum"].map(|column| row.int(column).expect("a number"));
            assert_eq!(head, [held.len() as i64, sum as i64], "head of {feed}");
        }
        assert!(expected.is_empty(), "feeds without a head: {expected:?}");
    }

    /// Of every replica the server has each change up to its mark, and none beyond.
    fn check_marks(&self) {
        let wrong = self.rows(
            "SELECT replica.number, replica.mark, count(change.seq) AS found, max(change.seq) AS last
             FROM replica LEFT JOIN change ON change.replica = replica.number
             GROUP BY replica.number
             HAVING found <> mark OR ifnull(last, 0) <> mark",
        );
        assert!(wrong.is_empty(), "changes and marks differ: {wrong:?}");
    }

    /// No change was applied twice, and none from the future.
    fn check_stamps(&self) {
        let mut applied = self.applied();
        // A create that came once more is kept as one that does nothing, under the same stamp.
        applied.retain(|change| change.op != Op::Noop);
        let mut stamps = BTreeMap::new();
        let latest = self.now_ms.unsigned_abs() + MAX_AHEAD_MS;
        for change in &applied {
            if let Some(other) = stamps.insert(change.stamp, change) {
                panic!("one stamp twice: {other:?}\n{change:?}");
            }
            let ms = change.stamp.ms;
            assert!(ms <= latest, "a stamp from the future: {change:?}");
        }
    }

    /// Numbers that people read are there, unique, never another's before a restore, and none is
    /// left out.
    fn check_numbers(&self, records: &Records) {
        let mut numbers = BTreeSet::new();
        let mut series: BTreeMap<&str, i64> = BTreeMap::new();
        for record in records.values() {
            let kind = SCHEMA.kind(&record.kind).expect("a known kind");
            let Some(number) = &kind.number else { continue };
            let code = record.text(number.field);
            // Whoever was erased before a restored database had them never comes.
            if code.is_empty() && record.erased_ms.is_some() {
                continue;
            }
            assert!(
                code.starts_with(number.prefix),
                "{} has no number",
                record.id
            );
            assert!(numbers.insert(code), "{code} twice");
            let before = self.issued.get(code);
            assert!(before.is_none_or(|id| *id == record.id), "{code} again");
            let digits = code.rfind('-').map_or(0, |at| at + 1);
            *series.entry(&code[..digits]).or_default() += 1;
        }
        for row in self.rows("SELECT series, value FROM counter") {
            let name = row.text("series").expect("a name");
            let found = series.remove(name).unwrap_or_default();
            let issued = row.int("value").expect("a number");
            // After a restore, numbers of records that are gone are not given again.
            let is_right = issued == found || issued > found && self.server.was_restored();
            assert!(is_right, "{issued} numbers issued of {name}, {found} found");
        }
        assert!(
            series.is_empty(),
            "numbers that were never issued: {series:?}"
        );
    }

    /// Remembers the numbers that people have read so far.
    pub fn note_numbers(&mut self) {
        for record in self.server_records().into_values() {
            let number = SCHEMA.kind(&record.kind).and_then(|kind| kind.number);
            if let Some(number) = number {
                let code = record.text(number.field).to_owned();
                self.issued.insert(code, record.id);
            }
        }
    }

    /// Every change of each record that was applied, the server's own too.
    pub(super) fn histories(&self) -> BTreeMap<String, Vec<Change>> {
        let rows = self.rows("SELECT body FROM change WHERE code IS NULL");
        let mut histories: BTreeMap<String, Vec<Change>> = BTreeMap::new();
        for row in &rows {
            let change: Change = decoded(row, "body");
            let history = histories.entry(change.record.clone()).or_default();
            history.push(change);
        }
        histories
    }
}
