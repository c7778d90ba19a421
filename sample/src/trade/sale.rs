//! Orders of goods and services.

use domain::order::Order;
use serde_json::{Map, Value, json};

use super::buyer::{Buyer, Party};
use super::lines::lines;
use super::shop::Shop;
use crate::world::World;

/// Why orders were cancelled.
const REASONS: &[&str] = &[
    "Pelanggan menunda servis",
    "Stok habis di pabrik",
    "Salah tipe kendaraan",
    "Memilih penawaran lain",
];

/// An order that was agreed on.
pub struct Sale {
    /// The order.
    pub order: Order,
    /// Id of who took it.
    pub seller: String,
    /// The moment at which it left, once it has.
    pub shipped_ms: Option<i64>,
    /// The moment at which it arrived, once it has.
    pub received_ms: Option<i64>,
}

/// What is agreed on.
pub struct Agreement<'a> {
    /// Id of who sells.
    pub seller: &'a str,
    /// What is sold.
    pub lines: Map<String, Value>,
    /// How many days ago it was ordered, left and arrived; days to come have not happened.
    pub days: [i64; 3],
}

/// Adds what a buyer ordered so many days ago; a draft or a cancelled order is no sale.
pub fn add_sale(world: &mut World, shop: &Shop, buyer: &Buyer, days_ago: i64) -> Option<Sale> {
    let random = &mut world.random;
    let seller = shop.seller(random);
    let lines = lines(random, shop, buyer, seller);
    let cancelled = random.percent(2);
    if cancelled || (days_ago < 10 && random.percent(25)) {
        let reason = cancelled.then(|| random.pick(REASONS));
        let ordered_ms = shop.moment(world, days_ago, buyer.party.created_ms);
        let fields = json!({
            "type": "sale", "state": if cancelled { "cancelled" } else { "draft" },
            "cancel_reason": reason, "ordered_on": shop.date(ordered_ms), "lines": lines,
        });
        world.add("order", &seller.id, ordered_ms, buyer.party.paper(fields));
        return None;
    }
    let shipped = days_ago - random.between(0, 4);
    let received = shipped - random.between(0, 5);
    let agreement = Agreement {
        seller: &seller.id,
        lines,
        days: [days_ago, shipped, received],
    };
    add_agreed(world, shop, &buyer.party, agreement)
}

/// Adds an order that was agreed on.
pub fn add_agreed(
    world: &mut World,
    shop: &Shop,
    party: &Party,
    agreement: Agreement,
) -> Option<Sale> {
    let [ordered, shipped, received] = agreement.days;
    let ordered_ms = shop.moment(world, ordered, party.created_ms);
    let shipped_ms = (shipped >= 0).then(|| shop.moment(world, shipped, ordered_ms));
    let received_ms = shipped_ms
        .filter(|_| received >= 0)
        .map(|shipped_ms| shop.moment(world, received, shipped_ms));
    let state = match (shipped_ms, received_ms) {
        (_, Some(_)) => "received",
        (Some(_), None) => "shipped",
        (None, None) => "ordered",
    };
    let fields = party.paper(json!({
        "type": "sale", "state": state, "lines": agreement.lines,
        "ordered_on": shop.date(ordered_ms),
        "shipped_on": shipped_ms.map(|ms| shop.date(ms)),
        "received_on": received_ms.map(|ms| shop.date(ms)),
    }));
    let id = world.add("order", agreement.seller, ordered_ms, fields.clone());
    Some(Sale {
        order: Order::read(&id, fields.as_object()?)?,
        seller: agreement.seller.to_owned(),
        shipped_ms,
        received_ms,
    })
}
