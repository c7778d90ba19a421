//! A record as every replica holds it. Keys are one letter because a branch's device holds
//! tens of thousands of records.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::stamp::Stamp;

/// Field values by field name; a keyed map is an object within.
pub type Fields = Map<String, Value>;

/// The merge group that archiving and restoring write.
pub const ARCHIVED: &str = "@archived";

/// One record with everything a merge needs. Unknown members from a newer server are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Name of its kind.
    #[serde(rename = "k")]
    pub kind: String,
    /// Its id, a UUID.
    #[serde(rename = "i")]
    pub id: String,
    /// Counts the changes that the server applied to it; 0 before it reached the server.
    #[serde(rename = "v", default)]
    pub version: u64,
    /// Id of its home branch, for kinds with a home of their own.
    #[serde(rename = "h", default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    /// Ids of further branches that it is shared with.
    #[serde(rename = "b", default, skip_serializing_if = "BTreeSet::is_empty")]
    pub shared: BTreeSet<String>,
    /// Current values.
    #[serde(rename = "f")]
    pub fields: Fields,
    /// Stamp of the create, which counts as a write of every merge group.
    #[serde(rename = "s")]
    pub created: Stamp,
    /// Stamp of the current value, for merge groups written after the create.
    #[serde(rename = "x", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub stamps: BTreeMap<String, Stamp>,
    /// Person who created it.
    #[serde(rename = "p")]
    pub person: String,
    /// Person who wrote the current value, for merge groups written by somebody else.
    #[serde(rename = "w", default, skip_serializing_if = "BTreeMap::is_empty")]
    pub writers: BTreeMap<String, String>,
    /// When it was created by the device's corrected clock, milliseconds.
    #[serde(rename = "t")]
    pub created_ms: i64,
    /// It is put away and can be restored.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// When whoever it is about was erased, milliseconds. Nothing is written to it since.
    #[serde(rename = "e", default, skip_serializing_if = "Option::is_none")]
    pub erased_ms: Option<i64>,
    /// Values that lost against a write that had not seen them, in stamp order.
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

/// A value that somebody wrote without having seen the current one, nor the other way round.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Merge group.
    #[serde(rename = "g")]
    pub group: String,
    /// Stamp of the write that lost.
    #[serde(rename = "s")]
    pub stamp: Stamp,
    /// The value by path, for every path of the group.
    #[serde(rename = "v")]
    pub value: Fields,
    /// Who wrote it.
    #[serde(rename = "p")]
    pub person: String,
    /// When, milliseconds.
    #[serde(rename = "m")]
    pub made_ms: i64,
}

impl Record {
    /// The stamp of a merge group's current value.
    pub fn stamp_of(&self, group: &str) -> Stamp {
        self.stamps.get(group).copied().unwrap_or(self.created)
    }

    /// Who wrote a merge group's current value.
    pub fn writer_of(&self, group: &str) -> &str {
        self.writers.get(group).unwrap_or(&self.person)
    }

    /// The value at a path; `Null` when there is none.
    pub fn get(&self, path: &str) -> &Value {
        const NOTHING: &Value = &Value::Null;
        match path.split_once('/') {
            None if path == ARCHIVED => {
                if self.archived {
                    &Value::Bool(true)
                } else {
                    NOTHING
                }
            }
            None => self.fields.get(path).unwrap_or(NOTHING),
            Some((field, key)) => self
                .fields
                .get(field)
                .and_then(|map| map.get(key))
                .unwrap_or(NOTHING),
        }
    }

    /// Text at a path; empty when there is none.
    pub fn text(&self, path: &str) -> &str {
        self.get(path).as_str().unwrap_or("")
    }

    /// Writes the value at a path; `Null` removes it.
    pub fn put(&mut self, path: &str, value: Value) {
        if path == ARCHIVED {
            self.archived = value == Value::Bool(true);
            return;
        }
        match path.split_once('/') {
            None => put_key(&mut self.fields, path, value),
            Some((field, key)) => {
                let entry = self
                    .fields
                    .entry(field)
                    .or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(map) = entry {
                    put_key(map, key, value);
                    if map.is_empty() {
                        self.fields.remove(field);
                    }
                }
            }
        }
    }
}

fn put_key(map: &mut Fields, key: &str, value: Value) {
    if value.is_null() {
        map.remove(key);
    } else {
        map.insert(key.to_owned(), value);
    }
}
