//! `/api/record/<id>/erase`: head office erases whoever a record is about.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::access::Role;
use hub::Database;
use serde::Deserialize;

use crate::app::{App, now_ms};
use crate::auth::{SignedIn, confirm_password};
use crate::error::ApiError;
use crate::live::News;
use crate::shell::{Input, Named};

/// What shows that the person means it.
#[derive(Deserialize)]
pub struct Erase {
    password: String,
}

/// Erases on the server at once, and on every device when it next makes contact.
#[worker::send]
pub async fn erase(
    State(app): State<Arc<App>>,
    signed_in: SignedIn,
    Named(record): Named,
    Input(Erase { password }): Input<Erase>,
) -> Result<StatusCode, ApiError> {
    signed_in.require(&app, Role::HeadOffice).await?;
    let person = signed_in.0.person.as_str();
    // What cannot be is told before the password counts for anything.
    let planned = app.hub().plan_erasure(person, &record, now_ms()).await?;
    let forget_attempts = confirm_password(&app, person, &password).await?;
    app.db.query(forget_attempts).await?;
    if let Some(erasure) = planned {
        app.ledger.note(&erasure).await?;
        let (erasure, moved) = app.hub().erase(&erasure, Some(person), now_ms()).await?;
        app.ledger.note(&erasure).await?;
        app.tell(News::moved_by_nobody(moved));
    }
    Ok(StatusCode::NO_CONTENT)
}
