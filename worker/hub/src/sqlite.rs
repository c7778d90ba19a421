//! The database of tests and of the sample company: SQLite in memory or in a file.

use std::cell::RefCell;
use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::database::{Database, DatabaseError, Row, Statement, Value};

/// All migrations in order. Wrangler applies the same files to D1.
const MIGRATIONS: &[&str] = &[
    include_str!("../migrations/0001_records.sql"),
    include_str!("../migrations/0002_accounts.sql"),
    include_str!("../migrations/0003_repairs.sql"),
    include_str!("../migrations/0004_settings.sql"),
    include_str!("../migrations/0005_views.sql"),
    include_str!("../migrations/0006_order_lines.sql"),
    include_str!("../migrations/0007_data_keys.sql"),
    include_str!("../migrations/0008_lost_devices.sql"),
];

/// A connection to SQLite.
#[derive(Debug)]
pub struct Sqlite {
    connection: RefCell<Connection>,
}

impl Sqlite {
    /// A new database in memory with all tables.
    pub fn in_memory() -> Result<Self, DatabaseError> {
        let connection = Connection::open_in_memory()?;
        for migration in MIGRATIONS {
            connection.execute_batch(migration)?;
        }
        Ok(Self {
            connection: RefCell::new(connection),
        })
    }

    /// A database file to which wrangler has applied the migrations.
    pub fn open(file: &Path) -> Result<Self, DatabaseError> {
        Ok(Self {
            connection: RefCell::new(Connection::open(file)?),
        })
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
