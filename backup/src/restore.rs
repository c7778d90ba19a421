//! Makes a database of a backup that can take the place of the one at hand.

use std::path::Path;

use futures::executor::block_on;
use hub::backup::Unfit;
use hub::restore::{Knowledge, complete};
use hub::sqlite::Sqlite;

use crate::error::Problem;
use crate::{described, file, make, now_ms, schema};

/// The database whose place is taken.
pub struct Replaced<'a> {
    /// The SQLite file, which nobody uses.
    pub database: &'a Path,
    /// Where a backup of it is kept, if it can be read.
    pub kept: &'a Path,
}

/// Checks the backup in `from` before anything else, and makes the restored `database`.
pub fn restore(
    from: &Path,
    database: &Path,
    scratch: &Path,
    replaced: Option<&Replaced<'_>>,
) -> Result<(), Problem> {
    let header = file::read(from, database)?;
    schema(database, from)?;
    println!("{}: {}.", from.display(), described(&header));
    let replaced = match replaced {
        Some(replaced) => keep(replaced, scratch)?,
        None => None,
    };
    let restored = current(database)?;
    let knowledge = block_on(complete(
        &restored,
        replaced.as_ref(),
        header.made_ms,
        now_ms(),
    ))?;
    println!("{}", told(knowledge));
    Ok(())
}

/// A copy of the replaced database, of which a backup is kept; none if it cannot be read.
fn keep(replaced: &Replaced<'_>, scratch: &Path) -> Result<Option<Sqlite>, Problem> {
    let unreadable = |why: &dyn std::fmt::Display| {
        println!("The database at hand cannot be read: {why}.");
        Ok(None)
    };
    match Sqlite::open_existing(replaced.database).map(|database| database.schema()) {
        Ok(Ok(_)) => {}
        Ok(Err(source @ (Unfit::Newer { .. } | Unfit::InUse))) => {
            return Err(Problem::unfit(replaced.database)(source));
        }
        Ok(Err(why)) => return unreadable(&why),
        Err(why) => return unreadable(&why),
    }
    make(replaced.database, replaced.kept, scratch)?;
    let copy = scratch.join("replaced.sqlite");
    file::read(replaced.kept, &copy)?;
    current(&copy).map(Some)
}

fn current(file: &Path) -> Result<Sqlite, Problem> {
    let database = Sqlite::open_existing(file).map_err(Problem::database(file))?;
    database
        .bring_up_to_date()
        .map_err(Problem::database(file))?;
    Ok(database)
}

fn told(knowledge: Knowledge) -> String {
    match knowledge {
        Knowledge::Whole => "Numbers, passwords, sessions, lost devices and the audit trail go on \
             from where the replaced database was."
            .to_owned(),
        Knowledge::Lacking { skipped } => format!(
            "Nothing tells all that happened since the backup. Numbers go on {skipped} \
             further on, and everybody signs in again. Say again which devices are lost and whose \
             access has ended since."
        ),
    }
}
