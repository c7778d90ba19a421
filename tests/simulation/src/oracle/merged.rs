//! The rule of merges written down a second time, from the set of changes alone: whatever order
//! they arrived in, values and conflicts are these.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::SCHEMA;
use domain::schema::{Kind, Write};
use serde_json::Value;
use sync::change::{Change, Op};
use sync::merge::MAX_CONFLICTS;
use sync::record::{ARCHIVED, Fields, Record};
use sync::stamp::Stamp;

use super::Records;
use crate::world::World;

impl World {
    /// Every record is what its history says.
    pub(super) fn check_merges(&self, records: &Records) {
        let histories = self.histories();
        let all = records.values();
        for record in all.filter(|record| record.erased_ms.is_none()) {
            let kind = SCHEMA.kind(&record.kind).expect("a known kind");
            check_record(kind, record, &histories[&record.id]);
            // A restored server has lost what some changes are based on.
            if !self.server.was_restored() {
                check_bases(&histories[&record.id]);
            }
        }
    }
}

/// One write of one merge group.
struct Written<'a> {
    value: Fields,
    base: Option<Stamp>,
    change: &'a Change,
}

/// Every change is based on one that was applied, never on one that was refused.
fn check_bases(history: &[Change]) {
    let stamps: BTreeSet<Stamp> = history.iter().map(|change| change.stamp).collect();
    for change in history {
        for base in change.bases.values() {
            assert!(stamps.contains(base), "based on nothing: {change:?}");
        }
    }
}

fn check_record(kind: &Kind, record: &Record, history: &[Change]) {
    let mut groups: BTreeSet<String> = BTreeSet::from([ARCHIVED.to_owned()]);
    for change in history {
        let paths = change.fields.keys().filter(|_| change.op == Op::Set);
        groups.extend(paths.map(|path| kind.group(path).to_owned()));
    }
    let mut expected = Vec::new();
    for group in &groups {
        let writes = writes_of(kind, group, history);
        let (stamp, winner) = writes.last_key_value().expect("a create");
        for (path, value) in &winner.value {
            assert_eq!(record.get(path), value, "{path} of {}", record.id);
        }
        assert_eq!(record.stamp_of(group), *stamp, "{group} of {}", record.id);
        let writer = record.writer_of(group);
        assert_eq!(writer, winner.change.person, "{group} of {}", record.id);
        expected.extend(conflicts(&writes, group, history));
    }
    let found = record.conflicts.iter().map(|conflict| {
        let value = Value::Object(conflict.value.clone());
        (conflict.group.clone(), conflict.stamp, value)
    });
    let found: BTreeSet<_> = found.map(|parts| format!("{parts:?}")).collect();
    let expected: BTreeSet<_> = expected.iter().map(|parts| format!("{parts:?}")).collect();
    assert_eq!(found, expected, "conflicts of {}", record.id);
    check_untouched(kind, record, history, &groups);
}

/// What nobody wrote since the create is what that said.
fn check_untouched(kind: &Kind, record: &Record, history: &[Change], groups: &BTreeSet<String>) {
    let create = history.iter().find(|change| is_create(change));
    for (name, value) in &create.expect("a create").fields {
        let written = |group: &String| {
            *group == kind.group(name) || group.split('/').next() == Some(name.as_str())
        };
        if !groups.iter().any(written) {
            assert_eq!(record.get(name), value, "{name} of {}", record.id);
        }
    }
    for name in record.fields.keys() {
        let field = kind.field(name).expect("a known field");
        let is_explained = field.write == Write::Server
            || history.iter().any(|change| {
                let paths = change.fields.keys();
                paths
                    .into_iter()
                    .any(|path| path.split('/').next() == Some(name.as_str()))
            });
        assert!(is_explained, "{name} of {} is nobody's", record.id);
    }
}

fn is_create(change: &Change) -> bool {
    matches!(change.op, Op::Create { .. })
}

fn writes_of<'a>(kind: &Kind, group: &str, history: &'a [Change]) -> BTreeMap<Stamp, Written<'a>> {
    let mut writes = BTreeMap::new();
    for change in history {
        let value = match change.op {
            Op::Create { .. } => Some(initial(kind, group, &change.fields)),
            Op::Archive if group == ARCHIVED => Some(archived(Value::Bool(true))),
            Op::Restore if group == ARCHIVED => Some(archived(Value::Null)),
            Op::Set => {
                let paths = change.fields.iter();
                let own = paths.filter(|(path, _)| kind.group(path) == group);
                let own: Fields = own
                    .map(|(path, value)| (path.clone(), value.clone()))
                    .collect();
                (!own.is_empty()).then_some(own)
            }
            _ => None,
        };
        if let Some(value) = value {
            let base = change.base_of(group);
            writes.insert(
                change.stamp,
                Written {
                    value,
                    base,
                    change,
                },
            );
        }
    }
    writes
}

fn archived(value: Value) -> Fields {
    Fields::from_iter([(ARCHIVED.to_owned(), value)])
}

fn initial(kind: &Kind, group: &str, fields: &Fields) -> Fields {
    if group == ARCHIVED {
        return archived(Value::Null);
    }
    let at = |path: &str| match path.split_once('/') {
        Some((field, key)) => fields.get(field).and_then(|map| map.get(key)),
        None => fields.get(path),
    };
    let members = kind.members(group).into_iter();
    members
        .map(|path| (path.to_owned(), at(path).cloned().unwrap_or_default()))
        .collect()
}

/// Leaves of the forest of writes, less the winner's line and what was settled; the latest few.
fn conflicts(
    writes: &BTreeMap<Stamp, Written<'_>>,
    group: &str,
    history: &[Change],
) -> Vec<(String, Stamp, Value)> {
    let settled: BTreeSet<Stamp> = history
        .iter()
        .filter_map(|change| change.settles.get(group))
        .flatten()
        .copied()
        .collect();
    let bases: BTreeSet<Stamp> = writes.values().filter_map(|write| write.base).collect();
    let mut line = Vec::new();
    let mut next = writes.last_key_value().map(|(stamp, _)| *stamp);
    while let Some(write) = next.and_then(|stamp| writes.get(&stamp)) {
        line.push(&write.value);
        next = write.base;
    }
    let leaves = writes.iter().rev().filter(|(stamp, write)| {
        !bases.contains(stamp) && !settled.contains(stamp) && !line.contains(&&write.value)
    });
    let latest = leaves.take(MAX_CONFLICTS);
    latest
        .map(|(stamp, write)| {
            let value = Value::Object(write.value.clone());
            (group.to_owned(), *stamp, value)
        })
        .collect()
}
