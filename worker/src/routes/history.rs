//! `/api/record/<id>/history`: every change of a record that the person may see.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use hub::HistoryEntry;
use serde::Serialize;

use crate::app::App;
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::shell::Named;

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
    Named(record): Named,
) -> Result<Json<History>, ApiError> {
    let entries = app.hub().history(&account.person, &record).await?;
    Ok(Json(History { entries }))
}
