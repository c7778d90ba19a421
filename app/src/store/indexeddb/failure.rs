//! What a failed operation means for the store.

use indexed_db_futures::error::{Error, OpenDbError, UnexpectedDataError};
use sync::store::StoreError;
use web_sys::DomException;

/// Why an operation failed.
#[derive(Debug)]
pub enum Failure {
    /// The browser closed the connection; another one may work.
    Lost(String),
    /// A new connection would not help.
    Final(StoreError),
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Lost(_) => Self::Closed,
            Failure::Final(error) => error,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Final(error)
    }
}

impl From<DomException> for Failure {
    fn from(exception: DomException) -> Self {
        let message = format!("{}: {}", exception.name(), exception.message());
        match exception.name().as_str() {
            // The guard, see `guard::pass`; nothing else in the database has to be unique.
            "ConstraintError" => Self::Final(StoreError::Conflict),
            "QuotaExceededError" => Self::Final(StoreError::Full),
            // A transaction on a closed connection, or one that the closing aborted.
            "InvalidStateError" | "AbortError" => Self::Lost(message),
            // A newer version of the app has upgraded the database.
            "VersionError" => Self::Final(StoreError::Closed),
            // Safari says this when its database process was ended in the background.
            _ if message.contains("server lost") => Self::Lost(message),
            // Chromium says this when the disk rather than the quota is exhausted.
            _ if message.contains("full disk") => Self::Final(StoreError::Full),
            _ => Self::Final(StoreError::Failed(message)),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        match error {
            Error::DomException(exception) => DomException::from(exception).into(),
            Error::Serialisation(error) => StoreError::Unreadable(error.to_string()).into(),
            Error::MissingData(UnexpectedDataError::TransactionAborted) => {
                Self::Lost(error.to_string())
            }
            _ => StoreError::Failed(error.to_string()).into(),
        }
    }
}

impl From<OpenDbError> for Failure {
    fn from(error: OpenDbError) -> Self {
        match error {
            OpenDbError::Base(error) => error.into(),
            _ => StoreError::Failed(error.to_string()).into(),
        }
    }
}
