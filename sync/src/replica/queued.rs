//! An unsent change as it lies in memory: what is asked of it often, beside its text.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::unkept::UnkeptObject;
use crate::change::{Change, Op};
use crate::stamp::Stamp;

/// An unsent change. Decoded it would take about ten times the room of its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Queued {
    /// Number within the replica.
    pub seq: u64,
    /// What is done.
    pub op: Op,
    /// Id of the record.
    pub record: Arc<str>,
    /// When, in the order of all replicas.
    pub stamp: Stamp,
    /// Stamp of the value that the person saw, for every written merge group.
    pub bases: BTreeMap<String, Stamp>,
    /// Ids of records that it refers to and that were not on the server when it was made.
    pub depends_on: Vec<String>,
    /// The change as JSON.
    text: Box<str>,
}

/// What is kept of a text. The other members are only checked, so that [`Queued::change`] can
/// decode whatever was read.
#[derive(Deserialize)]
struct Header<'a> {
    seq: u64,
    #[serde(flatten)]
    op: Op,
    #[serde(borrow)]
    record: Cow<'a, str>,
    stamp: Stamp,
    #[serde(default)]
    bases: BTreeMap<String, Stamp>,
    #[serde(default)]
    depends_on: Vec<String>,
    #[serde(borrow, rename = "kind")]
    _kind: Cow<'a, str>,
    #[serde(default, rename = "fields")]
    _fields: UnkeptObject,
    #[serde(default, rename = "settles")]
    _settles: BTreeMap<String, Vec<Stamp>>,
    #[serde(borrow, rename = "person")]
    _person: Cow<'a, str>,
    #[serde(rename = "made_ms")]
    _made_ms: i64,
}

impl Queued {
    /// Reads what lies on the device, without decoding the fields.
    pub fn read(text: &str) -> Option<Self> {
        let header: Header<'_> = serde_json::from_str(text).ok()?;
        Some(Self {
            seq: header.seq,
            op: header.op,
            record: header.record.into(),
            stamp: header.stamp,
            bases: header.bases,
            depends_on: header.depends_on,
            text: text.into(),
        })
    }

    /// The decoded change.
    pub fn change(&self) -> Change {
        serde_json::from_str(&self.text).expect("it was encoded here, or checked when it was read")
    }

    /// The change as JSON, as it lies on the device.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it does anything.
    pub fn is_effective(&self) -> bool {
        self.op != Op::Noop
    }

    /// Whether it makes its record.
    pub fn creates(&self) -> bool {
        matches!(self.op, Op::Create { .. })
    }

    /// Whether this is still the very change that was sent. What is written under a stamp stays
    /// the same unless the change is taken back, and then its operation is another. Bases are not
    /// compared: another takes the place of one that was refused meanwhile.
    pub fn is(&self, sent: &Change) -> bool {
        self.seq == sent.seq
            && self.stamp == sent.stamp
            && self.op == sent.op
            && *self.record == *sent.record
            && self.depends_on == sent.depends_on
    }
}

impl From<Change> for Queued {
    fn from(change: Change) -> Self {
        let text = serde_json::to_string(&change)
            .expect("text, numbers and maps with text keys can always be said in JSON");
        Self {
            seq: change.seq,
            op: change.op,
            record: change.record.into(),
            stamp: change.stamp,
            bases: change.bases,
            depends_on: change.depends_on,
            text: text.into(),
        }
    }
}
