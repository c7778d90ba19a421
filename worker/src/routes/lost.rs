//! `/api/devices/<replica>/lost` and `/erased`: devices that are lost.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::app::{App, now_ms};
use crate::auth::{AnySession, SignedIn};
use crate::error::ApiError;
use crate::shell::Named;

/// Says that a device is lost; it erases itself when it next makes contact.
#[worker::send]
pub async fn mark(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named,
) -> Result<StatusCode, ApiError> {
    mark_as(&app, &account.person, &replica, true).await
}

/// Says that it was found, as long as it has not erased itself.
#[worker::send]
pub async fn unmark(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named,
) -> Result<StatusCode, ApiError> {
    mark_as(&app, &account.person, &replica, false).await
}

/// A lost device says that it has erased itself.
#[worker::send]
pub async fn erased(
    State(app): State<Arc<App>>,
    session: AnySession,
    Named(replica): Named,
) -> Result<StatusCode, ApiError> {
    app.hub()
        .note_erased(&session.account.person, number(&replica)?, now_ms())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn mark_as(
    app: &App,
    person: &str,
    replica: &str,
    is_lost: bool,
) -> Result<StatusCode, ApiError> {
    app.hub()
        .mark_lost(person, number(replica)?, is_lost, now_ms())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An address that is no number names no replica.
fn number(replica: &str) -> Result<u32, ApiError> {
    replica.parse().map_err(|_| ApiError::NotFound)
}
