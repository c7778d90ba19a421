use domain::access::Role;
use domain::schema::{Field, FieldKind, Kind, MAX_ENTRIES, Scope, Write as Access};
use proptest::prelude::*;
use serde_json::json;

use super::*;

const fn field(name: &'static str, group: Option<&'static str>) -> Field {
    let kind = FieldKind::Text(100);
    Field {
        name,
        kind,
        required: false,
        group,
        write: Access::Role(Role::Staff),
        most: MAX_ENTRIES,
    }
}

static THING: Kind = Kind {
    name: "thing",
    scope: Scope::Company,
    create: Role::Staff,
    archive: Role::Staff,
    create_only: false,
    number: None,
    kept: &[],
    fields: &[
        field("name", None),
        field("street", Some("address")),
        field("city", Some("address")),
        Field {
            name: "phones",
            kind: FieldKind::Map(&[]),
            required: false,
            group: None,
            write: Access::Role(Role::Staff),
            most: MAX_ENTRIES,
        },
    ],
};

fn stamp(ms: u64, replica: u32) -> Stamp {
    Stamp {
        ms,
        counter: 0,
        replica,
    }
}

fn change(op: Op, at: Stamp, fields: serde_json::Value) -> Change {
    Change {
        seq: 1,
        op,
        kind: "thing".into(),
        record: "r".into(),
        stamp: at,
        fields: fields.as_object().cloned().unwrap_or_default(),
        bases: BTreeMap::new(),
        settles: BTreeMap::new(),
        person: format!("person {}", at.replica),
        made_ms: 0,
        depends_on: Vec::new(),
    }
}

fn create() -> Change {
    change(
        Op::Create { home: None },
        stamp(1, 1),
        json!({"name": "start"}),
    )
}

fn set(at: Stamp, base: Stamp, name: &str) -> Change {
    let mut change = change(Op::Set, at, json!({"name": name}));
    change.bases.insert("name".into(), base);
    change
}

fn merged(changes: &[Change]) -> Record {
    let mut record = created(&changes[0]).expect("the first change creates");
    for (index, change) in changes.iter().enumerate().skip(1) {
        merge(&mut record, &THING, change, &changes[..index]);
    }
    record
}

fn conflicting(record: &Record) -> Vec<&str> {
    record
        .conflicts
        .iter()
        .filter_map(|conflict| conflict.value["name"].as_str())
        .collect()
}

#[test]
fn an_overwrite_of_what_one_saw_is_no_conflict() {
    let record = merged(&[
        create(),
        set(stamp(2, 2), stamp(1, 1), "a"),
        set(stamp(3, 3), stamp(2, 2), "b"),
    ]);
    assert_eq!((record.text("name"), conflicting(&record)), ("b", vec![]));
}

#[test]
fn the_later_of_two_blind_writes_wins_and_the_earlier_is_a_conflict() {
    let (early, late) = (
        set(stamp(2, 2), stamp(1, 1), "a"),
        set(stamp(3, 3), stamp(1, 1), "b"),
    );
    for order in [[&early, &late], [&late, &early]] {
        let record = merged(&[create(), order[0].clone(), order[1].clone()]);
        assert_eq!(
            (record.text("name"), conflicting(&record)),
            ("b", vec!["a"])
        );
        assert_eq!(record.writer_of("name"), "person 3");
    }
}

#[test]
fn a_settled_conflict_is_gone_and_stays_gone() {
    let mut settle = change(Op::Settle, stamp(4, 4), json!({}));
    settle.settles.insert("name".into(), vec![stamp(2, 2)]);
    let writes = [
        set(stamp(2, 2), stamp(1, 1), "a"),
        set(stamp(3, 3), stamp(1, 1), "b"),
    ];
    let late = set(stamp(5, 5), stamp(1, 1), "c");
    let record = merged(&[create(), writes[0].clone(), writes[1].clone(), settle, late]);
    assert_eq!(
        (record.text("name"), conflicting(&record)),
        ("c", vec!["b"])
    );
}

#[test]
fn the_same_value_twice_is_no_conflict() {
    let record = merged(&[
        create(),
        set(stamp(2, 2), stamp(1, 1), "a"),
        set(stamp(3, 3), stamp(1, 1), "a"),
    ]);
    assert_eq!(conflicting(&record), Vec::<&str>::new());
}

#[test]
fn fields_of_a_group_win_together_and_map_keys_alone() {
    let mut left = change(
        Op::Set,
        stamp(2, 2),
        json!({"street": "A 1", "city": "A", "phones/a": {"number": "1"}}),
    );
    let mut right = change(
        Op::Set,
        stamp(3, 3),
        json!({"street": "B 2", "city": null, "phones/b": {"number": "2"}}),
    );
    for change in [&mut left, &mut right] {
        change.bases = [
            ("address", stamp(1, 1)),
            ("phones/a", stamp(1, 1)),
            ("phones/b", stamp(1, 1)),
        ]
        .map(|(group, base)| (group.to_owned(), base))
        .into();
    }
    let record = merged(&[create(), right, left]);
    assert_eq!((record.text("street"), record.text("city")), ("B 2", ""));
    assert_eq!(
        record.fields["phones"],
        json!({"a": {"number": "1"}, "b": {"number": "2"}})
    );
    assert_eq!(record.conflicts.len(), 1);
    assert_eq!(
        record.conflicts[0].value,
        *json!({"street": "A 1", "city": "A"})
            .as_object()
            .expect("an object")
    );
}

/// Histories in which every write is based on some earlier one.
fn histories() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, 0..3_u8), 1..14).prop_map(
        |steps| {
            let mut changes = vec![create()];
            for (index, (base, name, what)) in steps.iter().enumerate() {
                let at = stamp(index as u64 + 2, index as u32 + 2);
                let bases: Vec<Stamp> = changes
                    .iter()
                    .filter(|change| change.op != Op::Settle)
                    .map(|change| change.stamp)
                    .collect();
                let base = bases[base.index(bases.len())];
                let mut next = set(at, base, &format!("v{name}"));
                if *what == 0 {
                    next.op = Op::Settle;
                    next.fields.clear();
                    next.bases.clear();
                    next.settles.insert("name".into(), vec![base]);
                }
                changes.push(next);
            }
            changes
        },
    )
}

#[test]
fn old_history_shrinks_to_the_create_and_the_winners() {
    let mut both = set(stamp(3, 3), stamp(2, 2), "b");
    both.fields
        .insert("phones/a".into(), json!({"number": "1"}));
    both.bases.insert("phones/a".into(), stamp(1, 1));
    let history = [
        create(),
        set(stamp(2, 2), stamp(1, 1), "a"),
        both,
        set(stamp(4, 4), stamp(3, 3), "c"),
    ];
    let mut phone = change(Op::Set, stamp(3, 3), json!({"phones/a": {"number": "1"}}));
    phone.bases.insert("phones/a".into(), stamp(1, 1));
    let left = vec![create(), phone, set(stamp(4, 4), stamp(1, 1), "c")];
    assert_eq!(condense(&THING, &history), Some(left));
    assert_eq!(condense(&THING, &history[1..]), None);
}

proptest! {
    #[test]
    fn what_is_condensed_merges_as_before(history in histories(), at in any::<prop::sample::Index>()) {
        let (old, new) = history.split_at(1 + at.index(history.len()));
        prop_assume!(merged(old).conflicts.is_empty());
        let mut left = condense(&THING, old).expect("a create");
        let kept: BTreeSet<Stamp> = left.iter().chain(new).map(|change| change.stamp).collect();
        let mut record = merged(old);
        for change in new {
            merge(&mut record, &THING, change, &left);
            left.push(change.clone());
        }
        let expected = merged(&history);
        prop_assert_eq!(&record.fields, &expected.fields);
        prop_assert_eq!(&record.stamps, &expected.stamps);
        prop_assert_eq!(&record.writers, &expected.writers);
        let found: BTreeSet<Stamp> = record.conflicts.iter().map(|one| one.stamp).collect();
        for conflict in expected.conflicts.iter().filter(|one| kept.contains(&one.stamp)) {
            prop_assert!(found.contains(&conflict.stamp), "{:?} is missed", conflict);
        }
        prop_assert!(found.is_subset(&kept));
    }

    #[test]
    fn the_order_of_arrival_does_not_matter(history in histories(), seed in any::<u64>()) {
        let expected = merged(&history);
        let mut shuffled = history[1..].to_vec();
        let mut random = seed | 1;
        for index in (1..shuffled.len()).rev() {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            shuffled.swap(index, (random >> 33) as usize % (index + 1));
        }
        shuffled.insert(0, history[0].clone());
        prop_assert_eq!(merged(&shuffled), expected);
    }
}
