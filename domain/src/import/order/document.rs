//! An order put together from its lines.

use chrono::NaiveDate;
use serde_json::{Map, Value, json};

use super::{DocumentKey, OrderLine};
use crate::kinds::order::{
    CURRENCY, CUSTOMER, DOCUMENT, IMPORT, LINE_CODE, LINE_DISCOUNT, LINE_FREE, LINE_NAME,
    LINE_PRICE, LINE_QUANTITY, LINE_UNIT, LINES, ORDER, ORDERED_ON, RECEIVED_ON, STATE, TYPE,
};
use crate::money::{Amount, Currency};
use crate::order::{Order, State};
use crate::validate::{Problem, ProblemCode, check_record};

type Fields = Map<String, Value>;

/// An order put together from its lines, not yet a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    key: DocumentKey,
    lines: Vec<OrderLine>,
    ordered_on: NaiveDate,
}

impl Document {
    /// The order of this line.
    pub fn new(first: OrderLine) -> Self {
        Self {
            key: first.key(),
            ordered_on: first.ordered_on,
            lines: vec![first],
        }
    }

    /// Adds a line with the same key. A line that is equal to another one stays one of its own.
    pub fn push(&mut self, line: OrderLine) {
        self.lines.push(line);
    }

    /// What its lines have in common.
    pub fn key(&self) -> &DocumentKey {
        &self.key
    }

    /// How many lines it has; at least one.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The fields of the record without its customer; `run` is the id of the import run. The
    /// problems are those of [`check_record`], and lines that come to more than can be booked.
    pub fn fields(&self, currency: Currency, run: &str) -> Result<Fields, Vec<Problem>> {
        let day = self.ordered_on.to_string();
        let fields = Fields::from_iter([
            (TYPE.to_owned(), json!(self.key.order_type.as_str())),
            (STATE.to_owned(), json!(State::Received.as_str())),
            (ORDERED_ON.to_owned(), json!(day)),
            (RECEIVED_ON.to_owned(), json!(day)),
            (CURRENCY.to_owned(), json!(currency.as_str())),
            (LINES.to_owned(), self.entries()),
            (DOCUMENT.to_owned(), json!(self.key.document)),
            (IMPORT.to_owned(), json!(run)),
        ]);
        let problems = problems(&fields);
        if problems.is_empty() {
            Ok(fields)
        } else {
            Err(problems)
        }
    }

    /// What it adds to sales once it is booked, as the sum of [`OrderLine::net`].
    pub fn net(&self, currency: Currency) -> Option<Amount> {
        self.lines.iter().map(|line| line.net(currency)).sum()
    }

    /// The lines by keys that keep the order of the file.
    fn entries(&self) -> Value {
        let keyed = |(at, line)| (format!("l{:04}", at + 1), entry(line));
        self.lines.iter().enumerate().map(keyed).collect()
    }
}

/// The entry of a line, without what is empty.
fn entry(line: &OrderLine) -> Value {
    let mut entry = Fields::from_iter([
        (LINE_CODE.to_owned(), json!(line.code)),
        (LINE_QUANTITY.to_owned(), json!(line.quantity.0)),
        (LINE_PRICE.to_owned(), json!(line.price.0)),
    ]);
    let mut put = |is_given: bool, name: &str, value: Value| {
        if is_given {
            entry.insert(name.to_owned(), value);
        }
    };
    put(!line.name.is_empty(), LINE_NAME, json!(line.name));
    put(!line.unit.is_empty(), LINE_UNIT, json!(line.unit));
    put(line.discount.0 != 0, LINE_DISCOUNT, json!(line.discount.0));
    put(line.free, LINE_FREE, json!(true));
    Value::Object(entry)
}

fn problems(fields: &Fields) -> Vec<Problem> {
    let mut problems = check_record(&ORDER, fields);
    problems.retain(|problem| problem.path != CUSTOMER);
    if problems.is_empty()
        && Order::read("", fields)
            .and_then(|order| order.totals())
            .is_none()
    {
        problems.push(Problem::new(LINES, ProblemCode::OutOfRange));
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::Document;
    use crate::import::order::OrderLine;
    use crate::import::order::tests::line;
    use crate::kinds::order::MAX_LINES;
    use crate::money::{Amount, Currency, Percent, Quantity, UnitPrice};
    use crate::order::Type;

    #[test]
    fn fields_of_a_sale() {
        let mut document = Document::new(line("536365"));
        document.push(line("536365"));
        document.push(OrderLine {
            name: "LAMP".to_owned(),
            unit: "pcs".to_owned(),
            price: UnitPrice(0),
            discount: Percent(500),
            free: true,
            ..line("536365")
        });
        let plain = json!({"code": "A", "quantity": 2_000, "price": 12_500});
        let expected = json!({
            "type": "sale", "state": "received", "ordered_on": "2010-12-01",
            "received_on": "2010-12-01", "currency": "GBP", "document": "536365",
            "import": "run",
            "lines": {
                "l0001": plain, "l0002": plain,
                "l0003": {
                    "code": "A", "name": "LAMP", "unit": "pcs", "quantity": 2_000, "price": 0,
                    "discount": 500, "free": true,
                },
            },
        });
        let fields = document.fields(Currency::Gbp, "run").expect("sound");
        assert_eq!(json!(fields), expected);
        assert_eq!(document.len(), 3);
        assert_eq!(document.net(Currency::Gbp), Some(Amount(500)));
    }

    #[test]
    fn every_type_is_sound() {
        let check = |order_type, quantity, expected| {
            let document = Document::new(OrderLine {
                order_type,
                quantity: Quantity(quantity),
                ..line("1")
            });
            assert!(
                document.fields(Currency::Gbp, "run").is_ok(),
                "{order_type:?}"
            );
            assert_eq!(document.net(Currency::Gbp), Some(Amount(expected)));
        };
        check(Type::Sale, 1_000, 125);
        check(Type::Return, 1_000, -125);
        check(Type::Correction, -1_000, -125);
        check(Type::BadDebt, -1_000, -125);
    }

    #[test]
    fn documents_with_problems() {
        let check = |document: &Document, run, expected: &str| {
            let problems = document.fields(Currency::Gbp, run).expect_err("problems");
            let found: Vec<_> = problems
                .iter()
                .map(|problem| format!("{} {}", problem.path, problem.code))
                .collect();
            assert_eq!(found, [expected]);
        };
        let mut document = Document::new(line("1"));
        (1..MAX_LINES).for_each(|_| document.push(line("1")));
        assert!(document.fields(Currency::Gbp, "run").is_ok());
        document.push(line("1"));
        check(&document, "run", "lines too_many");
        let dear = Document::new(OrderLine {
            quantity: Quantity(1 << 50),
            price: UnitPrice(1 << 50),
            ..line("1")
        });
        assert_eq!(dear.net(Currency::Gbp), None);
        check(&dear, "run", "lines out_of_range");
        check(
            &Document::new(line("1")),
            &"x".repeat(65),
            "import too_long",
        );
    }
}
