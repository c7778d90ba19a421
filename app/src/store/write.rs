//! Saving what a person typed.

use sync::change::Op;
use sync::replica::{CommitError, Edit, Touched};
use sync::store::StoreError;

use super::Store;
use crate::platform::{clock, ids};

/// Why something was not saved. The form keeps its text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum SaveError {
    /// Nobody is signed in.
    Closed,
    /// The replica could not keep it.
    Commit(CommitError),
}

impl SaveError {
    /// Stable code, for `error.<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Closed => "not_open",
            Self::Commit(CommitError::RecordGone) => "record_gone",
            Self::Commit(CommitError::KindUnknown) => "kind_unknown",
            Self::Commit(CommitError::NoReplica) => "no_first_contact",
            Self::Commit(CommitError::Store(StoreError::Full)) => "quota_full",
            Self::Commit(CommitError::Store(StoreError::Closed)) => "store_closed",
            Self::Commit(CommitError::Store(_)) => "not_saved",
        }
    }
}

impl From<CommitError> for SaveError {
    fn from(error: CommitError) -> Self {
        Self::Commit(error)
    }
}

impl From<StoreError> for SaveError {
    fn from(error: StoreError) -> Self {
        Self::Commit(error.into())
    }
}

impl Store {
    /// Saves edits together. When it returns they are on the disk and on their way.
    pub async fn save(&self, edits: Vec<Edit>) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        let touched = replica.commit(&edits, clock::now_ms()).await?;
        self.after_write(&touched);
        Ok(())
    }

    /// Archives a record, or takes it back.
    pub async fn set_archived(
        &self,
        kind: &str,
        id: &str,
        archived: bool,
    ) -> Result<(), SaveError> {
        let op = if archived { Op::Archive } else { Op::Restore };
        self.save(vec![Edit::new(op, kind, id)]).await
    }

    /// An id for a new record.
    pub fn new_id(&self) -> String {
        ids::new_id()
    }

    /// Shows a write everywhere and has it sent soon.
    pub(super) fn after_write(&self, touched: &Touched) {
        self.follow(touched);
        self.tell_tabs();
        self.sync_soon();
    }
}
