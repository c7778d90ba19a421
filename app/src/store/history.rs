//! Histories of records: asked from the server, and kept for when it cannot be reached.
#![allow(missing_docs, reason = "fields are named as the server names them")]

use serde::{Deserialize, Serialize};
use sync::change::Op;
use sync::record::Fields;

use super::Store;
use super::api::{ApiError, call};

/// All changes of a record that the server applied, as it last told them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct History {
    /// Latest first.
    pub entries: Vec<HistoryEntry>,
    /// When the server told, milliseconds.
    #[serde(default)]
    pub heard_ms: i64,
    /// It was told just now and not read from the device.
    #[serde(skip)]
    pub is_fresh: bool,
}

/// One change in a record's history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub stamp: String,
    pub person: String,
    pub made_ms: i64,
    #[serde(flatten)]
    pub op: Op,
    #[serde(default)]
    pub fields: Fields,
    #[serde(default)]
    pub outcome: Option<String>,
}

impl Store {
    /// The history of a record, from the device when the server cannot be reached.
    pub async fn history(&self, id: &str) -> Result<History, ApiError> {
        match call::<History>("GET", &format!("/api/record/{id}/history"), None).await {
            Ok(mut history) => {
                history.heard_ms = self.now_ms();
                history.is_fresh = true;
                self.keep_history(id, &history).await;
                Ok(history)
            }
            Err(error) if error.code == "offline" => self.kept_history(id).await.ok_or(error),
            Err(error) => Err(error),
        }
    }

    /// One that cannot be kept can be asked for again.
    async fn keep_history(&self, id: &str, history: &History) {
        if let (Some(replica), Ok(told)) = (self.inner().replica(), serde_json::to_vec(history)) {
            drop(replica.keep_history(id, &told).await);
        }
    }

    async fn kept_history(&self, id: &str) -> Option<History> {
        let told = self.inner().replica()?.history(id).await.ok()??;
        serde_json::from_slice(&told).ok()
    }
}
