//! What a file holds, added up line by line.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{DocumentKey, Exact, LineError, OrderLine, OrderTarget};
use crate::money::{Amount, Currency};
use crate::order::Type;
use crate::validate::{Problem, ProblemCode};

/// How many lines that cannot be read a survey keeps.
pub const MAX_FAILURES: usize = 200;

/// Counts of a file, added up line by line. What it keeps grows with the documents, customers
/// and products of the file and not with its lines.
#[derive(Debug, Clone)]
pub struct Survey {
    /// Lines of all sorts.
    pub lines: usize,
    /// Lines without anything in them.
    pub empty: usize,
    /// Lines that cannot be read or booked.
    pub failed: usize,
    /// The first [`MAX_FAILURES`] of them.
    pub failures: Vec<Failure>,
    /// What the lines that can be read come to, in the order of [`Type::ALL`].
    pub by_type: [TypeCount; Type::ALL.len()],
    /// Lines that are free of charge.
    pub free: usize,
    /// Lines without a customer.
    pub without_customer: usize,
    /// Codes of customers.
    pub customers: BTreeSet<String>,
    /// How many codes of products there are.
    pub products: usize,
    /// The earliest day.
    pub first_on: Option<NaiveDate>,
    /// The latest day.
    pub last_on: Option<NaiveDate>,
    currency: Currency,
    product_codes: BTreeSet<String>,
    lines_of: BTreeMap<DocumentKey, usize>,
    waiting: BTreeSet<String>,
}

/// What the orders of one type come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TypeCount {
    /// How many orders.
    pub documents: usize,
    /// How many lines.
    pub lines: usize,
    /// What they are worth before rounding.
    pub value: Exact,
    /// What they add to sales once they are booked, line by line.
    pub net: Amount,
}

/// A line that cannot be read or booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Its number in the file.
    pub line: usize,
    /// Why.
    pub error: LineError,
}

impl Survey {
    /// The survey of no lines; amounts will be booked in the currency.
    pub fn new(currency: Currency) -> Self {
        Self {
            lines: 0,
            empty: 0,
            failed: 0,
            failures: Vec::new(),
            by_type: Default::default(),
            free: 0,
            without_customer: 0,
            customers: BTreeSet::new(),
            products: 0,
            first_on: None,
            last_on: None,
            currency,
            product_codes: BTreeSet::new(),
            lines_of: BTreeMap::new(),
            waiting: BTreeSet::new(),
        }
    }

    /// Adds what [`super::read_line`] made of the line with this number in the file.
    pub fn take(&mut self, line: usize, read: &Result<Option<OrderLine>, LineError>) {
        self.lines += 1;
        match read {
            Ok(None) => self.empty += 1,
            Ok(Some(found)) => match found.net(self.currency) {
                Some(net) => self.add(found, net),
                None => self.fail(line, too_dear(found)),
            },
            Err(error) => self.fail(line, error.clone()),
        }
    }

    /// How many documents there are, those that wait among them.
    pub fn documents(&self) -> usize {
        self.lines_of.len()
    }

    /// What the lines that can be read are worth before rounding.
    pub fn value(&self) -> Exact {
        self.by_type.iter().map(|count| count.value).sum()
    }

    /// What the lines that can be read add to sales once they are booked.
    pub fn net(&self) -> Amount {
        self.by_type.iter().map(|count| count.net).sum()
    }

    /// How many lines of a document can be read. The second reading has all of it with the last
    /// of them, also where they do not stand together.
    pub fn lines_of(&self, key: &DocumentKey) -> usize {
        self.lines_of.get(key).copied().unwrap_or_default()
    }

    /// Whether a line that cannot be read belongs to a document of this number. Without that
    /// line it would be a wrong order, which a later import would take for the right one.
    pub fn waits(&self, document: &str) -> bool {
        self.waiting.contains(document)
    }

    /// How many numbers of documents wait for a line to be mended.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    fn add(&mut self, line: &OrderLine, net: Amount) {
        let lines = self.lines_of.entry(line.key()).or_default();
        *lines += 1;
        let count = &mut self.by_type[line.order_type as usize];
        count.documents += usize::from(*lines == 1);
        count.lines += 1;
        count.value = count.value + line.value();
        count.net = count.net + net;
        self.free += usize::from(line.free);
        self.without_customer += usize::from(line.customer.is_none());
        if let Some(customer) = &line.customer {
            add(&mut self.customers, customer);
        }
        add(&mut self.product_codes, &line.code);
        self.products = self.product_codes.len();
        let day = line.ordered_on;
        self.first_on = Some(self.first_on.map_or(day, |first| first.min(day)));
        self.last_on = Some(self.last_on.map_or(day, |last| last.max(day)));
    }

    fn fail(&mut self, line: usize, error: LineError) {
        self.failed += 1;
        if let Some(document) = &error.document {
            add(&mut self.waiting, document);
        }
        if self.failures.len() < MAX_FAILURES {
            self.failures.push(Failure { line, error });
        }
    }
}

fn add(texts: &mut BTreeSet<String>, text: &str) {
    if !texts.contains(text) {
        texts.insert(text.to_owned());
    }
}

fn too_dear(line: &OrderLine) -> LineError {
    let path = OrderTarget::Price.as_str();
    LineError {
        document: Some(line.document.clone()),
        problems: vec![Problem::new(path, ProblemCode::OutOfRange)],
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_FAILURES, Survey, TypeCount};
    use crate::import::order::tests::line;
    use crate::import::order::{LineError, OrderLine};
    use crate::money::{Amount, Currency, Quantity, UnitPrice};
    use crate::order::Type;
    use crate::validate::{Problem, ProblemCode};

    fn failed(document: Option<&str>) -> LineError {
        LineError {
            document: document.map(str::to_owned),
            problems: vec![Problem::new("price", ProblemCode::NotANumber)],
        }
    }

    fn survey(read: &[Result<Option<OrderLine>, LineError>]) -> Survey {
        let mut survey = Survey::new(Currency::Gbp);
        for (at, read) in read.iter().enumerate() {
            survey.take(at + 2, read);
        }
        survey
    }

    #[test]
    fn counts() {
        let other = OrderLine {
            customer: None,
            code: "B".to_owned(),
            price: UnitPrice(0),
            free: true,
            ordered_on: line("1").ordered_on.succ_opt().expect("a day"),
            ..line("1")
        };
        let back = OrderLine {
            order_type: Type::Return,
            ..line("C1")
        };
        let found = survey(&[
            Ok(Some(line("1"))),
            Ok(None),
            Ok(Some(other.clone())),
            Err(failed(None)),
            Ok(Some(back)),
            Ok(Some(line("1"))),
        ]);
        assert_eq!((found.lines, found.empty, found.failed), (6, 1, 1));
        assert_eq!((found.free, found.without_customer), (1, 1));
        assert_eq!((found.customers.len(), found.products), (1, 2));
        assert_eq!(found.first_on, Some(line("1").ordered_on));
        assert_eq!(found.last_on, Some(other.ordered_on));
        assert_eq!(
            (found.documents(), found.lines_of(&line("1").key())),
            (3, 2)
        );
        assert_eq!(found.value().to_text('.'), "2.5");
        assert_eq!(found.net(), Amount(250));
        assert_eq!(found.lines_of(&line("2").key()), 0);
        let documents = found.by_type.map(|count| (count.documents, count.lines));
        assert_eq!(documents, [(2, 3), (1, 1), (0, 0), (0, 0)]);
    }

    #[test]
    fn every_type_has_its_place() {
        for (at, order_type) in Type::ALL.into_iter().enumerate() {
            let found = survey(&[Ok(Some(OrderLine {
                order_type,
                ..line("1")
            }))]);
            let is_counted = |count: &TypeCount| count.lines == 1;
            assert_eq!(found.by_type.iter().position(is_counted), Some(at));
        }
    }

    #[test]
    fn documents_with_a_failed_line_wait() {
        let dear = OrderLine {
            quantity: Quantity(1 << 50),
            price: UnitPrice(1 << 50),
            ..line("3")
        };
        let found = survey(&[
            Ok(Some(line("1"))),
            Err(failed(Some("1"))),
            Ok(Some(line("1"))),
            Err(failed(Some("1"))),
            Ok(Some(line("2"))),
            Ok(Some(dear)),
            Err(failed(None)),
        ]);
        let check = |document, expected| assert_eq!(found.waits(document), expected, "{document}");
        check("1", true);
        check("2", false);
        check("3", true);
        assert_eq!(
            (found.waiting(), found.failed, found.documents()),
            (2, 4, 2)
        );
        let lines: Vec<_> = found.failures.iter().map(|failure| failure.line).collect();
        assert_eq!(lines, [3, 5, 7, 8]);
    }

    #[test]
    fn only_the_first_failures_are_kept() {
        let found = survey(&vec![Err(failed(None)); MAX_FAILURES + 1]);
        assert_eq!(found.failures.len(), MAX_FAILURES);
        assert_eq!(found.failed, MAX_FAILURES + 1);
    }
}
