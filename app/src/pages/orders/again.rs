//! What a customer would order again.

use domain::buying::{Usual, products_again};
use domain::order::Order;

use crate::store::{OrderRow, Store};

/// As many as one reads at a glance.
const MOST_SHOWN: usize = 8;
/// Sales by which one sees what is usual: of a customer with thousands the latest ones.
const MOST_READ: usize = 100;

/// The products that a customer buys again and again, or bought last where there are none yet.
/// `orders` are the customer's, the latest first.
pub fn usual_of(store: Store, orders: &[OrderRow]) -> Vec<Usual> {
    let sales = orders.iter().filter(|row| row.is_firm_sale());
    let read = |row: &OrderRow| Order::read(&row.id, &store.record(&row.id)?.fields);
    let sales: Vec<Order> = sales.take(MOST_READ).filter_map(read).collect();
    let mut usual = products_again(&sales);
    usual.truncate(MOST_SHOWN);
    usual
}
