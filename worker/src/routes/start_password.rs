//! `/api/staff/<id>/start-password`: an administrator lets somebody in.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::access::Role;
use hub::Database;
use hub::accounts::audit::{self, Event};
use hub::accounts::credential::{self, Origin};
use hub::accounts::{account, password, session};
use serde::Serialize;

use crate::app::{App, now_ms};
use crate::auth::{SignedIn, salt, start_password};
use crate::error::ApiError;
use crate::shell::Named;

/// The password, told once and never again.
#[derive(Serialize)]
pub struct StartPassword {
    password: String,
}

/// Gives the person a new password, which they must change, and ends their sessions.
#[worker::send]
pub async fn create(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    Named(person): Named,
) -> Result<Json<StartPassword>, ApiError> {
    signed_in.require(&app, Role::Administrator).await?;
    let address = account::address_of(&app.db, &person)
        .await?
        .ok_or(ApiError::NotFound)?;
    let holder = credential::of_address(&app.db, &address).await?;
    if holder.is_some_and(|holder| holder.account.person != person) {
        return Err(ApiError::AddressTaken);
    }
    let password = start_password()?;
    let by = Some(signed_in.0.person.as_str());
    app.db
        .batch(vec![
            credential::put(
                &person,
                &password::hash(&password, &salt()?)?,
                Origin::Start,
            ),
            session::end_of(&person, None),
            audit::entry(Event::StartPasswordGiven, by, Some(&person), now_ms()),
        ])
        .await?;
    Ok(Json(StartPassword { password }))
}
