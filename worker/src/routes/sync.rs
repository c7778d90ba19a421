//! `/api/sync`: the device's changes in, everything new out.

use std::sync::Arc;

use axum::extract::{self, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use hub::Database;
use hub::accounts::audit::{self, Event};
use sync::codes;
use sync::protocol::Request;

use crate::app::{App, now_ms};
use crate::auth::SignedIn;
use crate::error::ApiError;
use crate::live::News;
use crate::shell::{parse, read};

/// One round of sync.
#[worker::send]
pub async fn exchange(
    State(app): State<Arc<App>>,
    SignedIn(account): SignedIn,
    request: extract::Request,
) -> Result<Response, ApiError> {
    let (parts, body) = request.into_parts();
    let body = read(&parts.headers, body).await?;
    match answer(&app, &account.person, &body).await {
        Ok(json) => Ok(([(header::CONTENT_TYPE, "application/json")], json).into_response()),
        Err(error) => {
            if is_foreign(&error) {
                let entry =
                    audit::entry(Event::ForeignRequest, Some(&account.person), None, now_ms());
                app.db.query(entry).await?;
            }
            Err(error)
        }
    }
}

async fn answer(app: &Arc<App>, person: &str, body: &[u8]) -> Result<String, ApiError> {
    let request: Request = parse(body)?;
    let (hub, begin_ms) = (app.hub(), now_ms());
    let answered = hub.sync(person, &request, begin_ms, &app.epoch).await?;
    app.note_round(&request, answered.counts, begin_ms);
    app.tell(News::moved(answered.moved, request.replica));
    Ok(answered.text)
}

/// No device of ours sends such a request in the name of its person.
fn is_foreign(error: &ApiError) -> bool {
    match error {
        ApiError::Malformed => true,
        ApiError::Sync(failure) => failure.code == codes::FOREIGN_REPLICA,
        _ => false,
    }
}
