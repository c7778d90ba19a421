//! A folder for what is needed only meanwhile.

use std::fs;
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// An empty folder that goes when it is dropped.
pub struct Scratch(PathBuf);

impl Scratch {
    /// Within `folder`, so that what is made there can be moved into its place at once.
    pub fn within(folder: &Path) -> Result<Self, Problem> {
        let path = folder.join("scratch");
        if path.exists() {
            fs::remove_dir_all(&path).map_err(Problem::file(&path))?;
        }
        fs::create_dir_all(&path).map_err(Problem::file(&path))?;
        Ok(Self(path))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The next one begins with removing what could not be removed.
        let _ = fs::remove_dir_all(&self.0);
    }
}
