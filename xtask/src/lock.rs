//! Locks between commands that run at the same time. A lock ends with the returned file.

use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::problem::Problem;

/// Waits for the lock at `path`; says that it waits `for_what`.
pub fn wait(path: &Path, for_what: &str) -> Result<File, Problem> {
    if let Some(file) = take(path)? {
        return Ok(file);
    }
    println!("Waiting for {for_what} to finish.");
    let file = open(path)?;
    file.lock().map_err(Problem::file(path))?;
    Ok(file)
}

/// Takes the lock at `path`, unless another command holds it.
pub fn take(path: &Path) -> Result<Option<File>, Problem> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(source)) => Err(Problem::file(path)(source)),
    }
}

fn open(path: &Path) -> Result<File, Problem> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Problem::file(folder))?;
    }
    File::create(path).map_err(Problem::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_until_its_file_is_dropped() {
        let path = std::env::temp_dir().join(format!("relasi-lock-{}", std::process::id()));
        let first = take(&path).expect("writable");
        assert!(first.is_some());
        assert!(take(&path).expect("writable").is_none());
        drop(first);
        assert!(take(&path).expect("writable").is_some());
        fs::remove_file(&path).expect("removable");
    }
}
