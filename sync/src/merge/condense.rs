//! Shortening old history so that merges go on finding the same values.

use std::collections::BTreeMap;

use domain::schema::Kind;

use crate::change::{Change, Op};
use crate::record::Fields;
use crate::stamp::Stamp;

/// What is left of the `old` changes of one record without open conflicts: its create, and of
/// every merge group the write that won among them, as if made from the create. In the place of
/// the old ones they lead any newer change to the same winner. A newer change that loses against
/// what is left may be a conflict where its value had been seen before, never the other way round.
///
/// Answers `None` where the create is not among them.
pub fn condense(kind: &Kind, old: &[Change]) -> Option<Vec<Change>> {
    let is_create = |change: &&Change| matches!(change.op, Op::Create { .. });
    let create = old.iter().find(is_create)?;
    let winners = winners(kind, old);
    let mut left = vec![create.clone()];
    for change in old.iter().filter(|change| !is_create(change)) {
        let writes = change.writes(kind);
        let won = writes.into_iter();
        let won = won.filter(|(group, _)| winners.get(group) == Some(&change.stamp));
        let won: BTreeMap<String, Fields> = won.collect();
        if !won.is_empty() {
            left.push(reduced(change, won, create.stamp));
        }
    }
    Some(left)
}

/// The greatest stamp of every merge group that anybody wrote.
fn winners(kind: &Kind, changes: &[Change]) -> BTreeMap<String, Stamp> {
    let mut winners = BTreeMap::new();
    for change in changes {
        for group in change.writes(kind).into_keys() {
            let latest = winners.entry(group).or_insert(change.stamp);
            *latest = change.stamp.max(*latest);
        }
    }
    winners
}

/// A change that writes these groups alone.
fn reduced(change: &Change, groups: BTreeMap<String, Fields>, base: Stamp) -> Change {
    Change {
        bases: groups.keys().map(|group| (group.clone(), base)).collect(),
        fields: match change.op {
            Op::Set => groups.into_values().flatten().collect(),
            _ => Fields::new(),
        },
        settles: BTreeMap::new(),
        depends_on: Vec::new(),
        ..change.clone()
    }
}
