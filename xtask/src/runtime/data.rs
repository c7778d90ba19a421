//! The folder that holds a local database.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use super::{epoch, wrangler};
use crate::arguments::Arguments;
use crate::lock;
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
    /// The one that the command line names, or the usual one.
    pub fn chosen(project: &Project, arguments: &Arguments) -> Self {
        let usual = || project.root.join(".relasi");
        Self {
            folder: arguments.data.clone().unwrap_or_else(usual),
            has_sample: !arguments.empty,
        }
    }

    /// Keeps others from serving or replacing it. The lock lies beside the folder, which may be
    /// thrown away meanwhile.
    pub fn lock(&self) -> Result<File, Problem> {
        lock::take(&self.folder.with_extension("lock"))?
            .ok_or_else(|| Problem::DataInUse(self.folder.clone()))
    }

    /// The epoch of the database. It lies outside of it, so that it does not go back with it.
    pub fn epoch(&self) -> Result<String, Problem> {
        epoch::read(&self.folder.join("epoch"))
    }

    /// Puts another epoch in its place, which never was one before.
    pub fn renew_epoch(&self) -> Result<String, Problem> {
        epoch::renew(&self.folder.join("epoch"))
    }

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
        let what = "The local database";
        if !folder.exists() {
            return Err(Problem::Missing { what, path: folder });
        }
        let entries = fs::read_dir(&folder).map_err(Problem::file(&folder))?;
        let mut files = entries.filter_map(Result::ok).map(|entry| entry.path());
        files
            .find(|path| {
                path.extension().is_some_and(|kind| kind == "sqlite")
                    && path.file_stem().is_some_and(|name| name != "metadata")
            })
            .ok_or(Problem::Missing { what, path: folder })
    }
}

/// Makes another file the database, at once. Whatever lies beside it would be read as a part of the
/// other one.
pub fn put_in_place(other: &Path, database: &Path) -> Result<(), Problem> {
    for file in beside(database) {
        if file.exists() {
            fs::remove_file(&file).map_err(Problem::file(&file))?;
        }
    }
    fs::rename(other, database).map_err(Problem::file(database))
}

/// What SQLite writes beside a database.
pub fn beside(database: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = database.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}
