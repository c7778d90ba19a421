//! What only the server can do or tell. Everything here needs the network.
#![allow(missing_docs, reason = "fields are named as the server names them")]

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use sync::change::Change;
use sync::protocol::Cause;

use super::Store;
use crate::i18n::zone::offset;
use crate::platform::http::{self, Reply};

/// Why the server did not do it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ApiError {
    /// Stable code, for `error.<code>`; `offline` when nobody answered.
    pub code: String,
    /// Seconds after which to try again.
    #[serde(default)]
    pub retry_after: Option<u64>,
}

/// One person's database on one device, as the server knows it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Device {
    pub replica: u32,
    pub person: String,
    pub label: String,
    /// Ids of the person's branches.
    pub branches: Vec<String>,
    pub last_sync_ms: Option<i64>,
    pub pending: u32,
    pub refused: u32,
    pub repairs: u32,
    pub clock_error_ms: i64,
    pub app_version: String,
    /// When somebody said that it is lost, milliseconds.
    pub lost_ms: Option<i64>,
    /// When somebody retired it, milliseconds.
    pub retired_ms: Option<i64>,
    /// When it said that it has erased itself, milliseconds.
    pub erased_ms: Option<i64>,
}

/// Why somebody parts with a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Farewell {
    /// It is gone: it erases itself with whatever it did not send.
    Lost,
    /// It is not used any more: it sends what it holds, which is kept aside, and erases itself.
    Retired,
}

impl Farewell {
    /// Its word in addresses and texts.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Retired => "retired",
        }
    }
}

/// A change that the server refused and about which nobody has decided.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct RefusedChange {
    pub replica: u32,
    pub person: String,
    /// What the device calls itself.
    pub label: String,
    /// Why it was refused.
    pub code: String,
    pub change: Change,
    /// Whether all its values are there.
    pub is_whole: bool,
}

/// What somebody decides about such a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// They have made it as a change of their own.
    Released,
    /// Nothing is to be done.
    Closed,
}

/// A round of sync that moved something.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SyncRound {
    pub person: String,
    /// What the device calls itself.
    pub label: String,
    pub at_ms: i64,
    /// Why the device began it.
    #[serde(default)]
    pub cause: Cause,
    pub sent: u64,
    pub refused: u64,
    pub received: u64,
    /// Conflicts that were not there before.
    pub conflicts: u64,
    pub took_ms: u64,
}

/// What the rounds of one day moved.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct SyncDay {
    /// Days since 1970.
    pub day: i64,
    pub sent: u64,
    pub refused: u64,
    /// Conflicts that were not there before.
    pub conflicts: u64,
}

#[derive(Deserialize)]
struct Refused {
    refused: Vec<RefusedChange>,
}

/// The history of sync.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Rounds {
    /// The latest, latest first.
    pub rounds: Vec<SyncRound>,
    /// Day by day, latest first.
    pub days: Vec<SyncDay>,
}

#[derive(Deserialize)]
struct Devices {
    devices: Vec<Device>,
}

#[derive(Deserialize)]
struct StartPassword {
    password: String,
}

impl ApiError {
    /// Nobody, or somebody else than our server, answered.
    pub fn offline() -> Self {
        Self {
            code: "offline".to_owned(),
            retry_after: None,
        }
    }
}

impl Store {
    /// What the server knows of every device of the person's branches.
    pub async fn devices(&self) -> Result<Vec<Device>, ApiError> {
        Ok(call::<Devices>("GET", "/api/devices", None).await?.devices)
    }

    /// Parts with a device, or takes that back before it erased itself.
    pub async fn part_with(
        &self,
        replica: u32,
        farewell: Farewell,
        is_meant: bool,
    ) -> Result<(), ApiError> {
        let method = if is_meant { "POST" } else { "DELETE" };
        let path = format!("/api/devices/{replica}/{}", farewell.word());
        done(method, &path, None).await
    }

    /// Refused changes of the people whom this person leads or supervises, oldest first.
    pub async fn refused_changes(&self) -> Result<Vec<RefusedChange>, ApiError> {
        Ok(call::<Refused>("GET", "/api/refused", None).await?.refused)
    }

    /// Notes what this person decided about a refused change.
    pub async fn decide(&self, replica: u32, seq: u64, decision: Decision) -> Result<(), ApiError> {
        let path = format!("/api/refused/{replica}/{seq}");
        done("POST", &path, Some(&json!({ "decision": decision }))).await
    }

    /// The rounds of sync of the devices that this person may know of, by their own days.
    pub async fn rounds(&self) -> Result<Rounds, ApiError> {
        let ahead_minutes = offset(self.now_ms(), &self.zone()) / 60_000;
        let path = format!("/api/rounds?ahead_minutes={ahead_minutes}");
        call("GET", &path, None).await
    }

    /// Changes the person's own password.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), ApiError> {
        done(
            "POST",
            "/api/password",
            Some(&json!({"old": old, "new": new})),
        )
        .await?;
        self.password_changed(new).await;
        Ok(())
    }

    /// Erases a customer with all that follows, for good. The person's own password shows that they
    /// mean it.
    pub async fn erase_customer(&self, id: &str, password: &str) -> Result<(), ApiError> {
        let path = format!("/api/record/{id}/erase");
        done("POST", &path, Some(&json!({ "password": password }))).await?;
        self.sync_now(Cause::Saved);
        Ok(())
    }

    /// Makes a password for a staff member's first sign-in, which they must change.
    pub async fn start_password(&self, staff: &str) -> Result<String, ApiError> {
        let path = format!("/api/staff/{staff}/start-password");
        Ok(call::<StartPassword>("POST", &path, Some(&json!({})))
            .await?
            .password)
    }

    /// Ends a staff member's sessions and lets them sign in no more.
    pub async fn end_access(&self, staff: &str) -> Result<(), ApiError> {
        done("DELETE", &format!("/api/staff/{staff}/access"), None).await
    }
}

/// Fails unless our server, and nobody else, answers and is well.
pub(super) async fn reach_server() -> Result<(), ApiError> {
    done("GET", "/api/health", None).await
}

/// For how long a server that has too much to do asks to be left alone, seconds.
pub(super) fn retry_after(body: &str) -> Option<u64> {
    let error: ApiError = serde_json::from_str(body).ok()?;
    error.retry_after
}

/// Asks the server and reads its JSON answer.
pub(super) async fn call<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: Option<&Value>,
) -> Result<T, ApiError> {
    let text = send(method, path, body).await?;
    serde_json::from_str(&text).map_err(|_| ApiError::offline())
}

/// Asks the server to do something that has no answer.
pub(super) async fn done(method: &str, path: &str, body: Option<&Value>) -> Result<(), ApiError> {
    send(method, path, body).await.map(|_| ())
}

async fn send(method: &str, path: &str, body: Option<&Value>) -> Result<String, ApiError> {
    let json = body.map(Value::to_string);
    match http::send(method, path, json.as_deref()).await {
        Reply::Answer {
            status: 200..=299,
            body,
        } => Ok(body),
        Reply::Answer {
            status: 500..,
            body,
        } => Err(ApiError {
            retry_after: retry_after(&body),
            ..ApiError::offline()
        }),
        Reply::Offline | Reply::Portal => Err(ApiError::offline()),
        Reply::Answer { body, .. } => {
            Err(serde_json::from_str(&body).unwrap_or_else(|_| ApiError::offline()))
        }
    }
}
