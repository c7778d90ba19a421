//! `/api/devices`: who is behind.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::access::Role;
use hub::Device;
use serde::Serialize;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;

/// Devices of the branches that the person leads, or of all.
#[derive(Serialize)]
pub struct Devices {
    devices: Vec<Device>,
}

/// Lists them.
#[worker::send]
pub async fn list(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
) -> Result<Json<Devices>, ApiError> {
    signed_in.require(&app, Role::BranchHead).await?;
    let devices = app.hub().devices(&signed_in.0.person).await?;
    Ok(Json(Devices { devices }))
}
