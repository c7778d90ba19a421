//! Turns a plan into one batch of statements that holds whole or not at all.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::staff;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};
use sync::change::Change;
use sync::checksum;
use sync::codes;

use crate::database::{Statement, Value};
use crate::error::HubError;
use crate::feed_writer::FeedWriter;
use crate::moved::Moved;
use crate::numbers::Numbers;
use crate::plan::Plan;
use crate::snapshot::{Records, Snapshot, feeds, int};

/// Most bytes of one parameter, well below D1's limit of 2 MB.
const MAX_PARAMETER: usize = 1_000_000;

/// What is to be written for a plan.
pub(crate) struct Commit<'a> {
    pub snapshot: &'a Snapshot,
    pub plan: &'a Plan,
    pub replica: u32,
    /// Hashes of the changes as they were received.
    pub hashes: &'a [String],
    /// Ids of further records that must not have changed meanwhile.
    pub guarded: BTreeSet<&'a str>,
}

impl Commit<'_> {
    /// The statements, the guard first.
    pub fn statements(&self) -> Result<Vec<Statement>, HubError> {
        let mut feeds = FeedWriter::default();
        let mut numbers = Numbers::default();
        let mut rows = Vec::new();
        for id in self.in_order() {
            rows.push(self.record_row(id, &mut feeds, &mut numbers)?);
        }
        let mut statements = vec![self.guard()?];
        statements.extend(in_parts(RECORDS, [], &rows)?);
        statements.extend(numbers.statement()?);
        statements.extend(feeds.statements()?);
        statements.extend(self.moved_roots()?);
        statements.extend(self.changes()?);
        statements.push(Statement::new(
            MARK,
            [
                self.replica.into(),
                int(self.plan.mark(self.snapshot))?.into(),
            ],
        ));
        Ok(statements)
    }

    /// What this moves for others.
    pub fn moved(&self) -> Moved {
        let touched = self.plan.touched.iter();
        let is_staff = |id: &&String| {
            let stored = self.plan.records.get(*id);
            stored.is_some_and(|stored| stored.record.kind == staff::KIND)
        };
        Moved {
            staff: touched.clone().filter(is_staff).cloned().collect(),
            feeds: touched
                .flat_map(|id| [self.feeds_before(id), self.feeds_after(id)])
                .flatten()
                .collect(),
        }
    }

    /// The touched records, oldest first, so that numbers are issued in the order of creation.
    fn in_order(&self) -> Vec<&str> {
        let created = |id: &str| {
            self.plan
                .records
                .get(id)
                .map(|stored| stored.record.created)
        };
        let mut ids: Vec<&str> = self.plan.touched.iter().map(String::as_str).collect();
        ids.sort_by_key(|id| created(id));
        ids
    }

    fn guard(&self) -> Result<Statement, HubError> {
        let mut ids: BTreeSet<&str> = self.plan.touched.iter().map(String::as_str).collect();
        ids.extend(
            ids.clone()
                .iter()
                .filter_map(|id| root(&self.plan.records, id)),
        );
        ids.extend(&self.guarded);
        let expected: BTreeMap<&str, u64> =
            ids.into_iter().map(|id| (id, self.version(id))).collect();
        let mark = int(self.snapshot.mark)?;
        let expected = serde_json::to_string(&expected)?;
        Ok(Statement::new(
            GUARD,
            [self.replica.into(), mark.into(), expected.into()],
        ))
    }

    /// Version in the database; 0 when it is not there.
    fn version(&self, id: &str) -> u64 {
        self.snapshot
            .records
            .get(id)
            .map_or(0, |stored| stored.record.version)
    }

    fn record_row(
        &self,
        id: &str,
        feeds: &mut FeedWriter,
        numbers: &mut Numbers,
    ) -> Result<Json, HubError> {
        let stored = self.plan.records.get(id).ok_or(HubError::NotFound)?;
        let mut record = stored.record.clone();
        record.version = self.version(id) + 1;
        let hash = checksum::entry(id, record.version);
        let before = self.feeds_before(id);
        let old = (self.version(id) > 0).then(|| checksum::entry(id, self.version(id)));
        feeds.write(id, &before, old, &self.feeds_after(id), hash);
        let number = numbers.issue(&record, &self.plan.records);
        let doc = serde_json::to_string(&record)?;
        Ok(json!({
            "id": id, "kind": record.kind, "root": stored.root, "version": record.version,
            "hash": hash, "doc": doc, "number": number,
        }))
    }

    fn feeds_before(&self, id: &str) -> BTreeSet<String> {
        feeds(&self.snapshot.records, id)
    }

    fn feeds_after(&self, id: &str) -> BTreeSet<String> {
        feeds(&self.plan.records, id)
    }

    /// What follows a root that joins or leaves feeds goes with it, without being read.
    fn moved_roots(&self) -> Result<Vec<Statement>, HubError> {
        let mut moves = Vec::new();
        for id in &self.plan.touched {
            let (before, after) = (self.feeds_before(id), self.feeds_after(id));
            let is_moved_root = root(&self.plan.records, id) == Some(id) && !before.is_empty();
            if is_moved_root {
                let left = before.difference(&after).map(|feed| (feed, 1));
                let joined = after.difference(&before).map(|feed| (feed, 0));
                moves.extend(
                    left.chain(joined)
                        .map(|(feed, gone)| json!({"root": id, "feed": feed, "gone": gone})),
                );
            }
        }
        if moves.is_empty() {
            return Ok(Vec::new());
        }
        let params: [Value; 2] = [
            serde_json::to_string(&moves)?.into(),
            serde_json::to_string(&self.plan.touched)?.into(),
        ];
        Ok([FOLLOW_ROWS, FOLLOW_HEADS]
            .map(|sql| Statement::new(sql, params.clone()))
            .into())
    }

    fn changes(&self) -> Result<Vec<Statement>, HubError> {
        let rows = self.plan.kept.iter().zip(self.hashes).map(|((change, outcome), hash)| {
            let is_erased = outcome.code.as_deref() == Some(codes::ERASED);
            let hash = if is_erased { "" } else { hash };
            Ok(json!({
                "seq": change.seq, "record": change.record, "hash": hash,
                "code": outcome.code, "path": outcome.path, "body": serde_json::to_string(change)?,
            }))
        });
        let rows = rows.collect::<Result<Vec<_>, HubError>>()?;
        in_parts(CHANGES, [self.replica.into()], &rows)
    }
}

/// Hash by which a repeated change is told from another one with the same number. Bases are left
/// out: a device puts another in the place of one of which it hears that it was refused.
pub(crate) fn hash(change: &Change) -> Result<String, HubError> {
    let change = Change {
        bases: BTreeMap::new(),
        ..change.clone()
    };
    let digest = Sha256::digest(serde_json::to_string(&change)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}

fn root<'a>(records: &'a Records, id: &str) -> Option<&'a str> {
    records.get(id).map(|stored| stored.root.as_str())
}

/// The statement as often as the rows need parameters; `?1` are the rows, `fixed` follow.
pub(crate) fn in_parts<const N: usize>(
    sql: &'static str,
    fixed: [Value; N],
    rows: &[Json],
) -> Result<Vec<Statement>, HubError> {
    let mut statements = Vec::new();
    let mut part = String::new();
    let statement = |part: &mut String| {
        let rows = Value::Text(format!("[{}]", std::mem::take(part)));
        Statement::new(sql, [rows].into_iter().chain(fixed.clone()))
    };
    for row in rows {
        let row = serde_json::to_string(row)?;
        if !part.is_empty() && part.len() + row.len() > MAX_PARAMETER {
            statements.push(statement(&mut part));
        }
        if !part.is_empty() {
            part.push(',');
        }
        part.push_str(&row);
    }
    if !part.is_empty() {
        statements.push(statement(&mut part));
    }
    Ok(statements)
}

const GUARD: &str = "
    INSERT INTO guard (holds)
    SELECT 0 WHERE (SELECT mark FROM replica WHERE number = ?1) IS NOT ?2
      OR EXISTS (
        SELECT 1 FROM json_each(?3) AS expected LEFT JOIN record ON record.id = expected.key
        WHERE ifnull(record.version, 0) <> expected.value)";

const RECORDS: &str = "
    INSERT INTO record (id, kind, root, version, hash, doc)
    SELECT
      new.value ->> '$.id', new.value ->> '$.kind', new.value ->> '$.root',
      new.value ->> '$.version', new.value ->> '$.hash',
      CASE WHEN new.value ->> '$.number.series' IS NULL THEN new.value ->> '$.doc'
      ELSE json_set(new.value ->> '$.doc', new.value ->> '$.number.path', printf('%s%0*d',
        new.value ->> '$.number.series', new.value ->> '$.number.digits',
        coalesce(counter.value, least.value, 0) + (new.value ->> '$.number.place')))
      END
    FROM json_each(?1) AS new
    LEFT JOIN counter ON counter.series = new.value ->> '$.number.series'
    LEFT JOIN counter AS least ON least.series = ''
    WHERE true
    ON CONFLICT (id) DO UPDATE SET
      version = excluded.version, hash = excluded.hash, doc = excluded.doc";

const FOLLOW_ROWS: &str = "
    INSERT INTO feed_row (feed, record, number, gone)
    SELECT
      feed.feed, record.id,
      feed.head + row_number() OVER (PARTITION BY feed.feed ORDER BY record.id),
      moved.value ->> '$.gone'
    FROM json_each(?1) AS moved
    JOIN feed ON feed.feed = moved.value ->> '$.feed'
    JOIN record ON record.root = moved.value ->> '$.root'
    WHERE record.id NOT IN (SELECT value FROM json_each(?2))
    ON CONFLICT (feed, record) DO UPDATE SET number = excluded.number, gone = excluded.gone";

const FOLLOW_HEADS: &str = "
    UPDATE feed SET
      head = feed.head + moved.rows, count = feed.count + moved.count,
      sum = (feed.sum + moved.sum + 281474976710656) % 281474976710656
    FROM (
      SELECT
        moved.value ->> '$.feed' AS feed, count(*) AS rows,
        sum(1 - 2 * (moved.value ->> '$.gone')) AS count,
        sum(record.hash * (1 - 2 * (moved.value ->> '$.gone'))) % 281474976710656 AS sum
      FROM json_each(?1) AS moved
      JOIN record ON record.root = moved.value ->> '$.root'
      WHERE record.id NOT IN (SELECT value FROM json_each(?2))
      GROUP BY 1
    ) AS moved
    WHERE feed.feed = moved.feed";

const CHANGES: &str = "
    INSERT INTO change (replica, seq, record, hash, code, path, body)
    SELECT
      ?2, value ->> '$.seq', value ->> '$.record', value ->> '$.hash', value ->> '$.code',
      value ->> '$.path', value ->> '$.body'
    FROM json_each(?1)";

const MARK: &str = "UPDATE replica SET mark = ?2 WHERE number = ?1";
