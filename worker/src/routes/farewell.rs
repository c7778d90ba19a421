//! `/api/devices/<replica>/lost`, `/retired` and `/erased`: devices that somebody parts with.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use hub::Farewell;

use crate::app::{App, now_ms};
use crate::auth::{AnySession, SignedIn};
use crate::error::ApiError;
use crate::live::News;
use crate::shell::Named;

/// Says that a device is lost; it erases itself when it next makes contact.
#[worker::send]
pub async fn lose(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named<u32>,
) -> Result<StatusCode, ApiError> {
    part_with(&app, &account.person, replica, Farewell::Lost, true).await
}

/// Says that it was found, as long as it has not erased itself.
#[worker::send]
pub async fn find(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named<u32>,
) -> Result<StatusCode, ApiError> {
    part_with(&app, &account.person, replica, Farewell::Lost, false).await
}

/// Retires a device; it sends once more what it holds, and erases itself.
#[worker::send]
pub async fn retire(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named<u32>,
) -> Result<StatusCode, ApiError> {
    part_with(&app, &account.person, replica, Farewell::Retired, true).await
}

/// Takes that back, as long as it has not erased itself.
#[worker::send]
pub async fn keep(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    Named(replica): Named<u32>,
) -> Result<StatusCode, ApiError> {
    part_with(&app, &account.person, replica, Farewell::Retired, false).await
}

/// Such a device says that it has erased itself.
#[worker::send]
pub async fn erased(
    State(app): State<Arc<App>>,
    session: AnySession,
    Named(replica): Named<u32>,
) -> Result<StatusCode, ApiError> {
    app.hub()
        .note_erased(&session.account.person, replica, now_ms())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn part_with(
    app: &App,
    person: &str,
    replica: u32,
    farewell: Farewell,
    is_meant: bool,
) -> Result<StatusCode, ApiError> {
    let whose = app
        .hub()
        .part_with(person, replica, farewell, is_meant, now_ms())
        .await?;
    // Their devices come back at once, and the one that is meant is told.
    app.tell(News::person_out(&whose));
    Ok(StatusCode::NO_CONTENT)
}
