//! Numbers that people read, issued within the batch that makes their records.

use std::collections::BTreeMap;

use domain::kinds::{SCHEMA, branch};
use domain::schema::NumberSeries;
use serde_json::{Value as Json, json};
use sync::record::Record;

use crate::database::Statement;
use crate::error::HubError;
use crate::snapshot::Records;

/// Hands out numbers that people read.
#[derive(Default)]
pub(crate) struct Numbers {
    issued: BTreeMap<String, u64>,
}

impl Numbers {
    /// The place of a record's number in its series, when it needs one and has none. What is
    /// erased needs none.
    pub fn issue(&mut self, record: &Record, records: &Records) -> Option<Json> {
        let series = SCHEMA.kind(&record.kind)?.number?;
        if !record.text(series.field).is_empty() || record.erased_ms.is_some() {
            return None;
        }
        let prefix = prefix(&series, record, records)?;
        let place = self.issued.entry(prefix.clone()).or_default();
        *place += 1;
        let path = format!("$.f.{}", series.field);
        Some(json!({"series": prefix, "place": *place, "digits": series.digits, "path": path}))
    }

    pub fn statement(&self) -> Result<Option<Statement>, HubError> {
        if self.issued.is_empty() {
            return Ok(None);
        }
        Ok(Some(Statement::new(
            NUMBERS,
            [serde_json::to_string(&self.issued)?.into()],
        )))
    }
}

fn prefix(series: &NumberSeries, record: &Record, records: &Records) -> Option<String> {
    if !series.per_branch {
        return Some(format!("{}-", series.prefix));
    }
    let root = &records.get(&records.get(&record.id)?.root)?.record;
    let home = records.get(root.home.as_ref()?)?;
    Some(format!(
        "{}-{}-",
        series.prefix,
        home.record.text(branch::CODE)
    ))
}

// The series without a name holds what every new series begins after.
const NUMBERS: &str = "
    INSERT INTO counter (series, value)
    SELECT issued.key, coalesce(counter.value, least.value, 0) + issued.value
    FROM json_each(?1) AS issued
    LEFT JOIN counter ON counter.series = issued.key
    LEFT JOIN counter AS least ON least.series = ''
    WHERE true
    ON CONFLICT (series) DO UPDATE SET value = excluded.value";
