//! The person behind a request, as the routes ask for them.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::access::Role;
use hub::Database;
use hub::accounts::audit::{self, Event};
use hub::accounts::{Account, session};

use super::{cookie, token};
use crate::app::{App, now_ms};
use crate::error::ApiError;

/// Header in which an app shows that the book of its device is open.
const PROOF: &str = "x-relasi-proof";

/// A session that holds, even when the start password has not been replaced yet.
pub struct AnySession {
    /// Whose it is.
    pub account: Account,
    /// When it ends.
    pub expires_ms: i64,
    /// What is stored of its token.
    pub token_hash: String,
}

/// Somebody who is signed in and may work.
pub struct SignedIn(pub Account);

impl SignedIn {
    /// Refuses whoever is less than `least`, and keeps a note of it.
    pub async fn require(&self, app: &App, least: Role) -> Result<(), ApiError> {
        let Self(account) = self;
        if account.role >= least {
            return Ok(());
        }
        let entry = audit::entry(Event::Denied, Some(&account.person), None, now_ms());
        app.db.query(entry).await?;
        Err(ApiError::Role)
    }
}

/// What is stored of the session token that the request carries.
pub fn session_token_hash(headers: &HeaderMap) -> Option<String> {
    cookie::value(headers, cookie::SESSION).map(token::hash)
}

/// Whether the request shows what the session asks for beside its cookie, which lies on the disk of
/// the device.
fn is_proven(headers: &HeaderMap, proof: Option<&str>) -> bool {
    let shown = headers.get(PROOF).and_then(|shown| shown.to_str().ok());
    proof.is_none_or(|proof| shown.is_some_and(|shown| token::hash(shown) == proof))
}

impl FromRequestParts<Arc<App>> for AnySession {
    type Rejection = ApiError;

    #[worker::send]
    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let token_hash = session_token_hash(&parts.headers).ok_or(ApiError::SessionEnded)?;
        let session = session::find(&app.db, &token_hash, now_ms()).await?;
        let session = session
            .filter(|session| app.sample || !session.account.sample)
            .filter(|session| is_proven(&parts.headers, session.proof.as_deref()));
        let session::Session {
            account,
            expires_ms,
            ..
        } = session.ok_or(ApiError::SessionEnded)?;
        Ok(Self {
            account,
            expires_ms,
            token_hash,
        })
    }
}

impl FromRequestParts<Arc<App>> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, ApiError> {
        let session = AnySession::from_request_parts(parts, app).await?;
        if session.account.must_change {
            Err(ApiError::PasswordChangeNeeded)
        } else {
            Ok(Self(session.account))
        }
    }
}
