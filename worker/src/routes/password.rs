//! `/api/password`: everybody changes their own.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use hub::Database;
use hub::accounts::audit::{self, Event};
use hub::accounts::credential::{self, Origin};
use hub::accounts::{password, session};
use serde::Deserialize;

use crate::app::{App, now_ms};
use crate::auth::{AnySession, confirm_password, salt};
use crate::error::ApiError;
use crate::live::News;
use crate::shell::Input;

/// The present password and the one that replaces it.
#[derive(Deserialize)]
pub struct Change {
    old: String,
    new: String,
}

/// Replaces the password and ends the person's sessions elsewhere.
#[worker::send]
pub async fn change(
    State(app): State<Arc<App>>,
    session: AnySession,
    Input(Change { old, new }): Input<Change>,
) -> Result<StatusCode, ApiError> {
    let AnySession {
        account,
        token_hash,
        ..
    } = session;
    let person = account.person.as_str();
    let forget_attempts = confirm_password(&app, person, &old).await?;
    if old == new {
        return Err(ApiError::PasswordUnchanged);
    }
    password::check(&new, &[&account.name, &account.address]).map_err(ApiError::WeakPassword)?;
    let origin = if account.sample {
        Origin::Sample
    } else {
        Origin::Chosen
    };
    app.db
        .batch(vec![
            credential::put(person, &password::hash(&new, &salt()?)?, origin),
            session::end_of(person, Some(&token_hash)),
            forget_attempts,
            audit::entry(Event::PasswordChanged, Some(person), None, now_ms()),
        ])
        .await?;
    // Sockets of the session that stays are closed too, and come back.
    app.tell(News::person_out(person));
    Ok(StatusCode::NO_CONTENT)
}
