//! Erasing whoever a record is about, with everything that follows it.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::may_erase;
use domain::kinds::{SCHEMA, invoice, payment};
use domain::receivables::{Invoice, Ledger, Payment};
use domain::schema::Scope;
use serde_json::json;
use sync::erasure::erased;
use sync::record::Fields;
use sync::stamp::Stamp;

use crate::Hub;
use crate::accounts::audit::{self, Event};
use crate::commit::Commit;
use crate::database::{Database, DatabaseError, Statement};
use crate::error::HubError;
use crate::id::is_id;
use crate::insert::SERVER;
use crate::moved::Moved;
use crate::plan::Plan;
use crate::round::MAX_TRIES;
use crate::snapshot::{Records, Snapshot, Stored, find_records, sees};

/// Most ids of one statement, far below D1's limit of 2 MB.
const MAX_IDS: usize = 10_000;

/// Why somebody is not erased.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EraseError {
    /// Something is owed by or to them; the books must be settled first.
    #[error("the account is not settled")]
    NotSettled,
    /// Anything that keeps the hub from answering.
    #[error(transparent)]
    Hub(#[from] HubError),
}

impl From<DatabaseError> for EraseError {
    fn from(error: DatabaseError) -> Self {
        Self::Hub(error.into())
    }
}

/// A record that was erased with all that follows it, as the ledger of erasures keeps it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Erasure {
    /// Id of the record.
    pub record: String,
    /// When, milliseconds.
    pub erased_ms: i64,
    /// Kinds of the record and of all that follows it, by id.
    pub kinds: BTreeMap<String, String>,
}

impl<D: Database> Hub<'_, D> {
    /// What erasing this record would be, if the person may, and nothing is open. `None` when it
    /// was erased before.
    pub async fn plan_erasure(
        &self,
        person: &str,
        id: &str,
        now_ms: i64,
    ) -> Result<Option<Erasure>, EraseError> {
        let actor = self.actor(person).await?;
        let records = self.family(id).await?;
        let Some(root) = records.get(id).filter(|_| sees(&actor, &records, id)) else {
            return Err(HubError::NotFound.into());
        };
        let kind = SCHEMA.kind(&root.record.kind);
        if kind.is_none_or(|kind| may_erase(kind, &actor).is_err()) {
            return Err(HubError::Role.into());
        }
        if root.record.erased_ms.is_some() {
            return Ok(None);
        }
        if !is_settled(&records) {
            return Err(EraseError::NotSettled);
        }
        Ok(Some(Erasure {
            record: id.to_owned(),
            erased_ms: now_ms,
            kinds: kinds_of(&records, id),
        }))
    }

    /// Erases, whatever the books say, and answers what was erased, which is more where something
    /// began to follow meanwhile. `person` is who wanted it, for the audit trail; none where the
    /// ledger is replayed. What is not there is noted, so that it never comes.
    pub async fn erase(
        &self,
        erasure: &Erasure,
        person: Option<&str>,
        now_ms: i64,
    ) -> Result<(Erasure, Moved), HubError> {
        for _ in 0..MAX_TRIES {
            match self.try_erase(erasure, person, now_ms).await {
                Err(HubError::Database(DatabaseError::Aborted)) => {}
                result => return result,
            }
        }
        Err(HubError::Busy)
    }

    /// Erases again what this database does not know to be erased.
    pub async fn erase_missing(&self, all: &[Erasure], now_ms: i64) -> Result<(), HubError> {
        for erasure in self.missing_erasures(all).await? {
            self.erase(&erasure, None, now_ms).await?;
        }
        Ok(())
    }

    /// Those of the erasures that this database does not have, or not whole.
    pub async fn missing_erasures(&self, all: &[Erasure]) -> Result<Vec<Erasure>, HubError> {
        let ids: Vec<&str> = all.iter().flat_map(Erasure::ids).collect();
        let erased = self.erased_among(&ids).await?;
        let is_missing = |erasure: &&Erasure| !erasure.ids().all(|id| erased.contains(id));
        Ok(all.iter().filter(is_missing).cloned().collect())
    }

    /// All erasures that this database has.
    pub async fn erasures(&self) -> Result<Vec<Erasure>, HubError> {
        const SQL: &str = "
            SELECT root, max(doc ->> '$.e') AS erased_ms, json_group_object(id, kind) AS kinds
            FROM record WHERE doc ->> '$.e' IS NOT NULL GROUP BY root";
        let rows = self.database.query(Statement::new(SQL, [])).await?;
        let read = |row: &crate::Row| -> Result<Erasure, HubError> {
            Ok(Erasure {
                record: row.text("root")?.to_owned(),
                erased_ms: row.int("erased_ms")?,
                kinds: serde_json::from_str(row.text("kinds")?)?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// Those of the ids that are of erased records.
    pub(crate) async fn erased_among(&self, ids: &[&str]) -> Result<BTreeSet<String>, HubError> {
        const SQL: &str = "
            SELECT record.id FROM json_each(?1) AS asked JOIN record ON record.id = asked.value
            WHERE record.doc ->> '$.e' IS NOT NULL";
        let mut erased = BTreeSet::new();
        for ids in ids.chunks(MAX_IDS) {
            let ids = serde_json::to_string(ids)?;
            let rows = self
                .database
                .query(Statement::new(SQL, [ids.into()]))
                .await?;
            for row in &rows {
                erased.insert(row.text("id")?.to_owned());
            }
        }
        Ok(erased)
    }

    async fn try_erase(
        &self,
        erasure: &Erasure,
        person: Option<&str>,
        now_ms: i64,
    ) -> Result<(Erasure, Moved), HubError> {
        let id = erasure.record.as_str();
        let records = self.family(id).await?;
        let mut erasure = erasure.clone();
        let present = kinds_of(&records, id);
        let count = i64::try_from(present.len()).unwrap_or(i64::MAX);
        erasure.kinds.extend(present);
        let plan = plan(&records, &erasure)?;
        let snapshot = Snapshot {
            mark: self.server_mark().await?,
            records,
            ..Snapshot::default()
        };
        let commit = Commit {
            snapshot: &snapshot,
            plan: &plan,
            replica: SERVER,
            hashes: &[],
            guarded: BTreeSet::new(),
        };
        let mut statements = commit.statements()?;
        statements.insert(1, Statement::new(GUARD, [id.into(), count.into()]));
        statements
            .extend([FORGET_APPLIED, FORGET_REFUSED].map(|sql| Statement::new(sql, [id.into()])));
        let note = audit::entry(Event::RecordErased, person, Some(id), now_ms);
        statements.push(note);
        self.database.batch(statements).await?;
        let moved = commit.moved();
        Ok((erasure, moved))
    }

    /// A record with everything that follows it, and what those need to be judged.
    async fn family(&self, id: &str) -> Result<Records, HubError> {
        const SQL: &str = "SELECT id FROM record WHERE root = ?1";
        let rows = self
            .database
            .query(Statement::new(SQL, [id.into()]))
            .await?;
        let ids = rows.iter().map(|row| row.text("id"));
        let ids = ids.collect::<Result<BTreeSet<_>, _>>()?;
        find_records(self.database, &ids).await
    }
}

impl Erasure {
    fn ids(&self) -> impl Iterator<Item = &str> {
        self.kinds.keys().map(String::as_str)
    }
}

fn kinds_of(records: &Records, root: &str) -> BTreeMap<String, String> {
    let family = records.iter().filter(|(_, stored)| stored.root == root);
    let kind = |(id, stored): (&String, &Stored)| (id.clone(), stored.record.kind.clone());
    family.map(kind).collect()
}

/// Whether nothing is owed in any currency.
fn is_settled(records: &Records) -> bool {
    let all = || {
        records
            .values()
            .map(|stored| &stored.record)
            .filter(|record| !record.archived)
    };
    let invoices = all().filter(|record| record.kind == invoice::KIND);
    let invoices: Vec<_> = invoices
        .filter_map(|record| Invoice::read(&record.id, &record.fields))
        .collect();
    let payments = all().filter(|record| record.kind == payment::KIND);
    let payments: Vec<_> = payments
        .filter_map(|record| Payment::read(&record.id, &record.fields))
        .collect();
    let currencies = invoices.iter().map(|one| one.currency);
    let currencies: BTreeSet<_> = currencies
        .chain(payments.iter().map(|one| one.currency))
        .collect();
    currencies.into_iter().all(|currency| {
        Ledger::new(currency, invoices.clone(), payments.clone())
            .balance()
            .0
            == 0
    })
}

fn plan(records: &Records, erasure: &Erasure) -> Result<Plan, HubError> {
    let mut plan = Plan {
        records: records.clone(),
        touched: erasure.ids().map(str::to_owned).collect(),
        kept: Vec::new(),
        missing: BTreeSet::new(),
    };
    for (id, name) in &erasure.kinds {
        let mut stored = match plan.records.remove(id) {
            Some(stored) => stored,
            None => absent(erasure, id, name)?,
        };
        if let Some(kind) = SCHEMA.kind(name) {
            stored.record = erased(&stored.record, kind, erasure.erased_ms);
        }
        plan.records.insert(id.clone(), stored);
    }
    Ok(plan)
}

/// A record of which nothing is known but that it must not come.
fn absent(erasure: &Erasure, id: &str, kind: &str) -> Result<Stored, HubError> {
    if !is_id(id) {
        return Err(HubError::malformed());
    }
    let mut fields = Fields::new();
    if let Some(Scope::Follows(field)) = SCHEMA.kind(kind).map(|kind| kind.scope) {
        fields.insert(field.to_owned(), erasure.record.as_str().into());
    }
    let record = json!({
        "k": kind, "i": id, "f": fields, "s": Stamp::default(), "p": "", "t": erasure.erased_ms,
    });
    Ok(Stored {
        record: serde_json::from_value(record)?,
        root: erasure.record.clone(),
    })
}

/// A record that begins to follow meanwhile would not be erased.
const GUARD: &str = "
    INSERT INTO guard (holds)
    SELECT 0 WHERE (SELECT count(*) FROM record WHERE root = ?1) <> ?2";

// Numbers and stamps stay, by which a repeat is known.
const FORGET_APPLIED: &str = "
    UPDATE change SET hash = '',
      body = json_set(json_remove(body, '$.fields', '$.bases', '$.settles', '$.depends_on'), '$.op', 'noop')
    WHERE record IN (SELECT id FROM record WHERE root = ?1) AND code IS NULL";

// Refused changes also name the record, or one of those that follow it, or a record that never was
// because its create was refused.
const FORGET_REFUSED: &str = "
    WITH RECURSIVE
      refused AS MATERIALIZED (
        SELECT replica, seq, record, body FROM change INDEXED BY change_refused
        WHERE code IS NOT NULL),
      named (replica, seq, made, id) AS MATERIALIZED (
        SELECT replica, seq, iif(body ->> 'op' = 'create', record, NULL), record FROM refused
        UNION ALL
        SELECT replica, seq, iif(body ->> 'op' = 'create', record, NULL), field.value
        FROM refused JOIN json_each(body, '$.fields') AS field
        UNION ALL
        SELECT replica, seq, iif(body ->> 'op' = 'create', record, NULL), need.value
        FROM refused JOIN json_each(body, '$.depends_on') AS need),
      about (id) AS (
        SELECT id FROM record WHERE root = ?1
        UNION
        SELECT named.made FROM about JOIN named ON named.id = about.id
        WHERE named.made IS NOT NULL)
    UPDATE change SET hash = '', code = 'erased', path = NULL,
      body = json_remove(body, '$.fields', '$.bases', '$.settles', '$.depends_on')
    WHERE (replica, seq) IN (
      SELECT replica, seq FROM named WHERE id IN (SELECT id FROM about))";
