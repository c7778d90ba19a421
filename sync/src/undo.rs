//! Taking back a change that everybody has seen: a new change writes what stood there before.

use domain::schema::Kind;
use serde_json::Value;

use crate::change::Op;
use crate::record::{Fields, Record};

/// One applied change of a record's history, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Past<'a> {
    /// What was done.
    pub op: &'a Op,
    /// Written values by path.
    pub fields: &'a Fields,
}

/// What takes back the change at `at` in a history with the latest first: an operation and the values
/// it writes. None where nothing would be different, or where it cannot be taken back.
pub fn undo(kind: &Kind, record: &Record, history: &[Past<'_>], at: usize) -> Option<(Op, Fields)> {
    let (past, older) = (history.get(at)?, &history[at + 1..]);
    if kind.create_only {
        return None;
    }
    match past.op {
        Op::Set => set_back(record, past.fields, older),
        Op::Create { .. } | Op::Restore => (!record.archived).then(|| plain(Op::Archive)),
        Op::Archive => record.archived.then(|| plain(Op::Restore)),
        Op::Share { branch, on } => (record.shared.contains(branch) == *on).then(|| {
            let branch = branch.clone();
            plain(Op::Share { branch, on: !on })
        }),
        Op::Move { .. } => {
            let branch = home_before(older)?.to_owned();
            let is_elsewhere = record.home.as_ref() != Some(&branch);
            is_elsewhere.then(|| plain(Op::Move { branch }))
        }
        Op::Settle | Op::Noop => None,
    }
}

fn plain(op: Op) -> (Op, Fields) {
    (op, Fields::new())
}

fn set_back(record: &Record, written: &Fields, older: &[Past<'_>]) -> Option<(Op, Fields)> {
    let before = |path: &String| (path.clone(), value_before(path, older).clone());
    let fields: Fields = written.keys().map(before).collect();
    let differs = fields.iter().any(|(path, value)| record.get(path) != value);
    differs.then_some((Op::Set, fields))
}

/// The value that was written last at a path, or as an entry of a whole map.
fn value_before<'a>(path: &str, older: &[Past<'a>]) -> &'a Value {
    let written = older.iter().find_map(|past| {
        let entry = || {
            let (map, key) = path.split_once('/')?;
            Some(past.fields.get(map)?.get(key).unwrap_or(&Value::Null))
        };
        past.fields.get(path).or_else(entry)
    });
    written.unwrap_or(&Value::Null)
}

fn home_before<'a>(older: &[Past<'a>]) -> Option<&'a str> {
    older.iter().find_map(|past| match past.op {
        Op::Move { branch } => Some(branch.as_str()),
        Op::Create { home } => home.as_deref(),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use domain::kinds::{customer::CUSTOMER, payment::PAYMENT};
    use serde_json::{Value, json};

    use super::{Past, undo};
    use crate::change::Op;
    use crate::record::{Fields, Record};
    use crate::stamp::Stamp;

    fn fields(value: Value) -> Fields {
        value.as_object().expect("an object").clone()
    }

    /// A customer of branch `mks`, shared with `sby`, as two later changes have left it.
    fn record(extra: Value) -> Record {
        let mut record = json!({
            "k": "customer", "i": "c1", "v": 3, "h": "mks", "b": ["sby"],
            "f": {"name": "Siti B.", "note": "baru", "phones": {"k1": {"number": "2"}}},
            "s": Stamp::default(), "p": "p", "t": 0,
        });
        let map = record.as_object_mut().expect("an object");
        map.extend(fields(extra));
        serde_json::from_value(record).expect("a record")
    }

    fn check(op: Op, written: Value, expected: Option<(Op, Value)>) {
        let create = Op::Create {
            home: Some("mks".to_owned()),
        };
        let first = fields(json!({"name": "Siti", "phones": {"k1": {"number": "1"}}}));
        let written = fields(written);
        let history = [
            Past {
                op: &op,
                fields: &written,
            },
            Past {
                op: &create,
                fields: &first,
            },
        ];
        let found = undo(&CUSTOMER, &record(json!({})), &history, 0);
        let expected = expected.map(|(op, values)| (op, fields(values)));
        assert_eq!(found, expected, "{op:?}");
    }

    #[test]
    fn changes_are_taken_back() {
        let branch = |id: &str| id.to_owned();
        let share = |on| Op::Share {
            branch: branch("sby"),
            on,
        };
        let to = |id| Op::Move { branch: branch(id) };
        check(
            Op::Set,
            json!({"name": "Siti B."}),
            Some((Op::Set, json!({"name": "Siti"}))),
        );
        check(
            Op::Set,
            json!({"note": "baru"}),
            Some((Op::Set, json!({"note": null}))),
        );
        let number = |text: &str| json!({"phones/k1": {"number": text}});
        check(Op::Set, number("2"), Some((Op::Set, number("1"))));
        check(Op::Archive, json!({}), None);
        check(Op::Restore, json!({}), Some((Op::Archive, json!({}))));
        check(share(true), json!({}), Some((share(false), json!({}))));
        check(share(false), json!({}), None);
        check(to("sby"), json!({}), None);
        check(Op::Settle, json!({}), None);
    }

    #[test]
    fn what_is_already_as_before_is_not_written_again() {
        check(Op::Set, json!({"email": "a@b.id"}), None);
    }

    #[test]
    fn a_moved_record_goes_back_to_where_it_came_from() {
        let moved = Op::Move {
            branch: "sby".to_owned(),
        };
        let create = Op::Create {
            home: Some("mks".to_owned()),
        };
        let none = Fields::new();
        let history = [
            Past {
                op: &moved,
                fields: &none,
            },
            Past {
                op: &create,
                fields: &none,
            },
        ];
        let record = record(json!({"h": "sby"}));
        let back = Op::Move {
            branch: "mks".to_owned(),
        };
        assert_eq!(
            undo(&CUSTOMER, &record, &history, 0),
            Some((back, Fields::new()))
        );
        assert_eq!(undo(&PAYMENT, &record, &history, 1), None, "written once");
    }
}
