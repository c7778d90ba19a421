//! Why the hub did not answer.

use sync::codes;
use sync::protocol::Failure;

use crate::database::DatabaseError;

/// Why the hub did not answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HubError {
    /// The request was not processed, and nothing of it was consumed.
    #[error("refused: {}", .0.code)]
    Refused(Failure),
    /// The person is unknown, put away or not active any more.
    #[error("the person has no access")]
    Ended,
    /// The person may not see it, or it does not exist.
    #[error("not found")]
    NotFound,
    /// The role does not allow it.
    #[error("the role does not allow it")]
    Role,
    /// Others write the same records all the time; try again later.
    #[error("busy")]
    Busy,
    /// The database failed, or holds something that cannot be read.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl HubError {
    pub(crate) fn refused(code: &str) -> Self {
        Self::Refused(Failure {
            code: code.to_owned(),
            now_ms: None,
            mark: None,
        })
    }

    pub(crate) fn malformed() -> Self {
        Self::refused(codes::MALFORMED)
    }
}

impl From<serde_json::Error> for HubError {
    fn from(error: serde_json::Error) -> Self {
        Self::Database(DatabaseError::Failed(error.to_string()))
    }
}
