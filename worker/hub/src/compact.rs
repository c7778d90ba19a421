//! Keeping the database small: rows of records that left a feed long ago, and changes that later
//! ones have overwritten.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::SCHEMA;
use domain::retention::{GONE_DAYS, HISTORY_DAYS};
use serde_json::{Value as Json, json};
use sync::change::Change;
use sync::merge;
use sync::protocol::MAX_CHANGES;
use sync::record::Record;

use crate::Hub;
use crate::commit::in_parts;
use crate::database::{Database, Row, Statement};
use crate::error::HubError;

mod sql;

/// Most parts of histories in one run: what is left waits for the next one.
const MAX_PARTS: usize = 100;
/// Changes to a part.
const PART: i64 = 500;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Changes of a replica that are to be condensed: those after one number, up to another.
struct Part {
    replica: i64,
    after: i64,
    until: i64,
}

/// A change with its place in the table.
struct Placed {
    replica: i64,
    seq: i64,
    change: Change,
}

/// What becomes of rows of the table of changes.
#[derive(Default)]
struct Edits {
    gone: Vec<Json>,
    written: Vec<Json>,
}

impl<D: Database> Hub<'_, D> {
    /// Removes what nobody needs any more. Run it about once a day; missing a day costs nothing.
    ///
    /// A device that was away for longer than rows of gone records are kept pulls those feeds
    /// afresh. The history of a record keeps its create, the values that had won by
    /// [`HISTORY_DAYS`] ago, and everything since. Refused changes stay until somebody decided.
    pub async fn compact(&self, now_ms: i64) -> Result<(), HubError> {
        let marks = sql::NOTE_MARKS.map(|sql| Statement::new(sql, [now_ms.into()]));
        self.database.batch(marks.into()).await?;
        self.forget_gone(now_ms - GONE_DAYS * DAY_MS).await?;
        let before_ms = now_ms - HISTORY_DAYS * DAY_MS;
        for _ in 0..MAX_PARTS {
            let Some(part) = self.next_part(before_ms).await? else {
                break;
            };
            self.condense(&part, before_ms).await?;
        }
        let marks = sql::FORGET_MARKS.map(|sql| Statement::new(sql, [before_ms.into()]));
        self.database.batch(marks.into()).await?;
        Ok(())
    }

    async fn forget_gone(&self, before_ms: i64) -> Result<(), HubError> {
        let statements = vec![
            Statement::new(sql::RAISE_FLOORS, [before_ms.into()]),
            Statement::new(sql::FORGET_GONE, []),
        ];
        self.database.batch(statements).await?;
        Ok(())
    }

    /// Of a replica only changes are taken that it cannot send again: a request holds at most
    /// [`MAX_CHANGES`], and the next one follows its answer.
    async fn next_part(&self, before_ms: i64) -> Result<Option<Part>, HubError> {
        let params = [before_ms.into(), (MAX_CHANGES as i64).into()];
        let rows = self.database.query(Statement::new(sql::NEXT, params));
        let read = |row: &Row| -> Result<Part, HubError> {
            let after = row.int("condensed")?;
            Ok(Part {
                replica: row.int("replica")?,
                after,
                until: row.int("until")?.min(after + PART),
            })
        };
        rows.await?.first().map(read).transpose()
    }

    /// Condenses the histories of all records that the part names.
    async fn condense(&self, part: &Part, before_ms: i64) -> Result<(), HubError> {
        let range = [part.replica, part.after, part.until].map(Into::into);
        let records = Statement::new(sql::RECORDS, range.clone());
        let records = self.database.query(records).await?;
        let records = records.iter().map(read_record);
        let records: BTreeMap<String, Record> = records.collect::<Result<_, _>>()?;
        let mut edits = Edits::default();
        for (id, old) in self.old_histories(records.keys(), before_ms).await? {
            edits.condense(&records[&id], &old)?;
        }
        let mut statements = in_parts(sql::FORGET_CHANGES, [], &edits.gone)?;
        statements.extend(in_parts(sql::REWRITE_CHANGES, [], &edits.written)?);
        statements.extend(sql::FORGET_DECIDED.map(|sql| Statement::new(sql, range.clone())));
        let done = [part.replica, part.until].map(Into::into);
        statements.push(Statement::new(sql::CONDENSED, done));
        self.database.batch(statements).await?;
        Ok(())
    }

    /// The old changes of records, by record.
    async fn old_histories(
        &self,
        ids: impl Iterator<Item = &String>,
        before_ms: i64,
    ) -> Result<BTreeMap<String, Vec<Placed>>, HubError> {
        let ids = serde_json::to_string(&ids.collect::<BTreeSet<_>>())?;
        let params = [ids.into(), before_ms.into(), (MAX_CHANGES as i64).into()];
        let rows = self.database.query(Statement::new(sql::OLD, params));
        let mut histories: BTreeMap<String, Vec<Placed>> = BTreeMap::new();
        for row in rows.await? {
            let placed = Placed {
                replica: row.int("replica")?,
                seq: row.int("seq")?,
                change: serde_json::from_str(row.text("body")?)?,
            };
            let history = histories.entry(placed.change.record.clone()).or_default();
            history.push(placed);
        }
        Ok(histories)
    }
}

impl Edits {
    /// Notes which of the old changes go and which are written anew. Where somebody has still to
    /// decide about values, all stay.
    fn condense(&mut self, record: &Record, old: &[Placed]) -> Result<(), HubError> {
        let kind = SCHEMA.kind(&record.kind);
        let Some(kind) = kind.filter(|_| record.conflicts.is_empty()) else {
            return Ok(());
        };
        let changes: Vec<Change> = old.iter().map(|placed| placed.change.clone()).collect();
        let Some(left) = merge::condense(kind, &changes) else {
            return Ok(());
        };
        let left: BTreeMap<_, _> = left.iter().map(|change| (change.stamp, change)).collect();
        for Placed {
            replica,
            seq,
            change,
        } in old
        {
            match left.get(&change.stamp) {
                None => self.gone.push(json!({"replica": replica, "seq": seq})),
                Some(left) if *left != change => {
                    let body = serde_json::to_string(left)?;
                    let row = json!({"replica": replica, "seq": seq, "body": body});
                    self.written.push(row);
                }
                Some(_) => {}
            }
        }
        Ok(())
    }
}

fn read_record(row: &Row) -> Result<(String, Record), HubError> {
    let record: Record = serde_json::from_str(row.text("doc")?)?;
    Ok((record.id.clone(), record))
}
