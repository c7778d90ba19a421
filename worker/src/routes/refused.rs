//! `/api/refused`: changes that were refused, for those who lead or supervise whoever made them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::access::Role;
use hub::{Decision, RefusedChange};
use serde::{Deserialize, Serialize};

use crate::app::{App, now_ms};
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::shell::{Input, Named};

/// Refused changes about which nobody has decided, oldest first.
#[derive(Serialize)]
pub struct Refused {
    refused: Vec<RefusedChange>,
}

/// What is decided about one.
#[derive(Deserialize)]
pub struct Decided {
    decision: Decision,
}

/// Lists them.
#[worker::send]
pub async fn list(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
) -> Result<Json<Refused>, ApiError> {
    signed_in.require(&app, Role::Supervisor).await?;
    let refused = app.hub().refused(&signed_in.0.person).await?;
    Ok(Json(Refused { refused }))
}

/// Notes what was decided about the one that the address names.
#[worker::send]
pub async fn decide(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    Named((replica, seq)): Named<(u32, u64)>,
    Input(Decided { decision }): Input<Decided>,
) -> Result<StatusCode, ApiError> {
    signed_in.require(&app, Role::Supervisor).await?;
    let person = &signed_in.0.person;
    app.hub()
        .decide(person, replica, seq, decision, now_ms())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
