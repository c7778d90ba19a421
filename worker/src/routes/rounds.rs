//! `/api/rounds`: the history of sync.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use domain::access::Role;
use hub::SyncHistory;
use serde::Deserialize;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;

/// Where the person is.
#[derive(Deserialize)]
pub struct Clock {
    /// How far their clock is ahead of UTC, minutes.
    #[serde(default)]
    ahead_minutes: i16,
}

/// Lists those of the devices that the person may know of.
#[worker::send]
pub async fn list(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    Query(clock): Query<Clock>,
) -> Result<Json<SyncHistory>, ApiError> {
    signed_in.require(&app, Role::BranchHead).await?;
    let ahead_ms = i64::from(clock.ahead_minutes) * 60_000;
    let hub = app.hub();
    let history = hub.sync_history(&signed_in.0.person, ahead_ms).await?;
    Ok(Json(history))
}
