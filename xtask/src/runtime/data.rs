//! The folder that holds a local database.

use std::fs;
use std::path::PathBuf;

use super::wrangler;
use crate::problem::Problem;
use crate::process;
use crate::project::Project;

/// A local database, and whether the sample company belongs into it.
#[derive(Debug)]
pub struct Data {
    pub folder: PathBuf,
    pub has_sample: bool,
}

impl Data {
    /// Throws everything in it away.
    pub fn clear(&self) -> Result<(), Problem> {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder).map_err(Problem::file(&self.folder))?;
        }
        Ok(())
    }

    /// Brings the database's schema up to date.
    pub fn migrate(&self, project: &Project) -> Result<(), Problem> {
        fs::create_dir_all(&self.folder).map_err(Problem::file(&self.folder))?;
        let mut migrate = wrangler(project, &self.folder);
        migrate
            .args(["d1", "migrations", "apply", "DB", "--local", "--persist-to"])
            .arg(&self.folder);
        let transcript = process::keep(&mut migrate)?;
        if transcript.success {
            Ok(())
        } else {
            Err(Problem::Migration {
                log: transcript.text,
            })
        }
    }

    /// Loads the sample company, once; a database with data in it is left as it is.
    pub fn load_sample(&self, project: &Project) -> Result<(), Problem> {
        let note = self.folder.join("sample");
        if note.exists() {
            return Ok(());
        }
        println!("Loading the sample company.");
        let mut sample = project.command("cargo");
        sample
            .args([
                "run",
                "--locked",
                "--quiet",
                "--package",
                "sample",
                "--",
                "--database",
            ])
            .arg(self.database()?);
        process::run(&mut sample, "Loading the sample company")?;
        fs::write(&note, "").map_err(Problem::file(&note))
    }

    /// The file in which the local runtime keeps D1.
    pub fn database(&self) -> Result<PathBuf, Problem> {
        let folder = self.folder.join("v3/d1/miniflare-D1DatabaseObject");
        let entries = fs::read_dir(&folder).map_err(Problem::file(&folder))?;
        let mut files = entries.filter_map(Result::ok).map(|entry| entry.path());
        files
            .find(|path| {
                path.extension().is_some_and(|kind| kind == "sqlite")
                    && path.file_stem().is_some_and(|name| name != "metadata")
            })
            .ok_or(Problem::Missing {
                what: "The local database",
                path: folder,
            })
    }
}
