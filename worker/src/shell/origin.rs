//! The same-origin rule: only our own pages may ask for something that changes anything, or for a
//! socket, on which an answer can be read by whoever asked.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::error::ApiError;

/// A header that no form and no other site's script can add without being asked.
const OUR_HEADER: &str = "x-relasi";

/// Whether a request asks for a socket.
pub fn is_upgrade(headers: &HeaderMap) -> bool {
    let upgrade = text(headers, header::UPGRADE.as_str());
    upgrade.is_some_and(|upgrade| upgrade.eq_ignore_ascii_case("websocket"))
}

/// Refuses a request that changes something or asks for a socket and does not come from our own pages.
pub async fn refuse_foreign(request: Request, next: Next) -> Response {
    let host = request
        .uri()
        .authority()
        .map(|authority| authority.as_str());
    match check(request.method(), request.headers(), host) {
        Ok(()) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

fn check(method: &Method, headers: &HeaderMap, host: Option<&str>) -> Result<(), ApiError> {
    let is_read = matches!(*method, Method::GET | Method::HEAD);
    if is_read && !is_upgrade(headers) {
        return Ok(());
    }
    if !is_same_origin(headers, host) {
        return Err(ApiError::ForeignOrigin);
    }
    // No page can add a header of its own to the request for a socket.
    if is_read {
        return Ok(());
    }
    if text(headers, OUR_HEADER) != Some("1") {
        return Err(ApiError::ForeignOrigin);
    }
    let has_body = *method != Method::DELETE;
    if has_body && text(headers, header::CONTENT_TYPE.as_str()) != Some("application/json") {
        return Err(ApiError::ForeignOrigin);
    }
    Ok(())
}

/// Browsers of before 2023 do not send `Sec-Fetch-Site` everywhere, but do send `Origin`.
fn is_same_origin(headers: &HeaderMap, host: Option<&str>) -> bool {
    if let Some(site) = text(headers, "sec-fetch-site") {
        return site == "same-origin";
    }
    let origin = text(headers, header::ORIGIN.as_str());
    let origin_host = origin.and_then(|origin| Some(origin.split_once("://")?.1));
    origin_host.is_some() && origin_host == host
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}
