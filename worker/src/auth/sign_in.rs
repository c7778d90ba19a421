//! Signing in: attempts are counted before the password is looked at, and an unknown address
//! takes as long as a wrong password.

use axum::Json;
use axum::http::HeaderMap;
use axum::http::header::SET_COOKIE;
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::access::Role;
use domain::kinds::settings::UNLOCK_ASKED;
use hub::accounts::audit::{self, Event};
use hub::accounts::data_key::Unlock;
use hub::accounts::{Account, browser, credential, data_key, password, session, throttle};
use hub::{Database, Statement};
use serde::Serialize;

use super::{cookie, token};
use crate::app::{App, now_ms};
use crate::error::ApiError;

/// What the app is told about a session.
#[derive(Serialize)]
pub struct Answer {
    person: String,
    name: String,
    role: Role,
    must_change: bool,
    expires_ms: i64,
}

/// What the app is told when a session begins.
#[derive(Serialize)]
struct Begun {
    #[serde(flatten)]
    answer: Answer,
    /// How the device opens its book, and with what; none where it did not say which one it is.
    #[serde(flatten)]
    unlock: Option<Unlock>,
}

impl Answer {
    /// Describes a session.
    pub fn new(account: Account, expires_ms: i64) -> Self {
        let Account {
            person,
            name,
            role,
            must_change,
            ..
        } = account;
        Self {
            person,
            name,
            role,
            must_change,
            expires_ms,
        }
    }
}

/// Checks address and password and begins a session on a device.
pub async fn sign_in(
    app: &App,
    headers: &HeaderMap,
    (address, password): (&str, &str),
    device: Option<&str>,
) -> Result<Response, ApiError> {
    let credential = credential::of_address(&app.db, address).await?;
    let credential = credential.filter(|found| app.sample || !found.account.sample);
    let person = credential
        .as_ref()
        .map(|found| found.account.person.as_str());
    let bucket = bucket(app, headers, address, person).await?;
    take_attempt(app, &bucket).await?;
    let stored = credential.as_ref().map(|found| found.hash.as_str());
    if !password::verify(password, stored) {
        app.db
            .query(audit::entry(Event::SignInFailed, None, person, now_ms()))
            .await?;
        return Err(ApiError::BadCredentials);
    }
    let account = credential.ok_or(ApiError::BadCredentials)?.account;
    app.db.query(throttle::clear(&bucket)).await?;
    begin_session(app, headers, account, device).await
}

/// Lets nobody do what is grave who does not give their own password again. Answers what forgets
/// the attempts, to be run with what is then done.
pub async fn confirm_password(app: &App, person: &str, given: &str) -> Result<Statement, ApiError> {
    let bucket = format!("password:{person}");
    take_attempt(app, &bucket).await?;
    let stored = credential::of_person(&app.db, person).await?;
    let stored = stored.ok_or(ApiError::SessionEnded)?.hash;
    if !password::verify(given, Some(&stored)) {
        return Err(ApiError::OldPasswordWrong);
    }
    Ok(throttle::clear(&bucket))
}

/// Counts an attempt to give a password, unless it comes too early.
async fn take_attempt(app: &App, bucket: &str) -> Result<(), ApiError> {
    let now = now_ms();
    match throttle::attempt(&app.db, bucket, now).await? {
        throttle::Attempt::Allowed => Ok(()),
        throttle::Attempt::NotBefore(then) => {
            let seconds = u64::try_from(then - now).unwrap_or(0).div_ceil(1000);
            Err(ApiError::Throttled(seconds.max(1)))
        }
    }
}

/// Begins a session and answers with its cookies and the keys of the device.
pub async fn begin_session(
    app: &App,
    headers: &HeaderMap,
    account: Account,
    device: Option<&str>,
) -> Result<Response, ApiError> {
    let now = now_ms();
    let unlock = unlock(app, &account.person, device).await?;
    let proof = unlock.as_ref().and_then(proof);
    let session_token = token::token()?;
    let browser_token = match cookie::value(headers, cookie::BROWSER) {
        Some(known) => known.to_owned(),
        None => token::token()?,
    };
    let person = account.person.as_str();
    app.db
        .batch(vec![
            session::forget_ended(now),
            session::begin(&token::hash(&session_token), person, proof.as_deref(), now),
            browser::remember(&token::hash(&browser_token), person),
            audit::entry(Event::SignedIn, Some(person), None, now),
        ])
        .await?;
    let cookies = [
        cookie::session(&session_token, session::LIFETIME_MS),
        cookie::browser(&browser_token),
    ];
    let cookies = cookies
        .into_iter()
        .flatten()
        .map(|cookie| (SET_COOKIE, cookie));
    let answer = Answer::new(account, now + session::LIFETIME_MS);
    Ok((AppendHeaders(cookies), Json(Begun { answer, unlock })).into_response())
}

async fn unlock(app: &App, person: &str, device: Option<&str>) -> Result<Option<Unlock>, ApiError> {
    let Some(device) = device else {
        return Ok(None);
    };
    if !hub::is_id(device) {
        return Err(ApiError::Malformed);
    }
    let unlock = data_key::of_device(&app.db, person, device, &token::token()?).await?;
    Ok(Some(unlock))
}

/// What is stored of the proof that a book is open, where the company wants one.
fn proof(unlock: &Unlock) -> Option<String> {
    let latest = unlock
        .keys
        .last()
        .filter(|_| unlock.unlock == UNLOCK_ASKED)?;
    Some(token::hash(&token::proof(&latest.key)))
}

/// Where attempts are counted: apart for a browser that the person has used before, together
/// for everybody else who tries the address.
async fn bucket(
    app: &App,
    headers: &HeaderMap,
    address: &str,
    person: Option<&str>,
) -> Result<String, ApiError> {
    if let (Some(browser), Some(person)) = (cookie::value(headers, cookie::BROWSER), person) {
        let browser = token::hash(browser);
        if browser::is_known(&app.db, &browser, person).await? {
            return Ok(format!("browser:{browser}:{person}"));
        }
    }
    Ok(format!(
        "address:{}",
        token::hash(&address.trim().to_ascii_lowercase())
    ))
}
