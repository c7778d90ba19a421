use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::change::{Change, Op};
use crate::stamp::Stamp;
use crate::store::Durability;

/// What an outbox must agree with.
type Model = BTreeMap<u64, Change>;

fn stamp(ms: u64) -> Stamp {
    Stamp {
        ms,
        counter: 1,
        replica: 7,
    }
}

fn some_op() -> impl Strategy<Value = Op> {
    prop_oneof![
        Just(Op::Create { home: None }),
        Just(Op::Create {
            home: Some("b1".to_owned())
        }),
        Just(Op::Set),
        Just(Op::Archive),
        Just(Op::Share {
            branch: "b\"2".to_owned(),
            on: true
        }),
        Just(Op::Settle),
        Just(Op::Noop),
    ]
}

fn some_fields() -> impl Strategy<Value = Map<String, Value>> {
    let entry = ("[a-c]{1,2}", any::<String>(), any::<i64>());
    prop::collection::vec(entry, 0..3).prop_map(|entries| {
        let value = |text, number| json!({"t": text, "n": [number, null], "record": "no"});
        let entries = entries.into_iter();
        entries
            .map(|(name, text, number)| (name, value(text, number)))
            .collect()
    })
}

fn some_change() -> impl Strategy<Value = Change> {
    let numbers = (1..40_u64, 0..9_u64, 0..9_u64);
    let needs = prop::collection::btree_set(0..9_u8, 0..3);
    (numbers, some_op(), some_fields(), needs, any::<String>()).prop_map(
        |((seq, record, base), op, fields, needs, person)| Change {
            seq,
            op,
            kind: "thing".to_owned(),
            record: format!("r{record}"),
            stamp: stamp(seq + base),
            fields,
            bases: (0..base % 3).map(|n| (format!("g{n}"), stamp(n))).collect(),
            settles: (0..base / 4)
                .map(|n| (format!("s{n}"), vec![stamp(n)]))
                .collect(),
            person,
            made_ms: -1,
            depends_on: needs.into_iter().map(|n| format!("r{n}")).collect(),
        },
    )
}

/// Changes that are put in, and numbers that are taken out.
fn some_steps() -> impl Strategy<Value = Vec<Result<Change, u64>>> {
    let step = prop_oneof![
        3 => some_change().prop_map(Ok),
        1 => (1..40_u64).prop_map(Err),
    ];
    prop::collection::vec(step, 0..60)
}

fn follow(outbox: &mut Outbox, model: &mut Model, steps: Vec<Result<Change, u64>>) {
    for step in steps {
        match step {
            Ok(change) => {
                outbox.put(Queued::from(change.clone()));
                model.insert(change.seq, change);
            }
            Err(seq) => {
                let taken = outbox.remove(seq).map(|queued| queued.change());
                assert_eq!(taken, model.remove(&seq));
            }
        }
    }
}

/// More than one node of the maps holds, so that copies share some of them.
fn long(least: u64) -> (Outbox, Model) {
    let change = |seq| Change {
        seq,
        op: Op::Set,
        kind: "thing".to_owned(),
        record: format!("r{}", seq % 10),
        stamp: stamp(seq),
        fields: Map::new(),
        bases: BTreeMap::new(),
        settles: BTreeMap::new(),
        person: "p".to_owned(),
        made_ms: 0,
        depends_on: Vec::new(),
    };
    let (mut outbox, mut model) = <(Outbox, Model)>::default();
    let steps = (least..least + 300).map(|seq| Ok(change(seq))).collect();
    follow(&mut outbox, &mut model, steps);
    (outbox, model)
}

fn changes<'a>(of: impl Iterator<Item = &'a Arc<Queued>>) -> Vec<Change> {
    of.map(|queued| queued.change()).collect()
}

fn agree(outbox: &Outbox, model: &Model) {
    let all: Vec<Change> = model.values().cloned().collect();
    assert_eq!(changes(outbox.iter()), all);
    let effective: Vec<Change> = all.into_iter().filter(|one| one.op != Op::Noop).collect();
    assert_eq!(changes(outbox.effective()), effective);
    assert_eq!(outbox.pending(), effective.len());
    let records = effective.iter().map(|one| one.record.as_str()).collect();
    assert_eq!(outbox.records(), records);
    for record in (0..10).map(|n| format!("r{n}")) {
        let of = effective.iter().filter(|one| one.record == record);
        assert_eq!(changes(outbox.of(&record)), of.cloned().collect::<Vec<_>>());
        assert_eq!(outbox.is_pending(&record), records.contains(&*record));
        assert_eq!(
            outbox.dependents(&record, 5),
            dependents(&effective, &record, 5)
        );
    }
}

/// The same by walking through all of them in order.
fn dependents(effective: &[Change], created: &str, after: u64) -> BTreeSet<u64> {
    let mut created = BTreeSet::from([created.to_owned()]);
    let mut found = BTreeSet::new();
    for change in effective.iter().filter(|change| change.seq > after) {
        let mut about = change.depends_on.iter().chain([&change.record]);
        if about.any(|record| created.contains(record)) {
            found.insert(change.seq);
            if let Op::Create { .. } = change.op {
                created.insert(change.record.clone());
            }
        }
    }
    found
}

/// The rows that lie on the device after a batch.
fn written(batch: Batch) -> BTreeMap<String, Option<Vec<u8>>> {
    let rows = batch.rows.into_iter();
    rows.map(|(_, key, bytes)| (key, bytes)).collect()
}

/// The rows in which two models differ.
fn differing(before: &Model, after: &Model) -> BTreeMap<String, Option<Vec<u8>>> {
    let row = |seq: &u64| {
        let bytes = |change| serde_json::to_vec(change).expect("JSON");
        (format!("{seq:016}"), after.get(seq).map(bytes))
    };
    let seqs: BTreeSet<&u64> = before.keys().chain(after.keys()).collect();
    let seqs = seqs.into_iter();
    seqs.filter(|seq| before.get(seq) != after.get(seq))
        .map(row)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn it_agrees_with_a_plain_map_after_any_steps(steps in some_steps()) {
        let (mut outbox, mut model) = <(Outbox, Model)>::default();
        follow(&mut outbox, &mut model, steps);
        agree(&outbox, &model);
    }

    #[test]
    fn a_write_holds_just_the_rows_that_differ(
        least in 1..60_u64, steps in some_steps(), undone in any::<bool>(),
    ) {
        let (mut outbox, mut model) = long(least);
        let before = (outbox.clone(), model.clone());
        follow(&mut outbox, &mut model, steps);
        if undone {
            (outbox, model) = before.clone();
        }
        let kept = changes(before.0.iter());
        prop_assert!(kept.iter().eq(before.1.values()), "the copy changed with it");
        let mut batch = Batch::new(None, Durability::Strict);
        outbox.write_difference(&before.0, &mut batch);
        prop_assert_eq!(written(batch), differing(&before.1, &model));
    }

    #[test]
    fn nothing_of_a_change_is_lost_in_its_text(change in some_change()) {
        let queued = Queued::from(change.clone());
        let text = serde_json::to_string(&change).expect("JSON");
        prop_assert_eq!(queued.text(), text.as_str());
        prop_assert_eq!(Queued::read(&text), Some(queued.clone()));
        prop_assert!(queued.is(&change));
        prop_assert_eq!(queued.change(), change);
    }
}

#[test]
fn a_row_that_is_no_change_is_unreadable() {
    let row = r#"{"seq":1,"op":"set","kind":"k","record":"r","stamp":"0000000000000001","fields":{"a":1},"person":"p","made_ms":1}"#;
    let load = |text: &str| Outbox::load(vec![("1".to_owned(), text.into())]).map(|_| ());
    assert_eq!(load(row), Ok(()));
    for (part, broken) in [
        (r#"{"a":1}"#, "[1]"),
        (r#"{"a":1}"#, r#"{"a":}"#),
        (r#""op":"set""#, r#""op":"other""#),
        (r#""person":"p","#, ""),
        (r#""kind":"k""#, r#""kind":7"#),
        (r#""made_ms":1}"#, r#""made_ms":1"#),
    ] {
        let text = row.replace(part, broken);
        let unreadable = Err(StoreError::Unreadable("1".to_owned()));
        assert_eq!(load(&text), unreadable, "{text}");
    }
}
