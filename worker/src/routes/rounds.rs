//! `/api/rounds`: the history of sync.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::access::Role;
use hub::SyncRound;
use serde::Serialize;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;

/// Rounds of sync that moved something, latest first.
#[derive(Serialize)]
pub struct Rounds {
    rounds: Vec<SyncRound>,
}

/// Lists those of the devices that the person may know of.
#[worker::send]
pub async fn list(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
) -> Result<Json<Rounds>, ApiError> {
    signed_in.require(&app, Role::BranchHead).await?;
    let rounds = app.hub().rounds(&signed_in.0.person).await?;
    Ok(Json(Rounds { rounds }))
}
