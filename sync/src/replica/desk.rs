//! Everything on the device besides the pulled records: cheap to copy, which every write does.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::outbox::Outbox;
use crate::change::Change;
use crate::protocol::{Cursor, Head};
use crate::record::Record;
use crate::stamp::Stamp;
use crate::store::{Batch, DeviceStore, StoreError, Table};

const META: &str = "meta";
/// Greatest number of a change, which the server's database holds exactly.
pub const MAX_SEQ: u64 = 1 << 53;
/// Greatest count on a device. None ever gets there.
const MAX_COUNT: u32 = 1 << 31;

/// Replica, outbox, tray and discarded changes.
#[derive(Debug, Clone, Default)]
pub struct Desk {
    /// Replica number, clock and cursors.
    pub meta: Meta,
    /// Changes that the server has not acknowledged.
    pub outbox: Outbox,
    /// Refused changes, by key.
    pub tray: BTreeMap<String, Rc<TrayItem>>,
    /// Discarded changes, by key.
    pub discarded: BTreeMap<String, Rc<Discarded>>,
}

/// Replica number, clock and cursors.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Meta {
    /// Staff id of the person.
    pub person: String,
    /// Id of this database, made on the device.
    pub device: String,
    /// Number that the server issued; none before first contact.
    pub replica: Option<u32>,
    /// Epoch that the cursors belong to.
    pub epoch: String,
    /// Number of the last change made.
    pub last_seq: u64,
    /// Number of the last change ever put into a request.
    pub sent_seq: u64,
    /// Last stamp given out.
    pub last_stamp: Stamp,
    /// Greatest stamp of a change that the server has.
    pub acknowledged_stamp: Stamp,
    /// What must be added to the device's clock to get the server's, milliseconds.
    pub offset_ms: i64,
    /// State of every feed that the person may see.
    pub feeds: BTreeMap<String, Feed>,
    /// Number of incarnations given out to feeds.
    pub incarnations: u32,
    /// Device time when everything was last sent and received, milliseconds.
    pub synced_ms: Option<i64>,
    /// Feeds pulled afresh because their checksum differed.
    pub repairs: u32,
    /// Ids of records whose history is kept, in the order in which it was heard.
    pub histories: Vec<String>,
    /// Days on which the server acknowledged changes that are kept, oldest first.
    pub kept_days: Vec<KeptDay>,
    /// A change may be kept although its record is not on the device.
    pub keeps_unheld: bool,
    /// Unsent changes up to this number had been acknowledged, and are sent once more because the
    /// server went back.
    pub again_seq: u64,
}

/// A day on which the server acknowledged changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptDay {
    /// Days since 1970 by the server's clock.
    pub day: i64,
    /// Number of the first change that it acknowledged then, of those that are kept.
    pub first: u64,
}

/// How far the device has a feed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Raised when the feed is pulled afresh; memberships are remembered with it.
    pub incarnation: u32,
    /// Memberships from this incarnation on count, so that what is held stays in sight until
    /// the fresh pull is complete.
    pub since: u32,
    /// Part that the device holds; none before the first page.
    pub cursor: Option<Cursor>,
    /// What the server said last.
    pub head: Option<Head>,
    /// Device time of the last repair, milliseconds.
    pub repaired_ms: Option<i64>,
}

/// Refused changes that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrayItem {
    /// Its key in the tray.
    pub key: String,
    /// Why the first of them was refused.
    pub code: String,
    /// Path of the field that the code speaks of.
    pub path: Option<String>,
    /// The changes in order.
    pub changes: Vec<Change>,
    /// The record of the first of them as the device last had it, since it may be gone by now.
    #[serde(default)]
    pub seen: Option<Box<Record>>,
    /// Device time, milliseconds.
    pub refused_ms: i64,
}

/// Changes that a person discarded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Discarded {
    /// Its key.
    pub key: String,
    /// The changes in order.
    pub changes: Vec<Change>,
    /// Device time, milliseconds.
    pub discarded_ms: i64,
}

impl Meta {
    /// Starts a new database.
    pub fn begin(&mut self, person: &str, device: &str) {
        person.clone_into(&mut self.person);
        device.clone_into(&mut self.device);
    }

    /// Nothing that the server sent or acknowledged is on the device any more.
    pub fn forget_records(&mut self) {
        self.feeds.clear();
        self.histories.clear();
        self.kept_days.clear();
        self.keeps_unheld = false;
        self.synced_ms = None;
    }

    /// Whether counting on from here leads anywhere.
    fn is_sound(&self) -> bool {
        let counts = [self.incarnations, self.repairs];
        let kept = self.kept_days.iter().map(|kept| kept.first);
        let mut seqs = kept.chain([self.last_seq, self.sent_seq, self.again_seq]);
        seqs.all(|seq| seq <= MAX_SEQ) && counts.iter().all(|n| *n <= MAX_COUNT)
    }

    /// The label under which the book remembers membership of a feed.
    pub fn label(&self, feed: &str) -> Option<String> {
        self.feeds
            .get(feed)
            .map(|state| label(feed, state.incarnation))
    }

    /// Whether a label is of a feed that the person sees, as it was last pulled.
    pub fn is_live(&self, wanted: &str) -> bool {
        wanted.rsplit_once('#').is_some_and(|(feed, incarnation)| {
            let since = |state: &Feed| {
                incarnation
                    .parse()
                    .is_ok_and(|number: u32| number >= state.since)
            };
            self.feeds.get(feed).is_some_and(since)
        })
    }

    /// Pulls a feed afresh, or for the first time.
    pub fn restart(&mut self, feed: &str) {
        self.incarnations += 1;
        let incarnation = self.incarnations;
        let new = Feed {
            since: incarnation,
            ..Feed::default()
        };
        let state = self.feeds.entry(feed.to_owned()).or_insert(new);
        state.incarnation = incarnation;
        state.cursor = None;
        self.keeps_unheld = true;
    }

    /// The next stamp, later than all that were given out or `seen`.
    pub fn stamp(&mut self, now_ms: i64, seen: impl IntoIterator<Item = Stamp>) -> Stamp {
        let last = seen.into_iter().fold(self.last_stamp, Stamp::max);
        self.last_stamp = last.next(
            now_ms.saturating_add(self.offset_ms),
            self.replica.unwrap_or(0),
        );
        self.last_stamp
    }

    /// Whether the device holds everything that the server had at the last answer.
    pub fn is_caught_up(&self) -> bool {
        !self.feeds.is_empty() && self.feeds.values().all(Feed::is_complete)
    }

    /// Records held and records there are, over all feeds, while a first sync runs.
    pub fn download(&self) -> (u64, u64) {
        self.feeds
            .values()
            .filter_map(|feed| Some((feed.head?, feed.cursor)))
            .fold((0_u64, 0_u64), |(have, all), (head, cursor)| {
                let missing = cursor.map_or(head.head, |cursor| cursor.bottom);
                let share =
                    u128::from(head.count) * u128::from(missing) / u128::from(head.head.max(1));
                let share = u64::try_from(share).unwrap_or(u64::MAX).min(head.count);
                (
                    have.saturating_add(head.count - share),
                    all.saturating_add(head.count),
                )
            })
    }
}

impl Feed {
    /// Whether records may be held here of which the server has forgotten that they left the feed.
    pub fn is_below(&self, floor: u64) -> bool {
        self.cursor.is_some_and(|cursor| cursor.top < floor)
    }

    /// Whether the device holds all of it.
    pub fn is_complete(&self) -> bool {
        let (cursor, head) = (self.cursor, self.head.as_ref());
        cursor
            .zip(head)
            .is_some_and(|(cursor, head)| cursor.is_at(head))
    }
}

fn label(feed: &str, incarnation: u32) -> String {
    format!("{feed}#{incarnation}")
}

impl Desk {
    /// Reads what lies on the device.
    pub async fn load(store: &impl DeviceStore) -> Result<Self, StoreError> {
        Ok(Self {
            meta: read_meta(store).await?.unwrap_or_default(),
            outbox: Outbox::load(store.load(Table::Outbox).await?)?,
            tray: shared(read(store.load(Table::Tray).await?)?),
            discarded: shared(read(store.load(Table::Discarded).await?)?),
        })
    }

    /// Number of the last change that the server has acknowledged.
    pub fn acknowledged(&self) -> u64 {
        let first = self.outbox.iter().next();
        first.map_or(self.meta.last_seq, |queued| queued.seq.saturating_sub(1))
    }

    /// Adds to `batch` what differs from `before`.
    pub fn write_difference(&self, before: &Self, batch: &mut Batch) {
        if self.meta != before.meta {
            batch.put(Table::Meta, META, bytes(&self.meta));
        }
        self.outbox.write_difference(&before.outbox, batch);
        difference(Table::Tray, &before.tray, &self.tray, batch);
        difference(Table::Discarded, &before.discarded, &self.discarded, batch);
    }
}

/// Reads replica, clock and cursors; none from a new database.
pub async fn read_meta(store: &impl DeviceStore) -> Result<Option<Meta>, StoreError> {
    let meta = read::<Meta>(store.load(Table::Meta).await?)?;
    let meta = meta.into_iter().next().map(|(_, meta)| meta);
    match meta {
        Some(meta) if !meta.is_sound() => Err(StoreError::Unreadable(META.to_owned())),
        meta => Ok(meta),
    }
}

fn difference<V: Serialize>(
    table: Table,
    before: &BTreeMap<String, Rc<V>>,
    after: &BTreeMap<String, Rc<V>>,
    batch: &mut Batch,
) {
    for key in before.keys().filter(|key| !after.contains_key(*key)) {
        batch.delete(table, key.as_str());
    }
    for (key, value) in after {
        if !before.get(key).is_some_and(|old| Rc::ptr_eq(old, value)) {
            batch.put(table, key.as_str(), bytes(value.as_ref()));
        }
    }
}

fn shared<V>(rows: Vec<(String, V)>) -> BTreeMap<String, Rc<V>> {
    rows.into_iter()
        .map(|(key, value)| (key, Rc::new(value)))
        .collect()
}

fn read<V: DeserializeOwned>(rows: Vec<(String, Vec<u8>)>) -> Result<Vec<(String, V)>, StoreError> {
    rows.into_iter()
        .map(|(key, bytes)| match serde_json::from_slice(&bytes) {
            Ok(value) => Ok((key, value)),
            Err(_) => Err(StoreError::Unreadable(key)),
        })
        .collect()
}

/// These types hold only text, numbers and maps with text keys, which JSON can always say.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
