//! `/api/session`: sign in, who am I, sign out.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use hub::Database;
use hub::accounts::audit::{self, Event};
use hub::accounts::session;
use serde::Deserialize;

use crate::app::{App, now_ms};
use crate::auth::{Answer, AnySession, ended_session, session_token_hash, sign_in};
use crate::error::ApiError;
use crate::shell::Input;

/// What somebody signs in with.
#[derive(Deserialize)]
pub struct Credentials {
    email: String,
    password: String,
    /// Id of the device, whose keys the answer has.
    #[serde(default)]
    device: Option<String>,
}

/// Signs in.
#[worker::send]
pub async fn create(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Input(credentials): Input<Credentials>,
) -> Result<Response, ApiError> {
    let Credentials {
        email,
        password,
        device,
    } = &credentials;
    sign_in(&app, &headers, (email, password), device.as_deref()).await
}

/// Says whose the session is.
pub async fn show(session: AnySession) -> Json<Answer> {
    Json(Answer::new(session.account, session.expires_ms))
}

/// Signs out; nothing happens to somebody who is not signed in.
#[worker::send]
pub async fn end(State(app): State<Arc<App>>, headers: HeaderMap) -> Result<Response, ApiError> {
    if let Some(token_hash) = session_token_hash(&headers) {
        let now = now_ms();
        if let Some(found) = session::find(&app.db, &token_hash, now).await? {
            let entry = audit::entry(Event::SignedOut, Some(&found.account.person), None, now);
            app.db.batch(vec![session::end(&token_hash), entry]).await?;
        }
    }
    let cookie = ended_session().map(|cookie| (header::SET_COOKIE, cookie));
    Ok((StatusCode::NO_CONTENT, AppendHeaders(cookie)).into_response())
}
