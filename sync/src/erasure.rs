//! Erasing: what is left of records once the person whom they are about is to be forgotten.
//!
//! An erased record stays, so that the books add up and whatever arrives later is known to be of
//! somebody erased; what it said is gone. Nothing can be written to it any more.

use std::collections::{BTreeMap, BTreeSet};

use domain::schema::{Kind, Scope};
use serde_json::Value;

use crate::change::{Change, Op};
use crate::record::Record;

/// What is left of a record that is erased now: the values that its kind keeps, and whom it follows.
pub fn erased(record: &Record, kind: &Kind, now_ms: i64) -> Record {
    let followed = match kind.scope {
        Scope::Follows(field) => Some(field),
        _ => None,
    };
    let stays = |name: &str| kind.kept.contains(&name) || followed == Some(name);
    let fields = record.fields.iter().filter(|(name, _)| stays(name));
    Record {
        fields: fields
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect(),
        stamps: BTreeMap::new(),
        writers: BTreeMap::new(),
        conflicts: Vec::new(),
        unknown: Default::default(),
        erased_ms: Some(now_ms),
        ..record.clone()
    }
}

/// Those of the changes that are about records: to one of them, naming one, or to a record that one
/// of them makes. The changes come in the order in which they were made, and `ids` grows by the
/// records that those make.
pub fn about<'a>(
    ids: &mut BTreeSet<String>,
    changes: impl IntoIterator<Item = &'a Change>,
) -> Vec<&'a Change> {
    let mut found = Vec::new();
    for change in changes {
        if change.op == Op::Noop || !names_any(change, ids) {
            continue;
        }
        if let Op::Create { .. } = change.op {
            ids.insert(change.record.clone());
        }
        found.push(change);
    }
    found
}

fn names_any(change: &Change, ids: &BTreeSet<String>) -> bool {
    let named = change.fields.values().filter_map(Value::as_str);
    let named = named.chain(change.depends_on.iter().map(String::as_str));
    ids.contains(&change.record) || named.into_iter().any(|id| ids.contains(id))
}

#[cfg(test)]
mod tests {
    use domain::access::Role;
    use domain::schema::{Field, FieldKind, MAX_ENTRIES, Write};
    use serde_json::json;

    use super::*;

    const fn field(name: &'static str) -> Field {
        Field {
            name,
            kind: FieldKind::Text(50),
            required: false,
            group: None,
            write: Write::Role(Role::Staff),
            most: MAX_ENTRIES,
        }
    }

    static PART: Kind = Kind {
        name: "part",
        scope: Scope::Follows("thing"),
        create: Role::Staff,
        archive: Role::Staff,
        create_only: false,
        number: None,
        fields: &[field("thing"), field("code"), field("name")],
        kept: &["code"],
    };

    #[test]
    fn only_what_the_kind_keeps_and_whom_it_follows_stays() {
        let stamp = "0000000000000000";
        let record = json!({
            "k": "part", "i": "p", "v": 3, "h": "b", "b": ["c"], "s": stamp, "p": "x", "t": 7,
            "f": {"thing": "t", "code": "P-1", "name": "secret", "newer": "secret"},
            "w": {"name": "secret"}, "newest": "secret",
        });
        let record: Record = serde_json::from_value(record).expect("a record");
        let left = erased(&record, &PART, 9);
        let text = serde_json::to_string(&left).expect("a text");
        assert!(!text.contains("secret"), "{text}");
        let fields: Vec<&String> = left.fields.keys().collect();
        assert_eq!(fields, ["code", "thing"]);
        assert_eq!((left.erased_ms, left.created_ms), (Some(9), 7));
        assert_eq!((left.home, left.shared), (record.home, record.shared));
    }

    fn change(seq: u64, op: Op, record: &str, names: &str) -> Change {
        let fields = json!({"name": "x", "thing": names});
        Change {
            seq,
            op,
            kind: "part".to_owned(),
            record: record.to_owned(),
            stamp: Default::default(),
            fields: fields.as_object().cloned().unwrap_or_default(),
            bases: BTreeMap::new(),
            settles: BTreeMap::new(),
            person: String::new(),
            made_ms: 0,
            depends_on: Vec::new(),
        }
    }

    #[test]
    fn changes_about_a_record_are_found_over_what_they_make() {
        let create = || Op::Create { home: None };
        let mut needs = change(5, Op::Set, "r", "");
        needs.depends_on.push("p".to_owned());
        let changes = [
            change(1, create(), "other", "u"),
            change(2, create(), "p", "t"),
            change(3, Op::Set, "p", ""),
            change(4, create(), "q", "p"),
            needs,
            change(6, Op::Noop, "t", "t"),
            change(7, Op::Set, "t", ""),
        ];
        let mut ids = BTreeSet::from(["t".to_owned()]);
        let found = about(&mut ids, &changes).into_iter();
        assert_eq!(
            found.map(|one| one.seq).collect::<Vec<_>>(),
            [2, 3, 4, 5, 7]
        );
        assert_eq!(ids, ["p", "q", "t"].map(str::to_owned).into());
    }
}
