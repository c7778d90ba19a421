//! What a device and the server say to each other: one request, one answer.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::change::Change;

/// Version of the protocol that this build speaks.
pub const PROTOCOL: u16 = 1;
/// Most changes in one request.
pub const MAX_CHANGES: usize = 500;
/// Most ids of what a device keeps in one request.
pub const MAX_KEPT: usize = 1_000;
/// Most bytes of one request's body.
pub const MAX_BODY: usize = 1_000_000;
/// Most bytes of the pages of one answer, less one row a page.
pub const MAX_PAGES: u32 = 1_000_000;
/// Most bytes of one record.
pub const MAX_RECORD: usize = 256_000;
/// A stamp may be ahead of the server by at most this, milliseconds.
pub const MAX_AHEAD_MS: u64 = 5 * 60 * 1000;

/// Name of the feed of a branch.
pub fn branch_feed(branch: &str) -> String {
    format!("{BRANCH_PREFIX}{branch}")
}

/// Whether a feed is that of a branch.
pub fn is_branch_feed(feed: &str) -> bool {
    feed.starts_with(BRANCH_PREFIX)
}

const BRANCH_PREFIX: &str = "branch:";

/// Name of the feed of everybody of at least a role, given as its stable word.
pub fn role_feed(role: &str) -> String {
    format!("role:{role}")
}

/// Name of the feed of the whole company.
pub const COMPANY_FEED: &str = "company";

/// Everything a device sends.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// [`PROTOCOL`] of the device.
    pub protocol: u16,
    /// Version of the app.
    pub app: String,
    /// [`domain::schema::Schema::version`] that the app knows.
    #[serde(default)]
    pub schema: u32,
    /// Number of the replica.
    pub replica: u32,
    /// Epoch that the cursors belong to; empty at first contact.
    pub epoch: String,
    /// How far the device has each feed.
    pub cursors: BTreeMap<String, Cursor>,
    /// Unsent changes in order, at most [`MAX_CHANGES`].
    pub changes: Vec<Change>,
    /// How many changes wait on the device, these included.
    pub pending: u32,
    /// How many refused changes lie in the device's tray.
    pub refused: u32,
    /// How many feeds the device had to pull afresh because their checksum differed.
    #[serde(default)]
    pub repairs: u32,
    /// The device's own clock, uncorrected, milliseconds.
    pub now_ms: i64,
    /// Most bytes of pages that the device wants at once, at most [`MAX_PAGES`]. A slow line
    /// asks for little, so that the latest records can be used early and a cut costs little.
    #[serde(default = "max_pages")]
    pub room: u32,
    /// Tells the answers to a device's requests apart; the server sends it back.
    #[serde(default)]
    pub turn: u64,
    /// Why the device asks.
    #[serde(default)]
    pub cause: Cause,
    /// Ids that refused or discarded changes on the device name and of which it holds no record, at
    /// most [`MAX_KEPT`]: no feed tells it when those are erased.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
}

/// Why a device syncs. Of several reasons the last of these is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", from = "String")]
pub enum Cause {
    /// An app that does not say, or says what this server does not know.
    #[default]
    Unknown,
    /// It was time to look for news.
    Timer,
    /// The server said that something moved.
    News,
    /// Somebody opened the app, or came back to it.
    Opened,
    /// Something was saved.
    Saved,
    /// The server could not be reached, or had too much to do, and can again.
    Line,
    /// Somebody pressed the button.
    Person,
}

impl Cause {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Unknown,
        Self::Timer,
        Self::News,
        Self::Opened,
        Self::Saved,
        Self::Line,
        Self::Person,
    ];

    /// Stable word, the same as on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Timer => "timer",
            Self::News => "news",
            Self::Opened => "opened",
            Self::Saved => "saved",
            Self::Line => "line",
            Self::Person => "person",
        }
    }
}

impl From<String> for Cause {
    fn from(word: String) -> Self {
        let mut all = Self::ALL.into_iter();
        all.find(|cause| cause.as_str() == word).unwrap_or_default()
    }
}

fn max_pages() -> u32 {
    MAX_PAGES
}

/// Part of a feed that a device holds: numbers above `bottom` up to `top`.
///
/// A first sync starts at the head and goes down, so that the latest records come first;
/// when `bottom` is 0 the device follows the feed upwards from `top`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Greatest number held.
    pub top: u64,
    /// Numbers up to this one are still missing.
    pub bottom: u64,
}

impl Cursor {
    /// Whether everything that `other` stands for is held.
    pub fn holds(self, other: Self) -> bool {
        self.top >= other.top && self.bottom <= other.bottom
    }

    /// Whether it holds the whole feed with this head.
    pub fn is_at(self, head: &Head) -> bool {
        self.bottom == 0 && self.top >= head.head
    }
}

/// Everything the server answers to a valid request.
#[derive(Debug, Serialize, Deserialize)]
pub struct Response {
    /// The server's clock, milliseconds.
    pub now_ms: i64,
    /// [`Request::turn`] of the request that this answers.
    pub turn: u64,
    /// The server's epoch.
    pub epoch: String,
    /// One outcome for each change of the request that was taken in, in order.
    pub outcomes: Vec<Outcome>,
    /// Why the change after those was not taken in and has to wait with all that follow it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub waits: Option<String>,
    /// Canonical records that the changes touched and that the person may see.
    pub records: Vec<Held>,
    /// Next part of feeds that the device does not hold whole.
    pub pages: Vec<Page>,
    /// Feeds that the person may see, read in one batch with the pages.
    pub heads: BTreeMap<String, Head>,
    /// Those of [`Request::kept`] that were erased.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub erased: BTreeSet<String>,
    /// Last change number that the server has of this replica; an older server does not say. Less
    /// than what it had acknowledged means that it was put back to an older state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<u64>,
}

/// What became of a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Number of the change.
    pub seq: u64,
    /// Why it was refused; none when it was applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Path of the field that the code speaks of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// A record and the feeds that hold it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Held {
    /// Names of the feeds, of those that the person may see.
    pub feeds: Vec<String>,
    /// The record.
    pub doc: Box<RawValue>,
}

/// A run of rows of one feed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Page {
    /// Name of the feed.
    pub feed: String,
    /// Records, or [`Gone`] for those that left the feed.
    pub rows: Vec<Box<RawValue>>,
    /// What the device holds after this page.
    pub cursor: Cursor,
}

/// Says that a record left a feed.
#[derive(Debug, Serialize, Deserialize)]
pub struct Gone {
    /// Id of the record.
    #[serde(rename = "gone")]
    pub id: String,
}

/// State of a feed on the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Greatest number given out.
    pub head: u64,
    /// How many records the feed holds.
    pub count: u64,
    /// [`crate::checksum::sum`] over them.
    pub sum: u64,
    /// Up to this number it is forgotten which records left the feed: who holds less than this pulls
    /// the feed afresh.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub floor: u64,
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}

/// What a device that is connected hears when feeds moved. It carries no data: the device asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poke {
    /// Names of the feeds, of those that the person may see.
    pub moved: Vec<String>,
}

/// All that a connected device ever says, to find out whether it still is.
pub const PING: &str = "ping";
/// What it hears then.
pub const PONG: &str = "pong";

/// A request that was not processed. Nothing of it was consumed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// One of [`crate::codes`].
    pub code: String,
    /// The server's clock, milliseconds, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now_ms: Option<i64>,
    /// Last change number that the server has of this replica, where it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mark: Option<u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_is_its_word_and_one_that_nobody_knows_is_no_error() {
        for cause in Cause::ALL {
            let word = format!("\"{}\"", cause.as_str());
            assert_eq!(serde_json::to_string(&cause).ok(), Some(word.clone()));
            assert_eq!(serde_json::from_str::<Cause>(&word).ok(), Some(cause));
        }
        let later = serde_json::from_str::<Cause>("\"by_satellite\"");
        assert_eq!(later.ok(), Some(Cause::Unknown));
    }
}
