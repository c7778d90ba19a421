//! What a customer owes for an order.

use chrono::NaiveDate;
use domain::order::Order;
use domain::receivables::due_on;
use serde_json::json;

use super::buyer::Party;
use super::sale::Sale;
use super::shop::Shop;
use crate::clock;
use crate::world::World;

/// An invoice for an order.
pub struct Debt {
    /// The order.
    pub order: Order,
    /// Id of who took it.
    pub seller: String,
    /// The moment at which it arrived, once it has.
    pub received_ms: Option<i64>,
    /// Id of the invoice.
    pub invoice: String,
    /// The moment of the invoice.
    pub issued_ms: i64,
    /// Last day on which it is paid in time.
    pub due_on: NaiveDate,
    /// How much, in rupiah.
    pub amount: i64,
}

/// Adds the invoice for what has left.
pub fn add_invoice(world: &mut World, shop: &Shop, party: &Party, sale: Sale) -> Option<Debt> {
    let shipped_ms = sale.shipped_ms?;
    let issued_ms = shop.moment(world, shop.days_ago(world, shipped_ms), shipped_ms);
    let issued_on = clock::date_of(shop.place, issued_ms);
    let due_on = due_on(issued_on, &party.fields, shop.settings);
    let amount = sale.order.totals()?.net.0;
    let fields = json!({
        "type": "sale", "order": sale.order.id, "issued_on": issued_on.to_string(),
        "due_on": due_on.to_string(), "amount": amount,
    });
    Some(Debt {
        invoice: shop.write(world, "invoice", party, issued_ms, fields),
        order: sale.order,
        seller: sale.seller,
        received_ms: sale
            .received_ms
            .map(|received_ms| received_ms.max(issued_ms)),
        issued_ms,
        due_on,
        amount,
    })
}
