//! Everything that a route can answer instead of what was asked for: a stable code, no sentence.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hub::accounts::password::{HashError, Weakness};
use hub::{DatabaseError, EraseError, HubError};
use serde_json::json;
use sync::codes;
use sync::protocol::Failure;

/// Seconds after which a device may try again when the server was busy.
const BUSY_RETRY_SECONDS: u64 = 2;

/// Why a request was not fulfilled.
#[derive(Debug, Clone, PartialEq)]
pub enum ApiError {
    /// Address or password is wrong.
    BadCredentials,
    /// Too many attempts; seconds until the next.
    Throttled(u64),
    /// There is no session, or it has ended.
    SessionEnded,
    /// The start password must be replaced first.
    PasswordChangeNeeded,
    /// The present password was not given.
    OldPasswordWrong,
    /// The new password is the old one.
    PasswordUnchanged,
    /// The new password is not good enough.
    WeakPassword(Weakness),
    /// The address belongs to another person who signs in with it.
    AddressTaken,
    /// Nobody ends their own access.
    OwnAccess,
    /// Something is owed by or to whoever is to be erased.
    NotSettled,
    /// The company has been set up before.
    AlreadySetUp,
    /// A value of the request is not acceptable; where and why.
    Invalid(domain::validate::Problem),
    /// The request does not come from our own pages.
    ForeignOrigin,
    /// The request is not what was asked for.
    Malformed,
    /// The body is larger than allowed.
    TooLarge,
    /// The role does not allow it.
    Role,
    /// There is no such thing, or the person may not see it.
    NotFound,
    /// The address is not asked in this way.
    MethodNotAllowed,
    /// The address is that of a socket.
    UpgradeRequired,
    /// Too many at once.
    Busy,
    /// The sync request was not processed.
    Sync(Failure),
    /// The database or the configuration failed.
    Unavailable(String),
}

impl ApiError {
    fn status(&self) -> StatusCode {
        match self {
            Self::BadCredentials | Self::SessionEnded => StatusCode::UNAUTHORIZED,
            Self::Throttled(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::PasswordChangeNeeded | Self::ForeignOrigin | Self::Role => StatusCode::FORBIDDEN,
            Self::OldPasswordWrong
            | Self::PasswordUnchanged
            | Self::WeakPassword(_)
            | Self::OwnAccess
            | Self::NotSettled
            | Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::AddressTaken | Self::AlreadySetUp => StatusCode::CONFLICT,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UpgradeRequired => StatusCode::UPGRADE_REQUIRED,
            Self::Sync(failure) => sync_status(failure),
            Self::Busy | Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    fn code(&self) -> &str {
        match self {
            Self::BadCredentials => "bad_credentials",
            Self::Throttled(_) => "throttled",
            Self::SessionEnded => "session_ended",
            Self::PasswordChangeNeeded => "password_change_needed",
            Self::OldPasswordWrong => "old_password_wrong",
            Self::PasswordUnchanged => "password_unchanged",
            Self::WeakPassword(weakness) => weakness.code(),
            Self::AddressTaken => "address_taken",
            Self::OwnAccess => "own_access",
            Self::NotSettled => "not_settled",
            Self::AlreadySetUp => "already_set_up",
            Self::Invalid(problem) => problem.code.as_str(),
            Self::ForeignOrigin => "foreign_origin",
            Self::Malformed => codes::MALFORMED,
            Self::TooLarge => codes::TOO_LARGE,
            Self::Role => codes::ROLE,
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::UpgradeRequired => "upgrade_required",
            Self::Busy => codes::BUSY,
            Self::Sync(failure) => &failure.code,
            Self::Unavailable(_) => "unavailable",
        }
    }

    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Throttled(seconds) => Some(*seconds),
            Self::Busy | Self::Unavailable(_) => Some(BUSY_RETRY_SECONDS),
            _ => None,
        }
    }

    fn body(&self) -> serde_json::Value {
        match self {
            Self::Invalid(problem) => json!({ "code": self.code(), "path": problem.path }),
            Self::Sync(failure) => json!(failure),
            _ => match self.retry_after() {
                Some(seconds) => json!({ "code": self.code(), "retry_after": seconds }),
                None => json!({ "code": self.code() }),
            },
        }
    }
}

fn sync_status(failure: &Failure) -> StatusCode {
    match failure.code.as_str() {
        codes::MALFORMED => StatusCode::BAD_REQUEST,
        codes::FOREIGN_REPLICA => StatusCode::FORBIDDEN,
        codes::APP_OLDER => StatusCode::UPGRADE_REQUIRED,
        codes::DEVICE_LOST | codes::DEVICE_RETIRED => StatusCode::GONE,
        _ => StatusCode::CONFLICT,
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        if let Self::Unavailable(cause) = &self {
            worker::console_error!("{cause}");
        }
        let mut response = (self.status(), axum::Json(self.body())).into_response();
        if let Some(seconds) = self.retry_after() {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

impl From<DatabaseError> for ApiError {
    fn from(error: DatabaseError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<HubError> for ApiError {
    fn from(error: HubError) -> Self {
        match error {
            HubError::Refused(failure) => Self::Sync(failure),
            HubError::Ended => Self::SessionEnded,
            HubError::NotFound => Self::NotFound,
            HubError::Role => Self::Role,
            HubError::Busy => Self::Busy,
            HubError::Database(error) => error.into(),
        }
    }
}

impl From<EraseError> for ApiError {
    fn from(error: EraseError) -> Self {
        match error {
            EraseError::NotSettled => Self::NotSettled,
            EraseError::Hub(error) => error.into(),
        }
    }
}

impl From<HashError> for ApiError {
    fn from(error: HashError) -> Self {
        Self::Unavailable(error.to_string())
    }
}
