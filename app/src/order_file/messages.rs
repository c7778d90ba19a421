//! What the page and the worker say to each other.

use std::collections::BTreeMap;

use domain::import::order::{Exact, Format, OrderTarget};
use domain::money::{Amount, Currency};
use domain::order::Type;
use domain::validate::Problem;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What the page asks; the file comes with [`Ask::Look`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// What is in the first lines?
    Look,
    /// What do all lines come to?
    Survey(Plan),
    /// Go to the beginning of the documents, of the same plan as the last survey.
    Begin,
    /// The next documents.
    Next,
}

/// What the worker answers.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// The first lines.
    Looked(Look),
    /// Share of the file that the survey has read, 0 to 1.
    Progress(f64),
    /// The survey is complete.
    Surveyed(Box<Surveyed>),
    /// The next documents.
    Made(Batch),
    /// It cannot be read; a stable code.
    Failed(String),
}

/// The first lines of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// Names of the columns.
    pub headers: Vec<String>,
    /// Cells of some rows below the header.
    pub rows: Vec<Vec<String>>,
}

/// How the file is to be understood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// What each column becomes.
    #[serde(with = "targets")]
    pub targets: Vec<OrderTarget>,
    /// How numbers and days are written.
    pub format: Format,
    /// Currency of the prices.
    pub currency: Currency,
    /// Id of the import run.
    pub run: String,
    /// Cells that a person has put right.
    pub fixes: Fixes,
}

/// Cells that a person has put right, by number of the line and of the column.
pub type Fixes = BTreeMap<u64, BTreeMap<usize, String>>;

/// What all lines come to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Surveyed {
    /// Lines below the header.
    pub lines: usize,
    /// Lines without anything in them.
    pub empty: usize,
    /// Lines that cannot be read.
    pub failed: usize,
    /// Documents that wait until one of their lines is put right.
    pub waiting: usize,
    /// Documents, lines and worth of each type.
    pub by_type: Vec<TypeCount>,
    /// Worth of all lines, unrounded.
    pub value: Exact,
    /// What the orders come to, each line rounded.
    pub net: Amount,
    /// Lines that are free of charge.
    pub free: usize,
    /// Lines without a customer.
    pub without_customer: usize,
    /// Codes of customers.
    pub customers: Vec<String>,
    /// How many codes of products there are.
    pub products: usize,
    /// The first and the last day, as fields hold them.
    pub days: Option<(String, String)>,
    /// The first lines that cannot be read.
    pub bad: Vec<BadLine>,
}

/// Documents, lines and worth of one type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TypeCount {
    /// What the orders do.
    pub order_type: Type,
    /// How many there are.
    pub documents: usize,
    /// Their lines.
    pub lines: usize,
    /// What they come to, returns below nothing.
    pub net: Amount,
}

/// A line that cannot be read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BadLine {
    /// Its number in the file.
    pub line: u64,
    /// Its cells, as a person has put them right so far.
    pub cells: Vec<String>,
    /// What is wrong, by the word of the target.
    pub problems: Vec<Problem>,
}

/// Documents in the order in which they are complete in the file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Batch {
    /// The documents.
    pub orders: Vec<MadeOrder>,
    /// Share of the file that has been read, 0 to 1.
    pub share: f64,
    /// Nothing follows.
    pub is_last: bool,
}

/// An order put together from its lines.
#[derive(Debug, Serialize, Deserialize)]
pub struct MadeOrder {
    /// Text from which the id of its record is made.
    pub identity: String,
    /// Its number in the file.
    pub document: String,
    /// Code of its customer.
    pub customer: Option<String>,
    /// What it does.
    pub order_type: Type,
    /// How many lines it has.
    pub lines: usize,
    /// What it adds to sales, a return below nothing.
    pub net: Amount,
    /// Fields of its record without the customer, or why it can be no order.
    pub fields: Result<Map<String, Value>, Vec<Problem>>,
}

/// Targets as their stable words.
mod targets {
    use domain::import::order::OrderTarget;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<S: Serializer>(targets: &[OrderTarget], to: S) -> Result<S::Ok, S::Error> {
        let words = targets.iter().map(|target| target.as_str());
        words.collect::<Vec<_>>().serialize(to)
    }

    pub fn deserialize<'a, D: Deserializer<'a>>(from: D) -> Result<Vec<OrderTarget>, D::Error> {
        let words = Vec::<String>::deserialize(from)?;
        let target = |word: &String| OrderTarget::from_word(word).unwrap_or(OrderTarget::Skip);
        Ok(words.iter().map(target).collect())
    }
}
