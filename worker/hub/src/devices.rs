//! The replicas: how a device gets a number, and who is behind.

use domain::access::{Actor, Role};
use serde::{Deserialize, Serialize};

use crate::Hub;
use crate::database::{Database, DatabaseError, Row, Statement};
use crate::error::HubError;
use crate::snapshot::count;

/// Longest id of a device.
const MAX_DEVICE: usize = 64;
/// Longest label that is kept.
const MAX_LABEL: usize = 80;

/// One person on one device, as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Number of the latest replica.
    pub replica: u64,
    /// Id of the person.
    pub person: String,
    /// What the device calls itself.
    pub label: String,
    /// Ids of the person's branches.
    pub branches: Vec<String>,
    /// Server time of the last sync, milliseconds; none before the first.
    pub last_sync_ms: Option<i64>,
    /// How many changes waited on the device.
    pub pending: u64,
    /// How many refused changes lay there.
    pub refused: u64,
    /// How many feeds it pulled afresh because their checksum differed.
    pub repairs: u64,
    /// How far its clock was ahead, milliseconds.
    pub clock_error_ms: i64,
    /// Version of its app.
    pub app_version: String,
    /// Server time at which somebody said that it is lost, milliseconds.
    pub lost_ms: Option<i64>,
    /// Server time at which somebody retired it, milliseconds.
    pub retired_ms: Option<i64>,
    /// Server time at which it said that it has erased itself, milliseconds.
    pub erased_ms: Option<i64>,
}

impl<D: Database> Hub<'_, D> {
    /// Issues a replica number to one person's database on a device. Who was parted with before and
    /// has not erased itself stays so.
    pub async fn register(&self, person: &str, device: &str, label: &str) -> Result<u32, HubError> {
        const SQL: &str = "
            INSERT INTO replica (person, device, label, mark, last_sync_ms, pending, refused,
              clock_error_ms, app, lost_ms, retired_ms)
            SELECT ?1, ?2, ?3, 0, 0, 0, 0, 0, '', max(lost_ms), max(retired_ms)
            FROM replica WHERE person = ?1 AND device = ?2 AND erased_ms IS NULL
            RETURNING number";
        if device.is_empty() || device.len() > MAX_DEVICE {
            return Err(HubError::malformed());
        }
        self.actor(person).await?;
        let label: String = label
            .chars()
            .filter(|c| !c.is_control())
            .take(MAX_LABEL)
            .collect();
        let params = [person.into(), device.into(), label.into()];
        let rows = self.database.query(Statement::new(SQL, params)).await?;
        let number = rows
            .first()
            .ok_or_else(DatabaseError::incomplete)?
            .int("number")?;
        u32::try_from(number).map_err(|_| DatabaseError::incomplete().into())
    }

    /// The devices of the branches that the person leads, or of all.
    pub async fn devices(&self, person: &str) -> Result<Vec<Device>, HubError> {
        const SQL: &str = "
            SELECT replica.*, record.doc ->> '$.f.branches' AS branches
            FROM replica JOIN record ON record.id = replica.person
            WHERE number IN (SELECT max(number) FROM replica GROUP BY person, device)
            ORDER BY last_sync_ms DESC, number";
        let actor = self.actor(person).await?;
        if actor.role < Role::BranchHead {
            return Err(HubError::Role);
        }
        let rows = self.database.query(Statement::new(SQL, [])).await?;
        let devices = rows.iter().map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(devices
            .into_iter()
            .filter(|device| leads(&actor, device))
            .collect())
    }
}

fn leads(actor: &Actor, device: &Device) -> bool {
    actor.role.sees_all_branches() || device.branches.iter().any(|branch| actor.covers(branch))
}

fn read(row: &Row) -> Result<Device, HubError> {
    let branches: serde_json::Map<String, serde_json::Value> = row
        .maybe_text("branches")?
        .map_or(Ok(Default::default()), serde_json::from_str)?;
    Ok(Device {
        replica: count(row.int("number")?),
        person: row.text("person")?.to_owned(),
        label: row.text("label")?.to_owned(),
        branches: branches.into_iter().map(|(branch, _)| branch).collect(),
        last_sync_ms: Some(row.int("last_sync_ms")?).filter(|at| *at > 0),
        pending: count(row.int("pending")?),
        refused: count(row.int("refused")?),
        repairs: count(row.int("repairs")?),
        clock_error_ms: row.int("clock_error_ms")?,
        app_version: row.text("app")?.to_owned(),
        lost_ms: row.maybe_int("lost_ms")?,
        retired_ms: row.maybe_int("retired_ms")?,
        erased_ms: row.maybe_int("erased_ms")?,
    })
}
