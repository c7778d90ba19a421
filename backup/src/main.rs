//! What `cargo xtask backup` and `cargo xtask restore` do to files. They know where databases are;
//! this program knows what is in them.
// It talks to a person at a terminal.
#![allow(clippy::print_stdout)]

mod error;
mod file;
mod restore;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use chrono::{DateTime, Utc};
use hub::sqlite::Sqlite;

use error::Problem;
use file::Header;
use restore::Replaced;

const USAGE: &str = "\
backup make DATABASE FILE SCRATCH                      a backup of an SQLite file
backup import EXPORT DATABASE                          an SQLite file of what wrangler exported
backup restore FILE DATABASE SCRATCH [REPLACED KEPT]   an SQLite file that can take the place of
                                                       REPLACED, of which KEPT becomes a backup";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["make", database, file, scratch] => {
            make(database.as_ref(), file.as_ref(), scratch.as_ref())
        }
        ["import", export, database] => import(export.as_ref(), database.as_ref()),
        ["restore", file, database, scratch] => {
            restore::restore(file.as_ref(), database.as_ref(), scratch.as_ref(), None)
        }
        ["restore", file, database, scratch, replaced, kept] => {
            let replaced = Replaced {
                database: replaced.as_ref(),
                kept: kept.as_ref(),
            };
            let replaced = Some(&replaced);
            restore::restore(file.as_ref(), database.as_ref(), scratch.as_ref(), replaced)
        }
        _ => Err(Problem::Usage),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}

/// Makes a backup of a database, which may be in use.
fn make(database: &Path, file: &Path, scratch: &Path) -> Result<(), Problem> {
    let copy = scratch.join("copy.sqlite");
    Sqlite::open_existing(database)
        .and_then(|database| database.copy_to(&copy))
        .map_err(Problem::database(database))?;
    let schema = schema(&copy, database)?;
    let header = file::write(&copy, schema, now_ms(), file)?;
    println!("{}: {}.", file.display(), described(&header));
    Ok(())
}

fn import(export: &Path, database: &Path) -> Result<(), Problem> {
    let text = fs::read_to_string(export).map_err(Problem::file(export))?;
    Sqlite::from_export(database, &text).map_err(Problem::database(export))?;
    Ok(())
}

/// Version of the schema of the database in `file`, which is called `name`.
fn schema(file: &Path, name: &Path) -> Result<u32, Problem> {
    let database = Sqlite::open_existing(file).map_err(Problem::database(name))?;
    database.schema().map_err(Problem::unfit(name))
}

fn described(header: &Header) -> String {
    let made = DateTime::<Utc>::from_timestamp_millis(header.made_ms).unwrap_or_default();
    format!(
        "a backup made at {} UTC, schema {}, {} kB",
        made.format("%Y-%m-%d %H:%M:%S"),
        header.schema,
        header.bytes / 1000
    )
}

fn now_ms() -> i64 {
    Utc::now().timestamp_millis()
}
