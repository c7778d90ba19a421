//! `/api/staff/<id>/access`: an administrator ends it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::access::Role;
use hub::Database;
use hub::accounts::audit::{self, Event};
use hub::accounts::{account, credential, session};

use crate::app::{App, now_ms};
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::shell::Named;

/// Keeps the person from signing in and ends their sessions at once.
#[worker::send]
pub async fn end(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    Named(person): Named,
) -> Result<StatusCode, ApiError> {
    signed_in.require(&app, Role::Administrator).await?;
    let by = signed_in.0.person.as_str();
    if by == person {
        return Err(ApiError::OwnAccess);
    }
    if !account::exists(&app.db, &person).await? {
        return Err(ApiError::NotFound);
    }
    app.db
        .batch(vec![
            credential::disable(&person),
            session::end_of(&person, None),
            audit::entry(Event::AccessEnded, Some(by), Some(&person), now_ms()),
        ])
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
