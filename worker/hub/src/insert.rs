//! Records that the server makes itself: the first administrator and the sample company.

use std::collections::{BTreeMap, BTreeSet};

use sync::change::{Change, Op};
use sync::protocol::MAX_CHANGES;
use sync::record::Fields;
use sync::stamp::Stamp;

use crate::Hub;
use crate::commit::{Commit, hash};
use crate::database::{Database, DatabaseError, Statement};
use crate::error::HubError;
use crate::plan::{Author, Histories, plan};
use crate::references;
use crate::snapshot::{Snapshot, count, find_records};

/// Number of the server's own replica.
pub(crate) const SERVER: u32 = 0;

/// A record to be made.
#[derive(Debug, Clone, PartialEq)]
pub struct NewRecord {
    /// Name of its kind.
    pub kind: String,
    /// Its id.
    pub id: String,
    /// Home branch, for kinds with a home of their own.
    pub home: Option<String>,
    /// Values by field.
    pub fields: Fields,
    /// When it was made, milliseconds.
    pub created_ms: i64,
    /// Id of the person who made it.
    pub person: String,
}

impl<D: Database> Hub<'_, D> {
    /// Makes records without asking whether somebody may; those that exist are left alone. A
    /// record comes after those that it refers to. `also` runs in the batch of the last ones,
    /// so that a small set holds whole or not at all.
    pub async fn insert_records(
        &self,
        records: &[NewRecord],
        also: Vec<Statement>,
    ) -> Result<(), HubError> {
        let mut parts = records.chunks(MAX_CHANGES).peekable();
        while let Some(part) = parts.next() {
            let also = if parts.peek().is_none() {
                also.clone()
            } else {
                Vec::new()
            };
            self.insert_part(part, also).await?;
        }
        Ok(())
    }

    async fn insert_part(&self, part: &[NewRecord], also: Vec<Statement>) -> Result<(), HubError> {
        let mark = self.server_mark().await?;
        let mut changes: Vec<Change> = part.iter().map(create).collect();
        let ids: BTreeSet<&str> = changes.iter().flat_map(references::named).collect();
        let records = find_records(self.database, &ids).await?;
        changes.retain(|change| !records.contains_key(&change.record));
        for (change, seq) in changes.iter_mut().zip(mark + 1..) {
            change.seq = seq;
            change.stamp.counter = (seq % 0x8000) as u16;
        }
        let snapshot = Snapshot {
            mark,
            records,
            ..Snapshot::default()
        };
        let plan = plan(&snapshot, &Histories::new(), Author::Server, &[], &changes);
        if let Some((change, outcome)) = plan.kept.iter().find(|kept| kept.1.code.is_some()) {
            let code = outcome.code.as_deref().unwrap_or_default();
            let message = format!("{} {} is not sound: {code}", change.kind, change.record);
            return Err(DatabaseError::Failed(message).into());
        }
        let hashes = changes.iter().map(hash).collect::<Result<Vec<_>, _>>()?;
        let (snapshot, plan, guarded) = (&snapshot, &plan, BTreeSet::new());
        let commit = Commit {
            snapshot,
            plan,
            replica: SERVER,
            hashes: &hashes,
            guarded,
        };
        let mut statements = commit.statements()?;
        statements.extend(also);
        self.database.batch(statements).await?;
        Ok(())
    }

    pub(crate) async fn server_mark(&self) -> Result<u64, HubError> {
        const SQL: &str = "SELECT mark FROM replica WHERE number = 0";
        let rows = self.database.query(Statement::new(SQL, [])).await?;
        Ok(count(
            rows.first()
                .ok_or_else(DatabaseError::incomplete)?
                .int("mark")?,
        ))
    }
}

fn create(record: &NewRecord) -> Change {
    let ms = u64::try_from(record.created_ms).unwrap_or(0);
    Change {
        seq: 0,
        op: Op::Create {
            home: record.home.clone(),
        },
        kind: record.kind.clone(),
        record: record.id.clone(),
        stamp: Stamp {
            ms,
            counter: 0,
            replica: SERVER,
        },
        fields: record.fields.clone(),
        bases: BTreeMap::new(),
        settles: BTreeMap::new(),
        person: record.person.clone(),
        made_ms: record.created_ms,
        depends_on: Vec::new(),
    }
}
