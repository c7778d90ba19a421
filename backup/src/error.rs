//! Why nothing was made.

use std::io;
use std::path::{Path, PathBuf};

use hub::backup::Unfit;
use hub::{DatabaseError, HubError};

use crate::USAGE;

/// A reason to stop. The files that were given are as they were.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("{USAGE}")]
    Usage,
    #[error("{}: {source}.", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{} is there already. Give the backup another name.", .0.display())]
    Exists(PathBuf),
    #[error("{} is not a backup of Relasi.", .0.display())]
    Foreign(PathBuf),
    #[error("{} is of a newer kind of backup. Restore it with a newer version of Relasi.", .0.display())]
    NewerKind(PathBuf),
    #[error("{} is damaged: what it holds is not what was written.", .0.display())]
    Damaged(PathBuf),
    #[error("{} cannot be used: {source}.", path.display())]
    Unfit { path: PathBuf, source: Unfit },
    #[error("{}: {source}.", path.display())]
    Database {
        path: PathBuf,
        source: DatabaseError,
    },
    #[error("the restored database could not be completed: {0}")]
    Incomplete(#[from] HubError),
}

impl Problem {
    /// For `map_err` on anything done to `path`.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }

    /// The same for what a database said.
    pub fn database(path: &Path) -> impl FnOnce(DatabaseError) -> Self {
        let path = path.to_owned();
        move |source| Self::Database { path, source }
    }

    /// The same for a database that is not taken.
    pub fn unfit(path: &Path) -> impl FnOnce(Unfit) -> Self {
        let path = path.to_owned();
        move |source| Self::Unfit { path, source }
    }
}
