//! What the database holds before changes are planned, read in one batch.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::Actor;
use domain::kinds::{SCHEMA, settings};
use domain::schema::Scope;
use sync::change::Change;
use sync::codes;
use sync::protocol::{COMPANY_FEED, Outcome, branch_feed, role_feed};
use sync::record::Record;

use crate::commit::hash;
use crate::database::{Database, DatabaseError, Row, Statement};
use crate::error::HubError;
use crate::references;
use crate::view::View;

/// A record with the id of the one that decides which feeds hold it: itself, or whom it follows.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub record: Record,
    pub root: String,
}

/// Records by id. Where one is, its root and that root's home branch are too, and the settings of
/// the company always.
pub(crate) type Records = BTreeMap<String, Stored>;

/// A change that was received before.
pub(crate) struct Received {
    known: KnownBy,
    pub outcome: Outcome,
}

/// By what a change is known when it comes again.
enum KnownBy {
    Hash(String),
    /// What it said was erased, and so was its hash, from which much of it could be guessed.
    Stamp {
        record: String,
        stamp: String,
    },
}

impl Received {
    /// Whether a change with its number is the same.
    pub fn is(&self, change: &Change) -> Result<bool, HubError> {
        Ok(match &self.known {
            KnownBy::Hash(known) => *known == hash(change)?,
            KnownBy::Stamp { record, stamp } => {
                *record == change.record && *stamp == change.stamp.to_string()
            }
        })
    }
}

/// What the database holds of everything that some changes of one replica name.
#[derive(Default)]
pub(crate) struct Snapshot {
    /// Person whose replica it is; none for an unknown one.
    pub owner: Option<String>,
    /// Last change number received of the replica.
    pub mark: u64,
    /// Its device is lost.
    pub is_lost: bool,
    /// Its device is retired.
    pub is_retired: bool,
    pub records: Records,
    pub received: BTreeMap<u64, Received>,
    /// Records that do not exist because the replica's create was refused.
    pub refused_creates: BTreeSet<String>,
    /// Those of them that were about somebody erased.
    pub erased_creates: BTreeSet<String>,
}

impl Snapshot {
    /// Reads what the changes name, and what the person may see. `also` is run with it, and its rows
    /// nobody needs.
    pub async fn read(
        database: &impl Database,
        replica: u32,
        person: &str,
        changes: &[Change],
        also: Option<Statement>,
    ) -> Result<(Self, View), HubError> {
        let mut ids: BTreeSet<&str> = changes.iter().flat_map(references::named).collect();
        ids.insert(person);
        let ids = serde_json::to_string(&ids)?;
        let first = changes.first().map_or(0, |change| change.seq);
        let mut statements = View::statements(person).to_vec();
        statements.extend([
            Statement::new(REPLICA, [replica.into()]),
            Statement::new(RECORDS, [ids.as_str().into()]),
            Statement::new(RECEIVED, [replica.into(), int(first)?.into()]),
            Statement::new(REFUSED_CREATES, [replica.into(), ids.into()]),
        ]);
        statements.extend(also);
        let answers = database.batch(statements).await?;
        let (view, rest) = answers.split_at(View::LEN);
        let [replica, records, received, refused, ..] = rest else {
            return Err(HubError::Database(DatabaseError::incomplete()));
        };
        let mut snapshot = Self {
            records: read_records(records)?,
            ..Self::default()
        };
        if let Some(row) = replica.first() {
            snapshot.owner = Some(row.text("person")?.to_owned());
            snapshot.mark = count(row.int("mark")?);
            snapshot.is_lost = row.maybe_int("lost_ms")?.is_some();
            snapshot.is_retired = row.maybe_int("retired_ms")?.is_some();
        }
        for row in received {
            let received = read_received(row)?;
            snapshot.received.insert(received.outcome.seq, received);
        }
        for row in refused {
            let record = row.text("record")?.to_owned();
            if row.text("code")? == codes::ERASED {
                snapshot.erased_creates.insert(record.clone());
            }
            snapshot.refused_creates.insert(record);
        }
        Ok((snapshot, View::read(view)?))
    }
}

const REPLICA: &str = "SELECT person, mark, lost_ms, retired_ms FROM replica WHERE number = ?1";

const RECORDS: &str = "
    WITH named (id) AS (SELECT value FROM json_each(?1)),
         rooted (id) AS (
           SELECT id FROM named UNION SELECT root FROM record WHERE id IN (SELECT id FROM named)),
         wanted (id) AS (
           SELECT id FROM rooted
           UNION SELECT doc ->> '$.h' FROM record WHERE id IN (SELECT id FROM rooted)
           UNION SELECT id FROM record WHERE kind = 'settings')
    SELECT record.root, record.doc FROM wanted JOIN record ON record.id = wanted.id";

const RECEIVED: &str = "
    SELECT seq, hash, code, path, record, iif(hash = '', body ->> '$.stamp', NULL) AS stamp
    FROM change WHERE replica = ?1 AND seq >= ?2 ORDER BY seq LIMIT 500";

const REFUSED_CREATES: &str = "
    SELECT DISTINCT named.value AS record, change.code FROM json_each(?2) AS named
    JOIN change ON change.record = named.value
    WHERE change.replica = ?1 AND change.code IS NOT NULL AND change.body ->> 'op' = 'create'
      AND NOT EXISTS (SELECT 1 FROM record WHERE id = named.value)";

/// Reads records by id, each with its root.
pub(crate) async fn find_records(
    database: &impl Database,
    ids: &BTreeSet<&str>,
) -> Result<Records, HubError> {
    let ids = serde_json::to_string(ids)?;
    read_records(
        &database
            .query(Statement::new(RECORDS, [ids.into()]))
            .await?,
    )
}

/// Reads all changes that were applied to records, by record.
pub(crate) async fn find_histories(
    database: &impl Database,
    ids: &BTreeSet<String>,
) -> Result<BTreeMap<String, Vec<Change>>, HubError> {
    const SQL: &str = "
        SELECT change.body FROM json_each(?1) AS named JOIN change ON change.record = named.value
        WHERE change.code IS NULL AND change.body ->> 'op' <> 'noop'";
    let mut histories: BTreeMap<String, Vec<Change>> =
        ids.iter().map(|id| (id.clone(), Vec::new())).collect();
    let rows = database
        .query(Statement::new(SQL, [serde_json::to_string(ids)?.into()]))
        .await?;
    for row in rows {
        let change: Change = serde_json::from_str(row.text("body")?)?;
        histories
            .entry(change.record.clone())
            .or_default()
            .push(change);
    }
    Ok(histories)
}

fn read_records(rows: &[Row]) -> Result<Records, HubError> {
    let read = |row: &Row| -> Result<_, HubError> {
        let record: Record = serde_json::from_str(row.text("doc")?)?;
        let root = row.text("root")?.to_owned();
        Ok((record.id.clone(), Stored { record, root }))
    };
    rows.iter().map(read).collect()
}

fn read_received(row: &Row) -> Result<Received, HubError> {
    let outcome = Outcome {
        seq: count(row.int("seq")?),
        code: row.maybe_text("code")?.map(str::to_owned),
        path: row.maybe_text("path")?.map(str::to_owned),
    };
    let known = match row.maybe_text("stamp")? {
        None => KnownBy::Hash(row.text("hash")?.to_owned()),
        Some(stamp) => KnownBy::Stamp {
            record: row.text("record")?.to_owned(),
            stamp: stamp.to_owned(),
        },
    };
    Ok(Received { known, outcome })
}

/// The feeds that hold a record.
pub(crate) fn feeds(records: &Records, id: &str) -> BTreeSet<String> {
    let Some(root) = root(records, id) else {
        return BTreeSet::new();
    };
    match scope(root) {
        Some(Scope::Company) => [COMPANY_FEED.to_owned()].into(),
        Some(Scope::Role(least)) => [role_feed(least.as_str())].into(),
        _ => branches(root).map(branch_feed).collect(),
    }
}

/// Whether somebody may see a record.
pub(crate) fn sees(actor: &Actor, records: &Records, id: &str) -> bool {
    root(records, id).is_some_and(|root| match scope(root) {
        Some(Scope::Company) => true,
        Some(Scope::Role(least)) => actor.role >= least,
        _ => branches(root).any(|id| actor.covers(id)),
    })
}

/// The settings of the company; none before it is set up.
pub(crate) fn settings(records: &Records) -> Option<&Record> {
    let mut all = records.values().map(|stored| &stored.record);
    all.find(|record| record.kind == settings::KIND)
}

fn root<'a>(records: &'a Records, id: &str) -> Option<&'a Record> {
    records
        .get(&records.get(id)?.root)
        .map(|stored| &stored.record)
}

fn scope(record: &Record) -> Option<Scope> {
    SCHEMA.kind(&record.kind).map(|kind| kind.scope)
}

fn branches(record: &Record) -> impl Iterator<Item = &str> {
    record.home.iter().chain(&record.shared).map(String::as_str)
}

/// A number of the protocol as the database takes it.
pub(crate) fn int(number: u64) -> Result<i64, HubError> {
    const MAX: u64 = 1 << 53;
    if number > MAX {
        Err(HubError::malformed())
    } else {
        Ok(number as i64)
    }
}

/// A number of the database as the protocol writes it; there are none below zero.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
