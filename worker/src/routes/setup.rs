//! `/api/setup`: the first administrator of a company, once.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use domain::kinds::{settings, staff};
use domain::schema::Kind;
use domain::validate::check_record;
use hub::accounts::audit::{self, Event};
use hub::accounts::credential::{self, Origin};
use hub::accounts::password;
use hub::{DatabaseError, HubError, NewRecord};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::app::{App, now_ms};
use crate::auth::{begin_session, salt};
use crate::error::ApiError;
use crate::shell::Input;

/// The company and who sets it up.
#[derive(Deserialize)]
pub struct FirstAdministrator {
    company: String,
    name: String,
    email: String,
    password: String,
    /// Id of the device, whose keys the answer has.
    #[serde(default)]
    device: Option<String>,
}

/// Makes the first administrator and the settings, and signs the administrator in.
#[worker::send]
pub async fn create(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Input(first): Input<FirstAdministrator>,
) -> Result<Response, ApiError> {
    if !credential::none_exists(&app.db).await? {
        return Err(ApiError::AlreadySetUp);
    }
    let context = [&first.company, &first.name, &first.email].map(String::as_str);
    password::check(&first.password, &context).map_err(ApiError::WeakPassword)?;
    let person = Uuid::now_v7().to_string();
    let records = records(&first, &person)?;
    let also = vec![
        credential::guard_none_exists(),
        credential::put(
            &person,
            &password::hash(&first.password, &salt()?)?,
            Origin::Chosen,
        ),
        audit::entry(Event::SetUp, Some(&person), None, now_ms()),
    ];
    app.hub()
        .insert_records(&records, also)
        .await
        .map_err(taken)?;
    let credential = credential::of_person(&app.db, &person)
        .await?
        .ok_or(ApiError::SessionEnded)?;
    let mut response =
        begin_session(&app, &headers, credential.account, first.device.as_deref()).await?;
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

fn records(first: &FirstAdministrator, person: &str) -> Result<[NewRecord; 2], ApiError> {
    let administrator = json!({
        staff::NAME: first.name.trim(),
        staff::EMAIL: first.email.trim(),
        staff::ROLE: "administrator",
        staff::ACTIVE: true,
    });
    let company = json!({
        settings::COMPANY: first.company.trim(),
        settings::ACTIVE_MONTHS: settings::DEFAULT_ACTIVE_MONTHS,
    });
    Ok([
        record(&staff::STAFF, person, person, administrator)?,
        record(
            &settings::SETTINGS,
            &Uuid::now_v7().to_string(),
            person,
            company,
        )?,
    ])
}

fn record(kind: &Kind, id: &str, person: &str, fields: Value) -> Result<NewRecord, ApiError> {
    let Value::Object(fields) = fields else {
        return Err(ApiError::Malformed);
    };
    if let Some(problem) = check_record(kind, &fields).into_iter().next() {
        return Err(ApiError::Invalid(problem));
    }
    Ok(NewRecord {
        kind: kind.name.to_owned(),
        id: id.to_owned(),
        home: None,
        fields,
        created_ms: now_ms(),
        person: person.to_owned(),
    })
}

/// Somebody else was faster.
fn taken(error: HubError) -> ApiError {
    match error {
        HubError::Database(DatabaseError::Aborted) => ApiError::AlreadySetUp,
        other => other.into(),
    }
}
