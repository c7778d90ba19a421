//! Merge per field group: the greater stamp wins, and a value that the winner had not seen is
//! kept as a conflict. The result depends on the set of changes alone, never on their order
//! of arrival.

mod condense;

use std::collections::{BTreeMap, BTreeSet};

use domain::schema::Kind;
use serde_json::Value;

use crate::change::{Change, Op};
use crate::record::{ARCHIVED, Conflict, Fields, Record};
use crate::stamp::Stamp;

pub use condense::condense;

/// Most conflicts that travel within a record for one merge group; the latest are kept, the
/// others are in the history.
pub const MAX_CONFLICTS: usize = 8;

/// Applies a change to the canonical record. `history` are all changes applied to it before, in
/// any order; it is looked at only when [`needs_history`] says so.
pub fn merge(record: &mut Record, kind: &Kind, change: &Change, history: &[Change]) {
    for (group, value) in change.writes(kind) {
        if is_plain_overwrite(record, change, &group) {
            record
                .conflicts
                .retain(|other| other.group != group || other.value != value);
            overwrite(record, &group, value, change);
        } else {
            resolve(record, kind, &group, history, change);
        }
    }
    for (group, stamps) in &change.settles {
        if is_full(record, group) {
            resolve(record, kind, group, history, change);
        } else {
            record
                .conflicts
                .retain(|other| other.group != *group || !stamps.contains(&other.stamp));
        }
    }
}

/// Whether [`merge`] needs the record's history to apply the change.
pub fn needs_history(record: &Record, kind: &Kind, change: &Change) -> bool {
    change
        .writes(kind)
        .keys()
        .any(|group| !is_plain_overwrite(record, change, group))
        || change.settles.keys().any(|group| is_full(record, group))
}

/// Shows an unsent change over what the server sent last. Conflicts are the server's to find.
pub fn replay(record: &mut Record, kind: &Kind, change: &Change) {
    if record.erased_ms.is_some() {
        return;
    }
    match &change.op {
        Op::Move { branch } => record.home = Some(branch.clone()),
        Op::Share { branch, on: true } => {
            record.shared.insert(branch.clone());
        }
        Op::Share { branch, on: false } => {
            record.shared.remove(branch);
        }
        _ => {}
    }
    for (group, value) in change.writes(kind) {
        if change.stamp > record.stamp_of(&group) {
            overwrite(record, &group, value, change);
        }
    }
    for (group, stamps) in &change.settles {
        record
            .conflicts
            .retain(|other| other.group != *group || !stamps.contains(&other.stamp));
    }
}

/// The record that a create makes; none for any other change.
pub fn created(change: &Change) -> Option<Record> {
    let Op::Create { home } = &change.op else {
        return None;
    };
    let mut record = Record {
        kind: change.kind.clone(),
        id: change.record.clone(),
        version: 0,
        home: home.clone(),
        shared: BTreeSet::new(),
        fields: Fields::new(),
        created: change.stamp,
        stamps: BTreeMap::new(),
        person: change.person.clone(),
        writers: BTreeMap::new(),
        created_ms: change.made_ms,
        archived: false,
        erased_ms: None,
        conflicts: Vec::new(),
        unknown: Fields::new(),
    };
    for (path, value) in &change.fields {
        record.put(path, value.clone());
    }
    Some(record)
}

fn is_plain_overwrite(record: &Record, change: &Change, group: &str) -> bool {
    let current = record.stamp_of(group);
    change.base_of(group) == Some(current) && change.stamp > current && !is_full(record, group)
}

fn is_full(record: &Record, group: &str) -> bool {
    record
        .conflicts
        .iter()
        .filter(|other| other.group == group)
        .count()
        >= MAX_CONFLICTS
}

fn overwrite(record: &mut Record, group: &str, value: Fields, change: &Change) {
    for (path, value) in value {
        record.put(&path, value);
    }
    record.stamps.insert(group.to_owned(), change.stamp);
    if change.person == record.person {
        record.writers.remove(group);
    } else {
        record
            .writers
            .insert(group.to_owned(), change.person.clone());
    }
}

/// One write of one merge group.
struct Write<'a> {
    value: Fields,
    base: Option<Stamp>,
    change: &'a Change,
}

/// Finds winner and conflicts of one merge group from all its writes.
fn resolve(record: &mut Record, kind: &Kind, group: &str, history: &[Change], change: &Change) {
    let all = || history.iter().chain([change]);
    let writes: BTreeMap<Stamp, Write<'_>> = all()
        .filter_map(|change| Some((change.stamp, write_of(kind, group, change)?)))
        .collect();
    let Some((&latest, winner)) = writes.last_key_value() else {
        return;
    };
    let settled: BTreeSet<Stamp> = all()
        .filter_map(|change| change.settles.get(group))
        .flatten()
        .copied()
        .collect();
    let conflicts = find_conflicts(group, &writes, latest, &settled);
    let (value, winner) = (winner.value.clone(), winner.change);
    if latest != record.created {
        overwrite(record, group, value, winner);
    }
    record.conflicts.retain(|other| other.group != group);
    record.conflicts.extend(conflicts);
    record
        .conflicts
        .sort_by(|a, b| (a.stamp, &a.group).cmp(&(b.stamp, &b.group)));
}

fn write_of<'a>(kind: &Kind, group: &str, change: &'a Change) -> Option<Write<'a>> {
    let value = match change.op {
        Op::Create { .. } => initial(kind, group, &change.fields),
        _ => change.writes(kind).remove(group)?,
    };
    Some(Write {
        value,
        base: change.base_of(group),
        change,
    })
}

/// What a create says about a merge group: every path of it, absent ones as `Null`.
fn initial(kind: &Kind, group: &str, fields: &Fields) -> Fields {
    let paths = if group == ARCHIVED {
        vec![ARCHIVED]
    } else {
        kind.members(group)
    };
    paths
        .into_iter()
        .map(|path| (path.to_owned(), at(fields, path)))
        .collect()
}

fn at(fields: &Fields, path: &str) -> Value {
    if let Some(value) = fields.get(path) {
        return value.clone();
    }
    let inner = path
        .split_once('/')
        .and_then(|(field, key)| fields.get(field)?.get(key));
    inner.cloned().unwrap_or(Value::Null)
}

/// Values nobody built on, less the winner's, its ancestors' and the settled ones.
fn find_conflicts(
    group: &str,
    writes: &BTreeMap<Stamp, Write<'_>>,
    winner: Stamp,
    settled: &BTreeSet<Stamp>,
) -> Vec<Conflict> {
    let built_on: BTreeSet<Stamp> = writes.values().filter_map(|write| write.base).collect();
    let known = ancestors(writes, winner);
    let mut conflicts: Vec<Conflict> = writes
        .iter()
        .filter(|(stamp, _)| !built_on.contains(stamp) && !settled.contains(stamp))
        .filter(|(_, write)| !known.contains(&&write.value))
        .map(|(stamp, write)| Conflict {
            group: group.to_owned(),
            stamp: *stamp,
            value: write.value.clone(),
            person: write.change.person.clone(),
            made_ms: write.change.made_ms,
        })
        .collect();
    let surplus = conflicts.len().saturating_sub(MAX_CONFLICTS);
    conflicts.drain(..surplus);
    conflicts
}

/// The values that the writer of `stamp` had seen, its own first.
fn ancestors<'a>(writes: &'a BTreeMap<Stamp, Write<'_>>, stamp: Stamp) -> Vec<&'a Fields> {
    let mut values = Vec::new();
    let mut next = Some(stamp);
    while let Some(write) = next.and_then(|stamp| writes.get(&stamp)) {
        values.push(&write.value);
        // A base is earlier than what is built on it, or a hostile chain could be a ring.
        next = write.base.filter(|base| *base < write.change.stamp);
    }
    values
}

#[cfg(test)]
mod tests;
