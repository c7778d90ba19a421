//! `/api/health`: what runs here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use hub::accounts::credential;
use serde::Serialize;

use crate::app::App;
use crate::error::ApiError;

/// Versions, and whether the company is still to be set up.
#[derive(Serialize)]
pub struct Health {
    version: &'static str,
    schema: u32,
    epoch: String,
    setup: bool,
}

/// Answers only when the database does.
#[worker::send]
pub async fn show(State(app): State<Arc<App>>) -> Result<Json<Health>, ApiError> {
    Ok(Json(Health {
        version: env!("CARGO_PKG_VERSION"),
        schema: hub::SCHEMA_VERSION,
        epoch: app.epoch.clone(),
        setup: credential::none_exists(&app.db).await?,
    }))
}
