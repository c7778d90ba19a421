//! `/api/rounds`: the history of sync.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use domain::access::Role;
use hub::{SyncDay, SyncRound};
use serde::{Deserialize, Serialize};

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;

/// Rounds of sync that moved something, and what they moved day by day, latest first.
#[derive(Serialize)]
pub struct Rounds {
    rounds: Vec<SyncRound>,
    days: Vec<SyncDay>,
}

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
) -> Result<Json<Rounds>, ApiError> {
    signed_in.require(&app, Role::BranchHead).await?;
    let (hub, person) = (app.hub(), &signed_in.0.person);
    let ahead_ms = i64::from(clock.ahead_minutes) * 60_000;
    Ok(Json(Rounds {
        rounds: hub.rounds(person).await?,
        days: hub.days(person, ahead_ms).await?,
    }))
}
