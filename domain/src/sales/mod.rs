//! What was sold in a period: by month, by customer, by product.
//!
//! One formula holds for all three. An order that is firm, agreed on and not cancelled, counts
//! with its net amount on its own day in its own currency. A return counts with the opposite
//! sign, everything else as it stands. A net amount is the sum of lines that were rounded once,
//! each for itself, so the three come to the same in whatever order the orders arrive.

mod month;
mod product;
#[cfg(test)]
mod tests;

pub use month::{Month, Period};
pub use product::{ProductSales, ProductTally};

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::money::{Amount, Currency};
use crate::order::{State, Type};

/// An order without its lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sale<'a> {
    /// Its day.
    pub day: NaiveDate,
    /// Id of who ordered.
    pub customer: &'a str,
    /// What it does.
    pub order_type: Type,
    /// Where it is.
    pub state: State,
    /// What is to be paid.
    pub net: Amount,
    /// Currency of the amount.
    pub currency: Currency,
}

/// What one month came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthSales {
    /// The month.
    pub month: Month,
    /// How many orders count, returns among them.
    pub orders: usize,
    /// Sales less returns.
    pub net: Amount,
}

/// What one customer's orders came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerSales {
    /// Id of the customer.
    pub customer: String,
    /// How many orders count, returns among them.
    pub orders: usize,
    /// Sales less returns.
    pub net: Amount,
}

/// What an order adds to sales; `None` when it does not count.
pub fn counted(order_type: Type, state: State, net: Amount) -> Option<Amount> {
    state.is_firm().then(|| match order_type {
        Type::Return => -net,
        Type::Sale | Type::Correction | Type::BadDebt => net,
    })
}

/// Every month of the period from the first to the last, also those without sales.
pub fn by_month(sales: &[Sale], currency: Currency, period: Period) -> Vec<MonthSales> {
    let mut sums = BTreeMap::new();
    for (sale, net) in counting(sales, currency, period) {
        add(sums.entry(Month::of(sale.day)).or_default(), net);
    }
    let of_month = |month| {
        let (orders, net) = sums.get(&month).copied().unwrap_or_default();
        MonthSales { month, orders, net }
    };
    period.months().map(of_month).collect()
}

/// Every customer with orders that count, the greatest net amount first, then by id.
pub fn by_customer(sales: &[Sale], currency: Currency, period: Period) -> Vec<CustomerSales> {
    let mut sums: BTreeMap<&str, (usize, Amount)> = BTreeMap::new();
    for (sale, net) in counting(sales, currency, period) {
        add(sums.entry(sale.customer).or_default(), net);
    }
    let of_customer = |(customer, (orders, net)): (&str, _)| CustomerSales {
        customer: customer.to_owned(),
        orders,
        net,
    };
    let mut found: Vec<CustomerSales> = sums.into_iter().map(of_customer).collect();
    found.sort_by_key(|one| Reverse(one.net));
    found
}

fn counting<'s, 'a>(
    sales: &'s [Sale<'a>],
    currency: Currency,
    period: Period,
) -> impl Iterator<Item = (&'s Sale<'a>, Amount)> {
    sales
        .iter()
        .filter(move |sale| sale.currency == currency && period.holds(sale.day))
        .filter_map(|sale| Some((sale, counted(sale.order_type, sale.state, sale.net)?)))
}

fn add(sum: &mut (usize, Amount), net: Amount) {
    *sum = (sum.0 + 1, sum.1 + net);
}
