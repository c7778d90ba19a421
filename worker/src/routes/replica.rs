//! `/api/replica`: a device's database gets its number.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};

use crate::app::{App, now_ms};
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::shell::Input;

/// The device that asks.
#[derive(Deserialize)]
pub struct Asking {
    device: String,
    label: String,
}

/// What a device needs before its first change.
#[derive(Serialize)]
pub struct Replica {
    replica: u32,
    epoch: String,
    now: i64,
}

/// Issues a number.
#[worker::send]
pub async fn create(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Input(asking): Input<Asking>,
) -> Result<Json<Replica>, ApiError> {
    let replica = app
        .hub()
        .register(&account.person, &asking.device, &asking.label)
        .await?;
    Ok(Json(Replica {
        replica,
        epoch: app.epoch.clone(),
        now: now_ms(),
    }))
}
