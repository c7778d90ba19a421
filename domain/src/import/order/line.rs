//! What a line of the file becomes.

mod reading;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use self::reading::Reading;
use super::{DocumentKey, Exact, Format, OrderTarget};
use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice, line_amount};
use crate::order::{State, Type};
use crate::sales::counted;
use crate::validate::Problem;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLine {
    /// Number of the order in the other system.
    pub document: String,
    /// Code of the customer in the other system.
    pub customer: Option<String>,
    /// What its order does.
    pub order_type: Type,
    /// The day of the order.
    pub ordered_on: NaiveDate,
    /// Code of the product.
    pub code: String,
    /// Name of the product; may be empty.
    pub name: String,
    /// Unit of the quantity; may be empty.
    pub unit: String,
    /// How much. What came back is positive.
    pub quantity: Quantity,
    /// Price of one unit before the discount.
    pub price: UnitPrice,
    /// What is taken off.
    pub discount: Percent,
    /// Given, or taken back, without being paid for.
    pub free: bool,
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineError {
    /// Number of the order that lacks this line, where it can be read.
    pub document: Option<String>,
    /// What is wrong; paths are the words of targets.
    pub problems: Vec<Problem>,
}

/// Reads the cells of a line by the targets of their columns; `None` when all are blank. Of
/// several columns with one target the first with something in it counts.
pub fn read_line(
    targets: &[OrderTarget],
    cells: &[&str],
    format: Format,
) -> Result<Option<OrderLine>, LineError> {
    let is_blank = |cell: &&str| cell.chars().all(|c| c.is_control() || c.is_whitespace());
    if cells.iter().all(is_blank) {
        return Ok(None);
    }
    let mut reading = Reading {
        targets,
        cells,
        format,
        problems: Vec::new(),
    };
    let document = reading.code(OrderTarget::Document);
    match reading.line(&document) {
        Some(line) if reading.problems.is_empty() => Ok(Some(line)),
        _ => Err(LineError {
            document: Some(document).filter(|document| !document.is_empty()),
            problems: reading.problems,
        }),
    }
}

impl OrderLine {
    /// The order that it is a line of.
    pub fn key(&self) -> DocumentKey {
        DocumentKey {
            document: self.document.clone(),
            order_type: self.order_type,
            customer: self.customer.clone(),
        }
    }

    /// What it is worth to the company before rounding, negative for what came back.
    pub fn value(&self) -> Exact {
        let exact = Exact::of(self.quantity, self.price, self.discount);
        match self.order_type {
            Type::Return => -exact,
            Type::Sale | Type::Correction | Type::BadDebt => exact,
        }
    }

    /// What it adds to sales once it is booked, rounded as lines of orders are; `None` when
    /// that is more than an amount can be.
    pub fn net(&self, currency: Currency) -> Option<Amount> {
        let net = line_amount(self.quantity, self.price, self.discount, currency)?;
        counted(self.order_type, State::Received, net)
    }
}
