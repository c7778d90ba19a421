//! Whether what was applied was the person's to do, by what they could see just before.

use futures::executor::block_on;
use hub::{Database, Statement};
use sync::change::{Change, Op};
use sync::protocol::{Request, Response};
use sync::record::Record;

use super::sight::{actor, may_see};
use super::{Records, decoded};
use crate::world::World;

/// What a request found on the server.
pub struct Found {
    /// The records that it touches, those that they follow, and the person.
    records: Records,
    /// Last change of the replica.
    mark: u64,
}

const RECORDS: &str = "
    WITH named (id) AS (SELECT value FROM json_each(?1))
    SELECT doc FROM record WHERE id IN (SELECT id FROM named)
      OR id IN (SELECT root FROM record WHERE id IN (SELECT id FROM named))";

impl World {
    /// What the server holds of all that a request touches; none for one that only pulls, and for
    /// one that itself changes who sees what.
    pub fn find(&self, person: &str, request: &Request) -> Option<Found> {
        let widens = |change: &Change| {
            matches!(change.op, Op::Share { .. } | Op::Move { .. }) || change.kind == "staff"
        };
        if request.changes.is_empty() || request.changes.iter().any(widens) {
            return None;
        }
        let touched = request.changes.iter().map(|change| change.record.as_str());
        let ids: Vec<&str> = touched.chain([person]).collect();
        let ids = serde_json::to_string(&ids).expect("texts");
        let data = self.server.data();
        let rows = block_on(data.query(Statement::new(RECORDS, [ids.into()])));
        let records = rows.expect("a sound database");
        let records = records.iter().map(|row| decoded::<Record>(row, "doc"));
        let mark = Statement::new(
            "SELECT mark FROM replica WHERE number = ?1",
            [request.replica.into()],
        );
        let marks = block_on(data.query(mark)).expect("a sound database");
        let mark = marks.first().map(|row| row.int("mark").expect("a number"));
        Some(Found {
            records: records.map(|record| (record.id.clone(), record)).collect(),
            mark: mark.unwrap_or_default().unsigned_abs(),
        })
    }
}

/// Nothing was applied to a record that the person could not see.
pub fn check_rights(person: &str, request: &Request, found: &Found, answer: &str) {
    let response: Response = serde_json::from_str(answer).expect("an answer");
    let actor = actor(&found.records[person]);
    for (change, outcome) in request.changes.iter().zip(&response.outcomes) {
        let is_new = change.seq > found.mark && outcome.code.is_none();
        let touches = !matches!(change.op, Op::Create { .. } | Op::Noop);
        let record = found.records.get(&change.record);
        if let (true, true, Some(record)) = (is_new, touches, record) {
            let is_seen = may_see(&actor, record, &found.records);
            assert!(
                is_seen,
                "{person} changed a record out of sight: {change:?}"
            );
        }
    }
}
