//! Cloudflare D1 as the hub's database.

use std::collections::BTreeMap;
use std::fmt;

use hub::{Database, DatabaseError, Row, Statement, Value};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use worker::wasm_bindgen::JsValue;
use worker::{D1Database, D1PreparedStatement, D1Result, Error};

/// The D1 binding.
pub struct D1(D1Database);

/// A value of a row that is not `NULL`.
enum Cell {
    Int(i64),
    Text(String),
}

/// An untagged enum would make a JavaScript error, with its trace, for every text that is no number.
impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CellVisitor)
    }
}

struct CellVisitor;

impl Visitor<'_> for CellVisitor {
    type Value = Cell;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a whole number or a text")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Int(number))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Cell, E> {
        let is_whole = number.fract() == 0.0 && number.abs() <= MAX_WHOLE;
        let whole = is_whole.then_some(Cell::Int(number as i64));
        whole.ok_or_else(|| E::invalid_value(de::Unexpected::Float(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }
}

/// Up to here a double is exact: 2^53.
const MAX_WHOLE: f64 = 9_007_199_254_740_992.0;

impl D1 {
    /// Wraps the binding.
    pub fn new(database: D1Database) -> Self {
        Self(database)
    }

    fn prepare(&self, statement: &Statement) -> Result<D1PreparedStatement, DatabaseError> {
        let params: Vec<JsValue> = statement.params.iter().map(to_js).collect();
        self.0.prepare(statement.sql).bind(&params).map_err(failed)
    }
}

impl Database for D1 {
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        Ok(self.batch(vec![statement]).await?.pop().unwrap_or_default())
    }

    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        let prepared = statements.iter().map(|statement| self.prepare(statement));
        let prepared = prepared.collect::<Result<Vec<_>, _>>()?;
        let results = self.0.batch(prepared).await.map_err(failed)?;
        results.iter().map(rows).collect()
    }
}

/// D1 knows no 64-bit integers; all of ours fit a double exactly.
fn to_js(value: &Value) -> JsValue {
    match value {
        Value::Null => JsValue::NULL,
        Value::Int(number) => JsValue::from_f64(*number as f64),
        Value::Text(text) => JsValue::from_str(text),
    }
}

fn rows(result: &D1Result) -> Result<Vec<Row>, DatabaseError> {
    let rows = result
        .results::<BTreeMap<String, Option<Cell>>>()
        .map_err(failed)?;
    Ok(rows.into_iter().map(row).collect())
}

fn row(cells: BTreeMap<String, Option<Cell>>) -> Row {
    let cell = |(column, cell)| match cell {
        None => (column, Value::Null),
        Some(Cell::Int(number)) => (column, Value::Int(number)),
        Some(Cell::Text(text)) => (column, Value::Text(text)),
    };
    Row(cells.into_iter().map(cell).collect())
}

fn failed(error: Error) -> DatabaseError {
    let message = match error {
        Error::D1(error) => error.cause(),
        other => other.to_string(),
    };
    DatabaseError::from_message(message)
}
