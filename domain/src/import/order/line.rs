//! What a line of the file becomes.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{DocumentKey, Exact, Format, OrderTarget};
use crate::import::cell;
use crate::kinds::{customer, order as kind};
use crate::money::{Amount, Currency, DecimalError, Percent, Quantity, UnitPrice, line_amount};
use crate::order::{State, Type};
use crate::sales::counted;
use crate::schema::{Field, FieldKind};
use crate::validate::{Problem, ProblemCode, check_value};

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

struct Reading<'a> {
    targets: &'a [OrderTarget],
    cells: &'a [&'a str],
    format: Format,
    problems: Vec<Problem>,
}

impl Reading<'_> {
    fn line(&mut self, document: &str) -> Option<OrderLine> {
        let ordered_on = self.day();
        let customer = self.code(OrderTarget::Customer);
        let code = self.code(OrderTarget::ProductCode);
        let name = self.text(OrderTarget::ProductName);
        let unit = self.text(OrderTarget::Unit);
        let quantity = self.number(OrderTarget::Quantity);
        let price = self.number(OrderTarget::Price);
        let discount = self.discount();
        let order_type = type_of(document, quantity.unwrap_or_default());
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

    fn code(&mut self, target: OrderTarget) -> String {
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
fn type_of(document: &str, quantity: i64) -> Type {
    match document.as_bytes() {
        [b'C' | b'c', b'0'..=b'9', ..] => Type::Return,
        [b'A', b'0'..=b'9', ..] => Type::BadDebt,
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

#[cfg(test)]
mod tests {
    use super::{LineError, OrderLine, read_line};
    use crate::import::order::{DayOrder, Format, OrderTarget};
    use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
    use crate::order::Type;

    const TARGETS: [OrderTarget; 9] = [
        OrderTarget::Document,
        OrderTarget::ProductCode,
        OrderTarget::ProductName,
        OrderTarget::Quantity,
        OrderTarget::OrderedOn,
        OrderTarget::Price,
        OrderTarget::Customer,
        OrderTarget::Unit,
        OrderTarget::Discount,
    ];
    const FORMAT: Format = Format {
        decimal: '.',
        days: DayOrder::YearMonthDay,
    };

    /// The line with some cells in place of a sound one's.
    fn read(
        replaced: &[(OrderTarget, &str)],
        format: Format,
    ) -> Result<Option<OrderLine>, LineError> {
        let mut cells = [
            "536365",
            "85123A",
            "LAMP",
            "6.0",
            "2010-12-01 08:26:00",
            "2.55",
            "17850.0",
            "",
            "",
        ];
        for (target, cell) in replaced {
            let at = TARGETS.iter().position(|other| other == target);
            cells[at.expect("a target of the line")] = cell;
        }
        read_line(&TARGETS, &cells, format)
    }

    fn sound(replaced: &[(OrderTarget, &str)]) -> OrderLine {
        let found = read(replaced, FORMAT);
        found.expect("no problems").expect("not empty")
    }

    #[test]
    fn a_line_of_the_retail_file() {
        let line = sound(&[]);
        let expected = OrderLine {
            document: "536365".to_owned(),
            customer: Some("17850".to_owned()),
            order_type: Type::Sale,
            ordered_on: chrono::NaiveDate::from_ymd_opt(2010, 12, 1).expect("a day"),
            code: "85123A".to_owned(),
            name: "LAMP".to_owned(),
            unit: String::new(),
            quantity: Quantity(6_000),
            price: UnitPrice(25_500),
            discount: Percent(0),
            free: false,
        };
        assert_eq!(line, expected);
        assert_eq!(line.value().to_text('.'), "15.3");
        assert_eq!(line.net(Currency::Gbp), Some(Amount(1_530)));
    }

    #[test]
    fn types_and_signs() {
        use OrderTarget::{Document, Price, Quantity as Much};
        let check = |document, quantity, price, (order_type, much, unit_price, free), value| {
            let line = sound(&[(Document, document), (Much, quantity), (Price, price)]);
            let found = (line.order_type, line.quantity.0, line.price.0, line.free);
            assert_eq!(found, (order_type, much, unit_price, free), "{document}");
            assert_eq!(line.value().to_text('.'), value, "{document}");
            let net = line.value().rounded(Currency::Gbp);
            assert_eq!(line.net(Currency::Gbp), Some(net), "{document}");
        };
        check("1", "1", "2.5", (Type::Sale, 1_000, 25_000, false), "2.5");
        check("1", "1", "0", (Type::Sale, 1_000, 0, true), "0");
        check(
            "C1",
            "-2",
            "2.5",
            (Type::Return, 2_000, 25_000, false),
            "-5",
        );
        check("c1", "-2", "0.0", (Type::Return, 2_000, 0, true), "0");
        check("CV1", "1", "1", (Type::Sale, 1_000, 10_000, false), "1");
        check(
            "1",
            "-2",
            "2.5",
            (Type::Correction, -2_000, 25_000, false),
            "-5",
        );
        check("1", "-2", "0", (Type::Correction, -2_000, 0, false), "0");
        let debt = |quantity| (Type::BadDebt, quantity, 110_620_600, false);
        check("A563185", "1", "11062.06", debt(1_000), "11062.06");
        check("A563186", "1", "-11062.06", debt(-1_000), "-11062.06");
        check("A563186", "-1", "11062.06", debt(-1_000), "-11062.06");
        check("A563186", "-1", "-11062.06", debt(1_000), "11062.06");
        check("A1", "1", "0", (Type::BadDebt, 1_000, 0, false), "0");
    }

    #[test]
    fn values_with_discounts() {
        let check = |discount, value, net| {
            let line = sound(&[(OrderTarget::Discount, discount)]);
            assert_eq!(line.value().to_text('.'), value, "{discount}");
            assert_eq!(line.net(Currency::Gbp), Some(Amount(net)), "{discount}");
        };
        check("", "15.3", 1_530);
        check("2.5", "14.9175", 1_492);
        check("100", "0", 0);
    }

    #[test]
    fn numbers_and_days_of_other_formats() {
        let format = Format {
            decimal: ',',
            days: DayOrder::DayMonthYear,
        };
        let cells = [
            (OrderTarget::OrderedOn, "1/12/2010"),
            (OrderTarget::Quantity, "1.250,50"),
            (OrderTarget::Price, "12.500"),
        ];
        let line = read(&cells, format).expect("sound").expect("not empty");
        assert_eq!(line.ordered_on.to_string(), "2010-12-01");
        assert_eq!(line.quantity, Quantity(1_250_500));
        assert_eq!(line.price, UnitPrice(125_000_000));
    }

    #[test]
    fn texts_are_cleaned() {
        let line = sound(&[
            (OrderTarget::Document, " 536365.0 "),
            (OrderTarget::ProductCode, "22.0"),
            (OrderTarget::ProductName, "A\tB "),
            (OrderTarget::Quantity, "'-1"),
            (OrderTarget::Customer, " "),
            (OrderTarget::Unit, " pcs"),
        ]);
        let found = [&line.document, &line.code, &line.name, &line.unit];
        assert_eq!(found, ["536365", "22", "A B", "pcs"]);
        assert_eq!((line.customer, line.quantity), (None, Quantity(-1_000)));
    }

    #[test]
    fn problems() {
        use OrderTarget::{
            Customer, Discount, Document, OrderedOn, Price, ProductCode, ProductName, Quantity,
            Unit,
        };
        let check = |replaced: &[(OrderTarget, &str)], expected: &[&str]| {
            let found = read(replaced, FORMAT).expect_err("the line has problems");
            let problems = found.problems.iter();
            let found: Vec<_> = problems
                .map(|one| format!("{} {}", one.path, one.code))
                .collect();
            assert_eq!(found, expected, "{replaced:?}");
        };
        let long = "x".repeat(161);
        check(&[(Document, " ")], &["document required"]);
        check(&[(Document, &long[..41])], &["document too_long"]);
        check(&[(ProductCode, "")], &["product_code required"]);
        check(&[(ProductCode, &long[..41])], &["product_code too_long"]);
        check(&[(ProductName, &long)], &["product_name too_long"]);
        check(&[(Unit, &long[..21])], &["unit too_long"]);
        check(&[(Customer, &long[..61])], &["customer too_long"]);
        check(&[(OrderedOn, "")], &["ordered_on required"]);
        check(&[(OrderedOn, "1/12/2010")], &["ordered_on not_a_date"]);
        check(&[(Quantity, "")], &["quantity required"]);
        check(&[(Quantity, "0.0")], &["quantity out_of_range"]);
        check(&[(Quantity, "+1")], &["quantity not_a_number"]);
        check(&[(Quantity, "1,5")], &["quantity not_a_number"]);
        check(&[(Quantity, "1.2345")], &["quantity too_many_decimals"]);
        check(&[(Quantity, "99999999999999")], &["quantity out_of_range"]);
        check(&[(Document, "C1")], &["quantity out_of_range"]);
        check(&[(Price, "")], &["price required"]);
        check(&[(Price, "Rp 1")], &["price not_a_number"]);
        check(&[(Price, "1.00001")], &["price too_many_decimals"]);
        check(&[(Price, "-1")], &["price out_of_range"]);
        check(&[(Price, "99999999999999999999")], &["price out_of_range"]);
        check(
            &[(Document, "C1"), (Quantity, "-1"), (Price, "-1")],
            &["price out_of_range"],
        );
        check(&[(Discount, "x")], &["discount not_a_number"]);
        check(&[(Discount, "-1")], &["discount out_of_range"]);
        check(&[(Discount, "100.01")], &["discount out_of_range"]);
        check(&[(Discount, "1.125")], &["discount too_many_decimals"]);
        check(
            &[(OrderedOn, "x"), (Quantity, "x"), (Price, "x")],
            &[
                "ordered_on not_a_date",
                "quantity not_a_number",
                "price not_a_number",
            ],
        );
    }

    #[test]
    fn a_line_with_problems_names_its_document() {
        let check = |document, expected: Option<&str>| {
            let cells = [(OrderTarget::Document, document), (OrderTarget::Price, "x")];
            let found = read(&cells, FORMAT).expect_err("the line has problems");
            assert_eq!(found.document.as_deref(), expected);
        };
        check("C1.0", Some("C1.0"));
        check(" 536365.0", Some("536365"));
        check("", None);
    }

    #[test]
    fn lines_without_anything_in_them() {
        assert_eq!(read_line(&TARGETS, &[], FORMAT), Ok(None));
        assert_eq!(read_line(&TARGETS, &["", " ", "\t"], FORMAT), Ok(None));
        assert!(read_line(&TARGETS, &["", "", "Total"], FORMAT).is_err());
    }
}
