//! The two cookies: one of the session, one by which a browser is known to a person.

use axum::http::{HeaderMap, HeaderValue, header};

/// Cookie that carries the token of the session.
pub const SESSION: &str = "__Host-relasi";
/// Cookie that carries the token of a browser; it outlives sessions and signs nobody in.
pub const BROWSER: &str = "__Host-relasi-browser";
/// How long a browser is known, seconds; browsers keep no cookie for longer.
const BROWSER_SECONDS: i64 = 400 * 24 * 60 * 60;

/// The value of a cookie that the request carries.
pub fn value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

/// Sets the cookie of a session.
pub fn session(token: &str, lifetime_ms: i64) -> Option<HeaderValue> {
    set(SESSION, token, lifetime_ms / 1000)
}

/// Sets the cookie of a browser.
pub fn browser(token: &str) -> Option<HeaderValue> {
    set(BROWSER, token, BROWSER_SECONDS)
}

/// Removes the cookie of a session.
pub fn ended_session() -> Option<HeaderValue> {
    set(SESSION, "", 0)
}

fn set(name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Strict");
    HeaderValue::try_from(cookie).ok()
}
