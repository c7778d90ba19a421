//! `/api/record/<id>/history`: every change of a record that the person may see.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use hub::HistoryEntry;
use serde::Serialize;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;

/// The changes, latest first.
#[derive(Serialize)]
pub struct History {
    entries: Vec<HistoryEntry>,
}

/// A record in another branch is answered like one that does not exist.
#[worker::send]
pub async fn show(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Path(record): Path<String>,
) -> Result<Json<History>, ApiError> {
    let entries = app.hub().history(&account.person, &record).await?;
    Ok(Json(History { entries }))
}
