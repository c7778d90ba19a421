//! What was sold of each product. Lines are read one order at a time, so that a caller with
//! thousands of them can pause in between.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Period, counted};
use crate::money::{Amount, Currency, Quantity};
use crate::order::{Line, Order, Type};

/// What one product came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductSales {
    /// Code of the product.
    pub code: String,
    /// Its name when it was sold last; may be empty.
    pub name: String,
    /// Unit of the quantity when it was sold last; may be empty.
    pub unit: String,
    /// How much was sold less what came back.
    pub quantity: Quantity,
    /// Sales less returns.
    pub net: Amount,
}

/// Adds up products over orders, whose order of arrival does not matter.
#[derive(Debug, Clone)]
pub struct ProductTally {
    currency: Currency,
    period: Period,
    found: BTreeMap<String, Tallied>,
}

#[derive(Debug, Clone, Default)]
struct Tallied {
    /// The line that names the product: the latest, by day, order and key.
    named_by: Option<(NaiveDate, String, String)>,
    name: String,
    unit: String,
    quantity: Quantity,
    net: Amount,
}

impl ProductTally {
    /// Nothing yet of a currency in a period.
    pub fn new(currency: Currency, period: Period) -> Self {
        Self {
            currency,
            period,
            found: BTreeMap::new(),
        }
    }

    /// Adds the lines of an order that counts, each with its own net amount. What is free was
    /// not sold. An order that comes to more than an amount can be counts nowhere.
    pub fn add(&mut self, order: &Order) {
        let is_here = order.currency == self.currency && self.period.holds(order.ordered_on);
        if !is_here || !order.state.is_firm() || order.totals().is_none() {
            return;
        }
        for line in order.lines.iter().filter(|line| !line.free) {
            let found = self.found.entry(line.code.clone()).or_default();
            found.add(order, line);
        }
    }

    /// Every product, the greatest net amount first, then by code.
    pub fn ranked(self) -> Vec<ProductSales> {
        let of_product = |(code, found): (String, Tallied)| ProductSales {
            code,
            name: found.name,
            unit: found.unit,
            quantity: found.quantity,
            net: found.net,
        };
        let mut ranked: Vec<ProductSales> = self.found.into_iter().map(of_product).collect();
        ranked.sort_by_key(|one| Reverse(one.net));
        ranked
    }
}

impl Tallied {
    fn add(&mut self, order: &Order, line: &Line) {
        let net = line.net(order.currency).unwrap_or_default();
        let net = counted(order.order_type, order.state, net);
        self.net = self.net + net.unwrap_or_default();
        self.quantity = match order.order_type {
            Type::Return => self.quantity - line.quantity,
            Type::Sale | Type::Correction | Type::BadDebt => self.quantity + line.quantity,
        };
        let named_by = Some((order.ordered_on, order.id.clone(), line.key.clone()));
        if named_by > self.named_by {
            self.named_by = named_by;
            self.name.clone_from(&line.name);
            self.unit.clone_from(&line.unit);
        }
    }
}
