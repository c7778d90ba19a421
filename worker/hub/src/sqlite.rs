//! The database of tests and of the sample company: SQLite in memory or in a file.

use std::cell::RefCell;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::SCHEMA_VERSION;
use crate::database::{Database, DatabaseError, Row, Statement, Value};

/// The name under which wrangler notes a migration, and its text.
macro_rules! migration {
    ($name:literal) => {
        ($name, include_str!(concat!("../migrations/", $name)))
    };
}

/// All migrations in order. Wrangler applies the same files to D1.
pub(crate) const MIGRATIONS: [(&str, &str); SCHEMA_VERSION as usize] = [
    migration!("0001_records.sql"),
    migration!("0002_accounts.sql"),
    migration!("0003_repairs.sql"),
    migration!("0004_settings.sql"),
    migration!("0005_views.sql"),
    migration!("0006_order_lines.sql"),
    migration!("0007_data_keys.sql"),
    migration!("0008_lost_devices.sql"),
    migration!("0009_quarantine.sql"),
    migration!("0010_compaction.sql"),
    migration!("0011_conflicts.sql"),
    migration!("0012_erasure.sql"),
    migration!("0013_causes.sql"),
];

/// A connection to SQLite.
#[derive(Debug)]
pub struct Sqlite {
    pub(crate) connection: RefCell<Connection>,
}

impl Sqlite {
    /// A new database in memory with all tables.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        let database = Self::of(Connection::open_in_memory()?);
        database.bring_up_to_date()?;
        Ok(database)
    }

    /// A database file to which wrangler has applied the migrations, or a new one without tables.
    pub fn open(file: &Path) -> Result<Self, DatabaseError> {
        Ok(Self::of(Connection::open(file)?))
    }

    pub(crate) fn of(connection: Connection) -> Self {
        Self {
            connection: RefCell::new(connection),
        }
    }
}

impl Database for Sqlite {
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        run(&self.connection.borrow(), &statement)
    }

    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        let mut connection = self.connection.borrow_mut();
        let transaction = connection.transaction()?;
        let rows = statements
            .iter()
            .map(|statement| run(&transaction, statement))
            .collect::<Result<_, _>>()?;
        transaction.commit()?;
        Ok(rows)
    }
}

fn run(connection: &Connection, statement: &Statement) -> Result<Vec<Row>, DatabaseError> {
    check_limits(statement)?;
    let mut prepared = connection.prepare_cached(statement.sql)?;
    let columns: Vec<String> = prepared
        .column_names()
        .into_iter()
        .map(str::to_owned)
        .collect();
    let mut rows = prepared.query(params_from_iter(&statement.params))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let read = |(index, column): (usize, &String)| -> Result<_, DatabaseError> {
            Ok((column.clone(), value(row.get_ref(index)?)?))
        };
        found.push(Row(columns
            .iter()
            .enumerate()
            .map(read)
            .collect::<Result<_, _>>()?));
    }
    Ok(found)
}

/// What D1 would not take must fail here too.
fn check_limits(statement: &Statement) -> Result<(), DatabaseError> {
    let is_long = |value: &Value| matches!(value, Value::Text(text) if text.len() > 2_000_000);
    if statement.params.len() > 100 || statement.params.iter().any(is_long) {
        return Err(DatabaseError::Failed(
            "D1 would not take these values".into(),
        ));
    }
    Ok(())
}

fn value(found: ValueRef<'_>) -> Result<Value, DatabaseError> {
    match found {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(number) => Ok(Value::Int(number)),
        ValueRef::Text(text) => Ok(Value::Text(String::from_utf8_lossy(text).into_owned())),
        ValueRef::Real(_) | ValueRef::Blob(_) => Err(DatabaseError::Failed(
            "a column is neither a whole number nor text".into(),
        )),
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => rusqlite::types::Null.into(),
            // Like D1, where every number is a floating one.
            Self::Int(number) => (*number as f64).into(),
            Self::Text(text) => text.as_str().into(),
        })
    }
}

impl From<rusqlite::Error> for DatabaseError {
    fn from(error: rusqlite::Error) -> Self {
        Self::from_message(error.to_string())
    }
}
