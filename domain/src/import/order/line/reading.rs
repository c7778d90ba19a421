//! Reading the cells of a line.

use chrono::NaiveDate;
use serde_json::Value;

use super::OrderLine;
use crate::import::cell;
use crate::import::order::{Format, OrderTarget};
use crate::kinds::{customer, order as kind};
use crate::money::{DecimalError, Percent, Quantity, UnitPrice};
use crate::order::Type;
use crate::schema::{Field, FieldKind};
use crate::validate::{Problem, ProblemCode, check_value};

/// The reading of one line, and what is wrong with it so far.
pub(super) struct Reading<'a> {
    pub targets: &'a [OrderTarget],
    pub cells: &'a [&'a str],
    pub format: Format,
    pub problems: Vec<Problem>,
}

impl Reading<'_> {
    /// The line of the document; `None` where there are problems with what it cannot do without.
    pub(super) fn line(&mut self, document: &str) -> Option<OrderLine> {
        let ordered_on = self.day();
        let customer = self.code(OrderTarget::Customer);
        let code = self.code(OrderTarget::ProductCode);
        let name = self.text(OrderTarget::ProductName);
        let unit = self.text(OrderTarget::Unit);
        let quantity = self.number(OrderTarget::Quantity);
        let price = self.number(OrderTarget::Price);
        let discount = self.discount();
        let letters = self.format.letters;
        let order_type = type_of(document, letters, quantity.unwrap_or_default());
        let (quantity, price) = signed(order_type, quantity?, price?);
        self.check_quantity(order_type, quantity);
        self.check(OrderTarget::Price, &Value::from(price));
        Some(OrderLine {
            document: document.to_owned(),
            customer: Some(customer).filter(|customer| !customer.is_empty()),
            order_type,
            ordered_on: ordered_on?,
            code,
            name,
            unit,
            quantity: Quantity(quantity),
            price: UnitPrice(price),
            discount: Percent(discount?),
            free: price == 0 && matches!(order_type, Type::Sale | Type::Return),
        })
    }

    /// What the line has for the target, cleaned; nothing is a problem where it is required.
    fn cell(&mut self, target: OrderTarget) -> String {
        let columns = self.targets.iter().zip(self.cells);
        let text = columns
            .filter(|(other, _)| **other == target)
            .map(|(_, cell)| cell::clean(cell))
            .find(|text| !text.is_empty());
        if text.is_none() && target.is_required() {
            self.problem(target, ProblemCode::Required);
        }
        text.unwrap_or_default()
    }

    fn text(&mut self, target: OrderTarget) -> String {
        let text = self.cell(target);
        self.checked(target, text)
    }

    /// A code or number of the other system.
    pub(super) fn code(&mut self, target: OrderTarget) -> String {
        let text = self.cell(target);
        self.checked(target, cell::whole_number(&text).to_owned())
    }

    fn day(&mut self) -> Option<NaiveDate> {
        let text = self.cell(OrderTarget::OrderedOn);
        let day = self.format.days.read(&text);
        if day.is_none() && !text.is_empty() {
            self.problem(OrderTarget::OrderedOn, ProblemCode::NotADate);
        }
        day
    }

    /// `None` where there is nothing or no number.
    fn number(&mut self, target: OrderTarget) -> Option<i64> {
        let text = self.cell(target);
        if text.is_empty() {
            return None;
        }
        let number = self.format.number(target, &text);
        number
            .map_err(|error| self.problem(target, code_of(error)))
            .ok()
    }

    fn discount(&mut self) -> Option<i64> {
        let known = self.problems.len();
        let discount = self.number(OrderTarget::Discount).unwrap_or_default();
        self.check(OrderTarget::Discount, &Value::from(discount));
        (self.problems.len() == known).then_some(discount)
    }

    fn check_quantity(&mut self, order_type: Type, quantity: i64) {
        let is_sound = quantity > 0 || (quantity < 0 && order_type.may_be_negative());
        if is_sound {
            self.check(OrderTarget::Quantity, &Value::from(quantity));
        } else {
            self.problem(OrderTarget::Quantity, ProblemCode::OutOfRange);
        }
    }

    /// The text itself; it is a problem when it is longer than its field takes.
    fn checked(&mut self, target: OrderTarget, text: String) -> String {
        let most = match field_of(target).map(|field| field.kind) {
            Some(FieldKind::Text(most)) => most,
            _ => usize::MAX,
        };
        // Counting characters is slow, and few texts have more bytes than that.
        if text.len() > most && text.chars().count() > most {
            self.problem(target, ProblemCode::TooLong);
        }
        text
    }

    fn check(&mut self, target: OrderTarget, value: &Value) {
        let checked = field_of(target).map_or(Ok(()), |field| check_value(field, value));
        if let Err(code) = checked {
            self.problem(target, code);
        }
    }

    fn problem(&mut self, target: OrderTarget, code: ProblemCode) {
        self.problems.push(Problem::new(target.as_str(), code));
    }
}

/// The field that a target's cells go into; `None` for what is skipped.
fn field_of(target: OrderTarget) -> Option<&'static Field> {
    let entry = |name| match kind::ORDER.field(kind::LINES)?.kind {
        FieldKind::Map(fields) => fields.iter().find(|field| field.name == name),
        _ => None,
    };
    match target {
        OrderTarget::Document => kind::ORDER.field(kind::DOCUMENT),
        OrderTarget::OrderedOn => kind::ORDER.field(kind::ORDERED_ON),
        OrderTarget::Customer => customer::CUSTOMER.field(customer::EXTERNAL_CODE),
        OrderTarget::ProductCode => entry(kind::LINE_CODE),
        OrderTarget::ProductName => entry(kind::LINE_NAME),
        OrderTarget::Unit => entry(kind::LINE_UNIT),
        OrderTarget::Quantity => entry(kind::LINE_QUANTITY),
        OrderTarget::Price => entry(kind::LINE_PRICE),
        OrderTarget::Discount => entry(kind::LINE_DISCOUNT),
        OrderTarget::Skip => None,
    }
}

/// `C` before a digit is a cancellation and `A` before one an adjustment, as in the retail file
/// of the UCI.
fn type_of(document: &str, letters: bool, quantity: i64) -> Type {
    match document.as_bytes() {
        [b'C' | b'c', b'0'..=b'9', ..] if letters => Type::Return,
        [b'A', b'0'..=b'9', ..] if letters => Type::BadDebt,
        _ if quantity < 0 => Type::Correction,
        _ => Type::Sale,
    }
}

/// Quantity and price as an order of the type holds them: what came back is positive, and a bad
/// debt below nothing is a negative quantity, because a price is never negative.
fn signed(order_type: Type, quantity: i64, price: i64) -> (i64, i64) {
    match order_type {
        Type::Return => (quantity.saturating_neg(), price),
        Type::BadDebt if price < 0 => (quantity.saturating_neg(), price.saturating_neg()),
        _ => (quantity, price),
    }
}

fn code_of(error: DecimalError) -> ProblemCode {
    match error {
        DecimalError::NotANumber | DecimalError::Grouping => ProblemCode::NotANumber,
        DecimalError::TooManyDecimals => ProblemCode::TooManyDecimals,
        DecimalError::OutOfRange => ProblemCode::OutOfRange,
    }
}
