//! `/api/live`: a socket on which a device hears that feeds moved.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::Response;

use crate::app::{App, now_ms};
use crate::auth::AnySession;
use crate::error::ApiError;
use crate::live::Seat;
use crate::shell::is_upgrade;

/// The protocol on the socket. A browser that names protocols wants one of them named back.
const PROTOCOL: &str = "relasi";

/// Opens the socket of the replica that the address names, `?replica=<number>`.
#[worker::send]
pub async fn open(
    State(app): State<Arc<App>>,
    session: AnySession,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let session = session.may_work()?;
    if !is_upgrade(&headers) {
        return Err(ApiError::UpgradeRequired);
    }
    let person = session.account.person;
    let seat = Seat {
        replica: replica(&uri).ok_or(ApiError::Malformed)?,
        sight: app.hub().sight(&person).await?,
        person,
        session: session.token_hash,
        since_ms: now_ms(),
        until_ms: session.expires_ms,
    };
    let mut opened: Response = app.live.open(&seat).await?.into();
    if headers.contains_key(header::SEC_WEBSOCKET_PROTOCOL) {
        let protocol = HeaderValue::from_static(PROTOCOL);
        opened
            .headers_mut()
            .insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
    }
    Ok(opened)
}

fn replica(uri: &Uri) -> Option<u32> {
    uri.query()?.strip_prefix("replica=")?.parse().ok()
}
