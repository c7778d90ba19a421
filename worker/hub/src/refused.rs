//! Refused changes as those see them who lead or supervise all branches of whoever made them.

use domain::access::{Actor, Role};
use domain::kinds::SCHEMA;
use domain::schema::Scope;
use serde::{Deserialize, Serialize};
use sync::change::Change;

use crate::Hub;
use crate::accounts::audit::{self, Event};
use crate::database::{Database, Row, Statement};
use crate::error::HubError;
use crate::snapshot::{Records, count, find_records, int, sees};

/// A change that was refused and about which nobody has decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RefusedChange {
    /// Number of the replica that sent it.
    pub replica: u64,
    /// Id of the person.
    pub person: String,
    /// What their device calls itself.
    pub label: String,
    /// Why it was refused.
    pub code: String,
    /// Path of the field that the code speaks of.
    pub path: Option<String>,
    /// The change.
    pub change: Change,
    /// Whether all its values are there: very long ones stay with the server.
    pub is_whole: bool,
}

/// What somebody decides about a refused change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// They have made it as a change of their own.
    Released,
    /// Nothing is to be done.
    Closed,
}

impl<D: Database> Hub<'_, D> {
    /// Refused changes, oldest first, of people of no higher role all of whose branches the person
    /// leads or supervises, to what the person may see. At most 200.
    pub async fn refused(&self, person: &str) -> Result<Vec<RefusedChange>, HubError> {
        let actor = self.actor(person).await?;
        if actor.role < Role::Supervisor {
            return Err(HubError::Role);
        }
        let known = (!actor.role.sees_all_branches()).then_some(&actor.branches);
        let params = [serde_json::to_string(&known)?.into()];
        let rows = self.database.query(Statement::new(LIST, params)).await?;
        let mut refused = Vec::new();
        for row in &rows {
            let author = role(row.maybe_text("role")?);
            if author.is_none_or(|author| author <= actor.role) {
                refused.push(read(row)?);
            }
        }
        let named = refused
            .iter()
            .map(|refused: &RefusedChange| refused.change.record.as_str());
        let records = find_records(self.database, &named.collect()).await?;
        refused.retain(|refused| may_see(&actor, &records, &refused.change));
        Ok(refused)
    }

    /// Notes what somebody decided about a refused change that they see. The first decision stays.
    pub async fn decide(
        &self,
        person: &str,
        replica: u32,
        seq: u64,
        decision: Decision,
        now_ms: i64,
    ) -> Result<(), HubError> {
        const SQL: &str = "
            INSERT INTO decision (replica, seq, word, person, at_ms) VALUES (?1, ?2, ?3, ?4, ?5)
            ON CONFLICT DO NOTHING";
        let refused = self.refused(person).await?;
        let is_it = |refused: &&RefusedChange| {
            refused.replica == u64::from(replica) && refused.change.seq == seq
        };
        let found = refused.iter().find(is_it).ok_or(HubError::NotFound)?;
        let (word, event) = match decision {
            Decision::Released => ("released", Event::ChangeReleased),
            Decision::Closed => ("closed", Event::ChangeClosed),
        };
        let params = [
            replica.into(),
            int(seq)?.into(),
            word.into(),
            person.into(),
            now_ms.into(),
        ];
        let statements = vec![
            Statement::new(SQL, params),
            audit::entry(event, Some(person), Some(&found.person), now_ms),
        ];
        self.database.batch(statements).await?;
        Ok(())
    }
}

fn role(word: Option<&str>) -> Option<Role> {
    serde_json::from_value(word?.into()).ok()
}

/// Whether somebody may see what a refused change says: of a record that is there, if they may see
/// that; of one that is not, if they may see its kind.
fn may_see(actor: &Actor, records: &Records, change: &Change) -> bool {
    if records.contains_key(&change.record) {
        return sees(actor, records, &change.record);
    }
    match SCHEMA.kind(&change.kind).map(|kind| kind.scope) {
        Some(Scope::Role(least)) => actor.role >= least,
        _ => true,
    }
}

/// `?1` lists the branches that the person knows, `null` for all of them. The order of the tables is
/// fixed, so that only refused changes are read.
const LIST: &str = "
    SELECT change.replica, change.code, change.path, replica.person, replica.label,
      length(change.body) <= 20000 AS is_whole, staff.doc ->> '$.f.role' AS role,
      CASE WHEN length(change.body) > 20000 THEN json_remove(change.body, '$.fields')
      ELSE change.body END AS body
    FROM change INDEXED BY change_refused
    CROSS JOIN replica ON replica.number = change.replica
    LEFT JOIN decision ON decision.replica = change.replica AND decision.seq = change.seq
    LEFT JOIN record AS staff ON staff.id = replica.person
    WHERE change.code IS NOT NULL AND change.code <> 'erased' AND decision.word IS NULL
      AND change.body ->> 'op' <> 'noop'
      AND (?1 = 'null' OR (
        staff.doc ->> '$.f.branches' NOT IN ('{}') AND NOT EXISTS (
          SELECT 1 FROM json_each(staff.doc, '$.f.branches') AS own
          WHERE own.key NOT IN (SELECT value FROM json_each(?1)))))
    ORDER BY change.body ->> 'made_ms' LIMIT 200";

fn read(row: &Row) -> Result<RefusedChange, HubError> {
    Ok(RefusedChange {
        replica: count(row.int("replica")?),
        person: row.text("person")?.to_owned(),
        label: row.text("label")?.to_owned(),
        code: row.text("code")?.to_owned(),
        path: row.maybe_text("path")?.map(str::to_owned),
        change: serde_json::from_str(row.text("body")?)?,
        is_whole: row.int("is_whole")? == 1,
    })
}
