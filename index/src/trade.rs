//! Products and orders: what the index keeps of them, and the rows made from that.
#![allow(
    missing_docs,
    reason = "fields are named after those of the kinds in domain"
)]

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use domain::kinds::{order as order_kind, product as product_kind};
use domain::money::{Amount, Currency};
use domain::name;
use domain::order::{Order, State, Type};
use domain::sales::{self, Sale};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use sync::record::{Fields, Record};

use super::Index;
use super::facts::{Detail, Facts};

/// A product.
#[derive(Debug, Clone, PartialEq)]
pub struct ProductRow {
    pub id: String,
    pub code: String,
    pub name: String,
    pub unit: String,
    pub category: String,
    /// Everything of the record, for rules that read it themselves.
    pub fields: Fields,
    pub archived: bool,
    pub pending: bool,
    /// Changes whenever the row was made anew.
    pub version_key: u64,
    haystack: String,
}

/// An order in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderRow {
    pub id: String,
    /// Number that people read; of the other system while there is none of ours.
    pub code: String,
    /// Number in the system that it was imported from.
    pub document: String,
    pub customer: String,
    pub order_type: Type,
    pub state: State,
    /// Day, `2026-11-23`.
    pub ordered_on: String,
    /// What is to be paid.
    pub net: Amount,
    pub currency: Currency,
    /// Id of the order that a return is against; empty for others.
    pub returns: String,
    /// When it was written down, milliseconds.
    pub created_ms: i64,
    pub archived: bool,
    pub pending: bool,
    pub conflicts: u32,
    /// Changes whenever the row was made anew.
    pub version_key: u64,
}

/// A product.
#[derive(Serialize, Deserialize)]
pub struct ProductFacts {
    #[serde(rename = "f")]
    fields: Fields,
}

/// An order, without its lines.
#[derive(Serialize, Deserialize)]
pub struct OrderFacts {
    #[serde(rename = "t")]
    pub order_type: Type,
    #[serde(rename = "s")]
    pub state: State,
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    pub ordered_on: String,
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    code: String,
    /// Number in the system that it was imported from.
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    document: String,
    /// Id of the import run that made it.
    #[serde(rename = "i", default, skip_serializing_if = "String::is_empty")]
    pub import: String,
    #[serde(rename = "n")]
    pub net: Amount,
    #[serde(rename = "y")]
    currency: Currency,
    #[serde(rename = "b", default, skip_serializing_if = "String::is_empty")]
    returns: String,
    #[serde(rename = "m")]
    created_ms: i64,
}

/// Which orders a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrderView {
    /// All that are not archived.
    All,
    /// Those in one state.
    State(State),
    /// Returns.
    Returns,
}

/// What a person looks for among the orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderFilter {
    /// Words that must occur in the number or in the customer's name, code, phone or plate.
    pub query: String,
    pub view: OrderView,
    /// Id of a branch; empty for all.
    pub branch: String,
    /// First day; empty for all.
    pub since: String,
    /// Last day; empty for all.
    pub until: String,
}

impl OrderRow {
    /// The order as sums see it; none for one whose day cannot be read.
    pub fn sale(&self) -> Option<Sale<'_>> {
        Some(Sale {
            day: self.ordered_on.parse().ok()?,
            customer: &self.customer,
            order_type: self.order_type,
            state: self.state,
            net: self.net,
            currency: self.currency,
        })
    }

    /// Whether something was bought with it.
    pub fn is_firm_sale(&self) -> bool {
        self.order_type == Type::Sale && self.state.is_firm()
    }
}

impl OrderFilter {
    fn holds(&self, day: &str) -> bool {
        day >= self.since.as_str() && (self.until.is_empty() || day <= self.until.as_str())
    }
}

impl OrderView {
    /// All views in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::All,
        Self::State(State::Draft),
        Self::State(State::Ordered),
        Self::State(State::Shipped),
        Self::State(State::Received),
        Self::State(State::Cancelled),
        Self::Returns,
    ];

    fn shows(self, row: &OrderRow) -> bool {
        match self {
            Self::All => true,
            Self::State(state) => row.state == state,
            Self::Returns => row.order_type == Type::Return,
        }
    }
}

impl ProductFacts {
    pub(crate) fn of(record: &Record) -> Detail {
        Detail::Product(Box::new(Self {
            fields: record.fields.clone(),
        }))
    }
}

impl OrderFacts {
    /// An order that cannot be read is in no list, but on its customer's card.
    pub(crate) fn of(record: &Record) -> Detail {
        let Some(order) = Order::read(&record.id, &record.fields) else {
            return Detail::Other;
        };
        let text = |field| record.text(field).to_owned();
        Detail::Order(Box::new(Self {
            order_type: order.order_type,
            state: order.state,
            ordered_on: order.ordered_on.to_string(),
            code: text(order_kind::CODE),
            document: text(order_kind::DOCUMENT),
            import: text(order_kind::IMPORT),
            net: order.totals().unwrap_or_default().net,
            currency: order.currency,
            returns: order.returns.unwrap_or_default(),
            created_ms: record.created_ms,
        }))
    }

    /// Whether something was bought with it.
    pub(crate) fn is_firm_sale(&self) -> bool {
        self.order_type == Type::Sale && self.state.is_firm()
    }

    /// When a customer who buys was seen by it, milliseconds.
    pub(crate) fn seen_ms(&self) -> Option<i64> {
        if !self.is_firm_sale() {
            return None;
        }
        let day: NaiveDate = self.ordered_on.parse().ok()?;
        Some(day.and_time(NaiveTime::MIN).and_utc().timestamp_millis())
    }
}

impl Index {
    pub(crate) fn product_rows(&self) -> Vec<ProductRow> {
        let mut rows: Vec<ProductRow> = self
            .facts
            .iter()
            .filter_map(|(id, facts)| match &facts.detail {
                Detail::Product(product) => Some(self.product_row(id, facts, product)),
                _ => None,
            })
            .collect();
        rows.sort_by(|a, b| (&a.haystack, &a.id).cmp(&(&b.haystack, &b.id)));
        rows
    }

    fn product_row(&self, id: &str, facts: &Facts, product: &ProductFacts) -> ProductRow {
        let text = |name| {
            let found = product.fields.get(name).and_then(|value| value.as_str());
            found.unwrap_or_default().to_owned()
        };
        let (code, title) = (text(product_kind::CODE), text(product_kind::NAME));
        let category = text(product_kind::CATEGORY);
        ProductRow {
            id: id.to_owned(),
            haystack: name::fold(&format!("{title} {code} {category}")),
            code,
            name: title,
            unit: text(product_kind::UNIT),
            category,
            fields: product.fields.clone(),
            archived: facts.archived,
            pending: facts.pending,
            version_key: self.revision,
        }
    }

    /// Positions in [`Index::products`] of those in use that match every word of the query.
    pub fn search_products(&self, query: &str) -> Vec<usize> {
        self.matching_products(query, false)
    }

    /// The same of those that are archived.
    pub fn search_archived_products(&self, query: &str) -> Vec<usize> {
        self.matching_products(query, true)
    }

    fn matching_products(&self, query: &str, archived: bool) -> Vec<usize> {
        let words = folded_words(query);
        let fits = |row: &ProductRow| {
            words
                .iter()
                .all(|word| row.haystack.contains(word.as_str()))
        };
        let rows = self.products.iter().enumerate();
        rows.filter(|(_, row)| row.archived == archived && fits(row))
            .map(|(at, _)| at)
            .collect()
    }

    /// The product in use that has this code.
    pub fn product_of(&self, code: &str) -> Option<&ProductRow> {
        let mut live = self.products.iter().filter(|row| !row.archived);
        live.find(|row| row.code == code)
    }

    /// All orders, latest first. They are put in order when somebody looks at them.
    pub fn orders(&self) -> &[OrderRow] {
        self.orders.get_or_init(|| self.order_rows())
    }

    fn order_rows(&self) -> Vec<OrderRow> {
        self.sorted_orders(self.facts.iter())
    }

    /// The orders of a customer that are not archived, latest first.
    pub fn orders_of(&self, customer: &str) -> Vec<OrderRow> {
        let followers = self.children.get(customer).into_iter().flatten();
        let facts = followers.filter_map(|id| self.facts.get_key_value(id));
        self.sorted_orders(facts.filter(|(_, facts)| !facts.archived))
    }

    fn sorted_orders<'a>(
        &self,
        facts: impl Iterator<Item = (&'a Arc<str>, &'a Facts)>,
    ) -> Vec<OrderRow> {
        let row = |(id, facts): (&Arc<str>, &'a Facts)| match &facts.detail {
            Detail::Order(order) => Some(self.order_row(id, facts, order)),
            _ => None,
        };
        let mut rows: Vec<OrderRow> = facts.filter_map(row).collect();
        rows.sort_by(|a, b| (&b.ordered_on, &b.code, &b.id).cmp(&(&a.ordered_on, &a.code, &a.id)));
        rows
    }

    /// Positions in [`Index::orders`] of what the filter shows.
    pub fn search_orders(&self, filter: &OrderFilter) -> Vec<usize> {
        let words = folded_words(&filter.query);
        let customers = words.iter().map(|word| self.customers_with(word));
        let words: Vec<_> = words.iter().zip(customers).collect();
        let rows = self.orders().iter().enumerate();
        rows.filter(|(_, row)| !row.archived && filter.view.shows(row))
            .filter(|(_, row)| filter.holds(&row.ordered_on))
            .filter(|(_, row)| self.is_found(row, &words, &filter.branch))
            .map(|(at, _)| at)
            .collect()
    }

    /// Each word comes with the customers who are found by it.
    fn is_found(&self, row: &OrderRow, words: &[(&String, FxHashSet<&str>)], branch: &str) -> bool {
        let Some(home) = self.home_of(&row.customer) else {
            return false;
        };
        let numbers = [&row.code, &row.document].map(|number| name::fold(number));
        let holds = |(word, customers): &(&String, FxHashSet<&str>)| {
            let is_number = numbers.iter().any(|number| number.contains(*word));
            is_number || customers.contains(row.customer.as_str())
        };
        (branch.is_empty() || home == branch) && words.iter().all(holds)
    }

    /// What the orders at these positions come to, by currency: sales less returns, without
    /// drafts and cancelled ones.
    pub fn order_sums(&self, positions: &[u32]) -> Vec<(Currency, Amount)> {
        let rows = positions
            .iter()
            .filter_map(|at| self.orders().get(*at as usize));
        let counted = |row: &OrderRow| {
            let net = sales::counted(row.order_type, row.state, row.net)?;
            Some((row.currency, net))
        };
        let counted: Vec<(Currency, Amount)> = rows.filter_map(counted).collect();
        let sum = |currency: Currency| {
            let own = counted.iter().filter(|(other, _)| *other == currency);
            let mut own = own.map(|(_, net)| *net).peekable();
            own.peek().is_some().then_some(())?;
            Some((currency, own.sum()))
        };
        Currency::ALL.into_iter().filter_map(sum).collect()
    }

    fn order_row(&self, id: &str, facts: &Facts, order: &OrderFacts) -> OrderRow {
        OrderRow {
            id: id.to_owned(),
            code: [&order.code, &order.document]
                .into_iter()
                .find(|number| !number.is_empty())
                .cloned()
                .unwrap_or_default(),
            document: order.document.clone(),
            customer: facts.root.clone().unwrap_or_default(),
            order_type: order.order_type,
            state: order.state,
            ordered_on: order.ordered_on.clone(),
            net: order.net,
            currency: order.currency,
            returns: order.returns.clone(),
            created_ms: order.created_ms,
            archived: facts.archived,
            pending: facts.pending,
            conflicts: facts.conflicts,
            version_key: self.revision,
        }
    }
}

/// What was typed between blanks, each piece folded as a whole: the parts of a code such as
/// `OLI-1` must stand together.
fn folded_words(query: &str) -> Vec<String> {
    query.split_whitespace().map(name::fold).collect()
}
