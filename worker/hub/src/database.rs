//! What the hub asks of a database: statements with bound values, in batches that hold or fail whole.

/// A database that speaks SQLite's SQL.
#[allow(async_fn_in_trait)]
pub trait Database {
    /// Runs one statement and returns its rows.
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError>;

    /// Runs all statements in order within one transaction: either all take effect or none.
    /// Returns the rows of each.
    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError>;
}

/// SQL with the values for `?1`, `?2` and so on. At most 100 values, the limit of D1.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// The SQL, never built from what a device sent.
    pub sql: &'static str,
    /// The values.
    pub params: Vec<Value>,
}

impl Statement {
    /// A statement.
    pub fn new(sql: &'static str, params: impl IntoIterator<Item = Value>) -> Self {
        Self {
            sql,
            params: params.into_iter().collect(),
        }
    }
}

/// A value in a parameter or a row. D1 binds every number as a floating one: SQL that puts a
/// bound number into text or JSON must cast it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number of a magnitude of at most 2^53.
    Int(i64),
    /// Text.
    Text(String),
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(number.into())
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Int(flag.into())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// One row of an answer, by column name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row(pub Vec<(String, Value)>);

impl Row {
    fn value(&self, column: &str) -> Option<&Value> {
        self.0
            .iter()
            .find(|(name, _)| name == column)
            .map(|(_, value)| value)
    }

    /// The whole number in a column.
    pub fn int(&self, column: &str) -> Result<i64, DatabaseError> {
        self.maybe_int(column)?.ok_or_else(|| unexpected(column))
    }

    /// The whole number in a column that may be `NULL`.
    pub fn maybe_int(&self, column: &str) -> Result<Option<i64>, DatabaseError> {
        match self.value(column) {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(unexpected(column)),
        }
    }

    /// The text in a column.
    pub fn text(&self, column: &str) -> Result<&str, DatabaseError> {
        self.maybe_text(column)?.ok_or_else(|| unexpected(column))
    }

    /// The text in a column that may be `NULL`.
    pub fn maybe_text(&self, column: &str) -> Result<Option<&str>, DatabaseError> {
        match self.value(column) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(unexpected(column)),
        }
    }
}

fn unexpected(column: &str) -> DatabaseError {
    DatabaseError::Failed(format!("column {column} is absent or of another type"))
}

/// Why the database did not do what it was asked. Nothing of a failed batch took effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DatabaseError {
    /// What the batch was planned on has changed; read again and plan it again.
    #[error("the guard of the batch did not hold")]
    Aborted,
    /// Anything else.
    #[error("the database failed: {0}")]
    Failed(String),
}

impl DatabaseError {
    /// Tells the two apart by SQLite's message, in which a failed guard names its constraint.
    pub fn from_message(message: impl Into<String>) -> Self {
        let message = message.into();
        if message.contains("CHECK constraint failed: guard") {
            Self::Aborted
        } else {
            Self::Failed(message)
        }
    }

    /// The database answered fewer statements than it was asked.
    pub(crate) fn incomplete() -> Self {
        Self::Failed("an answer is missing".into())
    }
}
