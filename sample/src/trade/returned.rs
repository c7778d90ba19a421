//! Goods that come back, and the credit notes for them.

use domain::order::{Line, Order};
use serde_json::{Map, Value, json};

use super::buyer::Party;
use super::debt::Debt;
use super::lines::key;
use super::shop::Shop;
use crate::random::Random;
use crate::world::World;

/// What came back takes off the debt.
pub struct Credit {
    /// The moment of the credit note.
    pub at_ms: i64,
    /// How much, in rupiah.
    pub amount: i64,
}

/// Adds a return of some of what arrived, about as often as the figures of the module say.
pub fn add_return(world: &mut World, shop: &Shop, party: &Party, debt: &Debt) -> Option<Credit> {
    let received_ms = debt.received_ms.filter(|_| world.random.percent(18))?;
    let days_ago = shop.days_ago(world, received_ms) - world.random.between(0, 14);
    let lines = some_of(&mut world.random, &debt.order);
    if days_ago < 0 || lines.is_empty() {
        return None;
    }
    add_back(world, shop, party, debt, days_ago, lines)
}

/// Adds a return of certain lines so many days ago and its credit note.
pub fn add_back(
    world: &mut World,
    shop: &Shop,
    party: &Party,
    debt: &Debt,
    days_ago: i64,
    lines: Map<String, Value>,
) -> Option<Credit> {
    let returned_ms = shop.moment(world, days_ago, debt.received_ms?);
    let day = shop.date(returned_ms);
    let fields = party.paper(json!({
        "type": "return", "returns": debt.order.id, "state": "received", "ordered_on": day,
        "received_on": day, "lines": lines,
    }));
    // Whoever gave the discount may write it once more.
    let id = world.add("order", &debt.seller, returned_ms, fields.clone());
    let amount = Order::read(&id, fields.as_object()?)?.totals()?.net.0;
    let credit = Credit {
        at_ms: shop.moment(world, days_ago, returned_ms),
        amount,
    };
    let note = json!({
        "type": "credit_note", "invoice": debt.invoice, "order": id, "amount": amount,
        "paid_on": shop.date(credit.at_ms),
    });
    shop.write(world, "payment", party, credit.at_ms, note);
    Some(credit)
}

/// Some lines of those that were paid for, mostly whole.
fn some_of(random: &mut Random, order: &Order) -> Map<String, Value> {
    let paid: Vec<&Line> = order.lines.iter().filter(|line| !line.free).collect();
    let mut lines = Map::new();
    if paid.is_empty() {
        return lines;
    }
    for _ in 0..random.pick(&[1, 1, 1, 1, 2, 3, 5]) {
        let line = random.pick(&paid);
        let whole = line.quantity.0;
        let part = random.between(1, (whole / 1_000).max(1)) * 1_000;
        let taken = line_of(
            line,
            if random.percent(75) {
                whole
            } else {
                part.min(whole)
            },
        );
        if !lines
            .values()
            .any(|other: &Value| other["code"] == taken["code"])
        {
            lines.insert(key(lines.len()), taken);
        }
    }
    lines
}

/// So many thousandths of a line, at what was paid.
pub fn line_of(line: &Line, quantity: i64) -> Value {
    json!({
        "code": line.code, "name": line.name, "unit": line.unit, "quantity": quantity,
        "price": line.price.0, "discount": (line.discount.0 > 0).then_some(line.discount.0),
    })
}
