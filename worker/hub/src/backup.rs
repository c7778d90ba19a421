//! Whole databases in files: copied while they are in use, checked, and brought up to date.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::SCHEMA_VERSION;
use crate::database::DatabaseError;
use crate::sqlite::{MIGRATIONS, Sqlite};

/// How long a copy waits for a server that is writing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why a file is not taken for a database of Relasi.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Other tables, or none.
    #[error("it is not a database of Relasi")]
    Foreign,
    /// A newer program has worked on it.
    #[error("its schema is {found}, and this program knows schemas up to {SCHEMA_VERSION}")]
    Newer {
        /// Number of the last migration applied to it.
        found: u32,
    },
    /// Something else is working on it.
    #[error("another program is using it")]
    InUse,
    /// It cannot be read, or its pages do not fit together.
    #[error("it is damaged: {0}")]
    Damaged(String),
}

impl Sqlite {
    /// A database file that is there already.
    pub fn open_existing(file: &Path) -> Result<Self, DatabaseError> {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.busy_timeout(PATIENCE)?;
        Ok(Self::of(connection))
    }

    /// A new database file made of what `wrangler d1 export` wrote.
    pub fn from_export(file: &Path, export: &str) -> Result<Self, DatabaseError> {
        let connection = Connection::open(file)?;
        // A transaction of its own for every row would take minutes.
        connection.execute_batch("BEGIN")?;
        run_each(&connection, export)?;
        connection.execute_batch("COMMIT")?;
        Ok(Self::of(connection))
    }

    /// Copies everything, as it is at one moment, into a file that is not there yet.
    pub fn copy_to(&self, file: &Path) -> Result<(), DatabaseError> {
        let name = file.to_string_lossy();
        let connection = self.connection.borrow();
        connection.execute("VACUUM INTO ?1", [name.as_ref()])?;
        Ok(())
    }

    /// Version of its schema, if it is a whole database of Relasi that this program knows.
    pub fn schema(&self) -> Result<u32, Unfit> {
        let connection = self.connection.borrow();
        let is_sound: String = connection
            .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))
            .map_err(unreadable)?;
        if is_sound != "ok" {
            return Err(Unfit::Damaged(is_sound));
        }
        version(&applied(&connection).map_err(|_| Unfit::Foreign)?)
    }

    /// Applies the migrations that are missing, all to a new file, and notes them as wrangler does.
    pub fn bring_up_to_date(&self) -> Result<(), DatabaseError> {
        let mut connection = self.connection.borrow_mut();
        let transaction = connection.transaction()?;
        transaction.execute_batch(NOTES)?;
        let done = applied(&transaction)?.len();
        for (name, text) in MIGRATIONS.iter().skip(done) {
            transaction.execute_batch(text)?;
            transaction.execute("INSERT INTO d1_migrations (name) VALUES (?1)", [name])?;
        }
        transaction.commit()?;
        Ok(())
    }
}

/// Runs statements one after the other. SQLite copies all that is left of a text for each, so it is
/// given no more than it needs: what ends in the middle of a statement it does not take.
fn run_each(connection: &Connection, statements: &str) -> rusqlite::Result<()> {
    let mut rest = statements;
    let mut end = 0;
    while !rest.trim().is_empty() {
        let further = rest[end..].find(";\n").map(|at| end + at + 2);
        end = further.unwrap_or(rest.len());
        match connection.execute_batch(&rest[..end]) {
            Ok(()) => (rest, end) = (&rest[end..], 0),
            Err(error) if further.is_none() || !is_syntax(&error) => return Err(error),
            Err(_) => {}
        }
    }
    Ok(())
}

fn is_syntax(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::SqlInputError { .. })
        || error.sqlite_error_code() == Some(ErrorCode::Unknown)
}

fn unreadable(error: rusqlite::Error) -> Unfit {
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Unfit::InUse,
        _ => Unfit::Damaged(error.to_string()),
    }
}

/// As wrangler makes it.
const NOTES: &str = "
    CREATE TABLE IF NOT EXISTS d1_migrations (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT UNIQUE,
      applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
    )";

/// Names of the migrations that wrangler has applied.
fn applied(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare("SELECT name FROM d1_migrations ORDER BY id")?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn version(applied: &[String]) -> Result<u32, Unfit> {
    let mut known = applied.iter().zip(&MIGRATIONS);
    if applied.is_empty() || known.any(|(found, (name, _))| found != name) {
        return Err(Unfit::Foreign);
    }
    match u32::try_from(applied.len()) {
        Ok(found) if found <= SCHEMA_VERSION => Ok(found),
        Ok(found) => Err(Unfit::Newer { found }),
        Err(_) => Err(Unfit::Foreign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(count: usize) -> Vec<String> {
        let known = MIGRATIONS.iter().map(|(name, _)| (*name).to_owned());
        known
            .chain(["0999_later.sql".to_owned()])
            .take(count)
            .collect()
    }

    #[test]
    fn statements_end_where_sqlite_says() {
        let connection = Connection::open_in_memory().expect("a database");
        let statements = "PRAGMA defer_foreign_keys=TRUE;
            CREATE TABLE line (text TEXT);
            -- It's a comment;
            CREATE TRIGGER mark AFTER INSERT ON line WHEN new.text = 'a' BEGIN
              INSERT INTO line VALUES ('b');
              INSERT INTO line VALUES ('c');
            END;
            INSERT INTO line VALUES ('it''s;\nINSERT INTO line VALUES (1);\n');
            INSERT INTO line VALUES ('a');\n";
        run_each(&connection, statements).expect("sound statements");
        let count = "SELECT count(*) FROM line";
        let lines: u32 = connection
            .query_row(count, [], |row| row.get(0))
            .expect("a number");
        assert_eq!(lines, 4);
        assert!(run_each(&connection, "INSERT INTO line VALUES ('a';\n").is_err());
    }

    #[test]
    fn an_older_database_is_brought_up_to_date_and_keeps_what_it_holds() {
        let connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch(NOTES).expect("a table");
        for (name, text) in &MIGRATIONS[..2] {
            connection.execute_batch(text).expect("a migration");
            let note = "INSERT INTO d1_migrations (name) VALUES (?1)";
            connection.execute(note, [name]).expect("a note");
        }
        let device = "INSERT INTO replica VALUES (7, 'rina', 'device', '', 3, 0, 0, 0, 0, '')";
        connection.execute_batch(device).expect("a row");
        let database = Sqlite::of(connection);
        assert_eq!(database.schema(), Ok(2));
        database.bring_up_to_date().expect("sound migrations");
        assert_eq!(database.schema(), Ok(SCHEMA_VERSION));
        let mark = "SELECT mark FROM replica WHERE number = 7 AND lost_ms IS NULL";
        let connection = database.connection.borrow();
        let mark: u32 = connection
            .query_row(mark, [], |row| row.get(0))
            .expect("the row");
        assert_eq!(mark, 3);
    }

    #[test]
    fn a_schema_is_known_by_its_migrations() {
        let all = MIGRATIONS.len();
        assert_eq!(version(&[]), Err(Unfit::Foreign));
        assert_eq!(version(&["0001_shop.sql".to_owned()]), Err(Unfit::Foreign));
        assert_eq!(version(&names(3)), Ok(3));
        assert_eq!(version(&names(all)), Ok(SCHEMA_VERSION));
        let found = SCHEMA_VERSION + 1;
        assert_eq!(version(&names(all + 1)), Err(Unfit::Newer { found }));
    }
}
