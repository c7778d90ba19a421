//! A change: what one person did to one record in one step.

use std::collections::BTreeMap;

use domain::schema::Kind;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::record::{ARCHIVED, Fields};
use crate::stamp::Stamp;

/// One change of one record, numbered within its replica without gaps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Number within the replica, from 1.
    pub seq: u64,
    /// What is done.
    #[serde(flatten)]
    pub op: Op,
    /// Kind of the record.
    pub kind: String,
    /// Id of the record.
    pub record: String,
    /// When, in the order of all replicas.
    pub stamp: Stamp,
    /// Written values by path; `Null` removes. A merge group is always written whole.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    /// Stamp of the value that the person saw, for every written merge group.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub bases: BTreeMap<String, Stamp>,
    /// Stamps of the conflicting values, by merge group, that the person has decided about.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub settles: BTreeMap<String, Vec<Stamp>>,
    /// Who did it.
    pub person: String,
    /// When, by the device's corrected clock, milliseconds.
    pub made_ms: i64,
    /// Ids of records that it refers to and that were not on the server when it was made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
}

/// What a change does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "snake_case")]
pub enum Op {
    /// Makes the record; never overwrites one.
    Create {
        /// Home branch, for kinds with a home of their own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        home: Option<String>,
    },
    /// Writes fields; never makes a record.
    Set,
    /// Puts the record away.
    Archive,
    /// Takes it back.
    Restore,
    /// Lets a further branch see it and what follows it, or no longer.
    Share {
        /// Id of the branch.
        branch: String,
        /// Whether it may see the record from now on.
        on: bool,
    },
    /// Makes another branch its home, with what follows it.
    Move {
        /// Id of the branch.
        branch: String,
    },
    /// Decides about conflicting values without writing any.
    Settle,
    /// Does nothing; keeps the number of a discarded change.
    Noop,
}

impl Change {
    /// The written values, by merge group.
    pub fn writes(&self, kind: &Kind) -> BTreeMap<String, Fields> {
        let mut groups: BTreeMap<String, Fields> = BTreeMap::new();
        match self.op {
            Op::Archive => archived(&mut groups, Value::Bool(true)),
            Op::Restore => archived(&mut groups, Value::Null),
            Op::Set => {
                for (path, value) in &self.fields {
                    let group = kind.group(path).to_owned();
                    groups
                        .entry(group)
                        .or_default()
                        .insert(path.clone(), value.clone());
                }
            }
            _ => {}
        }
        groups
    }

    /// The change without what it said and did; only number, kind, record and stamp are left.
    pub fn to_noop(&self) -> Self {
        Self {
            op: Op::Noop,
            fields: Fields::new(),
            bases: BTreeMap::new(),
            settles: BTreeMap::new(),
            depends_on: Vec::new(),
            ..self.clone()
        }
    }

    /// The stamp that the write of this merge group is based on.
    pub fn base_of(&self, group: &str) -> Option<Stamp> {
        self.bases.get(group).copied()
    }
}

fn archived(groups: &mut BTreeMap<String, Fields>, value: Value) {
    groups.insert(
        ARCHIVED.to_owned(),
        Fields::from_iter([(ARCHIVED.to_owned(), value)]),
    );
}
