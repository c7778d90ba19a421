//! Who buys, how often, how much at a time, and how they pay.

use serde_json::{Map, Value, json};

use super::shop::Shop;
use crate::Seed;
use crate::catalogue::Product;
use crate::clock::DAY;
use crate::interaction::SPAN;
use crate::random::Random;
use crate::world::World;

/// Somebody has been a customer for so many days before they are taken for a buyer.
const LEAST_AGE: i64 = 14;
/// Least number of days from one order to the next.
const LEAST_GAP: i64 = 6;

/// The customer in a trade.
pub struct Party {
    /// Id of the customer.
    pub id: String,
    /// When the customer was recorded.
    pub created_ms: i64,
    /// Values of the customer.
    pub fields: Map<String, Value>,
}

/// A customer who buys.
pub struct Buyer<'a> {
    /// Who it is.
    pub party: Party,
    /// What they buy again and again.
    pub basket: Vec<&'a Product>,
    /// How many vehicles they buy for at a time.
    pub vehicles: &'static [i64],
    /// How they pay.
    pub habit: Habit,
    /// How many days ago each order was, the oldest first.
    pub days: Vec<i64>,
}

/// How a customer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// When they get the invoice.
    AtOnce,
    /// About the due day.
    InTime,
    /// Days or weeks after the due day.
    Late,
    /// A part about the due day, the rest much later or not at all.
    InParts,
    /// Not at all.
    Never,
}

/// Makes a buyer of about every third customer.
pub fn buyer<'a>(world: &mut World, shop: &Shop<'a>, customer: &Seed) -> Option<Buyer<'a>> {
    let organisation = customer.fields["form"] == "organisation";
    let age = (world.now_ms - customer.created_ms) / DAY;
    let random = &mut world.random;
    if !random.percent(if organisation { 50 } else { 27 }) || age < LEAST_AGE {
        return None;
    }
    let mut party = Party::of(customer);
    if organisation && random.percent(40) {
        let days = random.pick(&[14, 21, 45, 60]);
        party.fields.insert("terms_days".into(), json!(days));
    }
    let habit = habit(random, organisation);
    let orders = if habit == Habit::Never {
        random.between(1, 3)
    } else {
        orders(random)
    };
    Some(Buyer {
        basket: basket(random, shop.products),
        vehicles: vehicles(&party.fields),
        party,
        habit,
        days: days(random, orders, age.min(SPAN)),
    })
}

impl Party {
    /// The customer of a record.
    pub fn of(customer: &Seed) -> Self {
        Self {
            id: customer.id.clone(),
            created_ms: customer.created_ms,
            fields: customer.fields.clone(),
        }
    }

    /// Values of an order, invoice, payment or promise of theirs.
    pub fn paper(&self, mut fields: Value) -> Value {
        fields["customer"] = json!(self.id);
        fields["currency"] = json!("IDR");
        fields
    }
}

fn habit(random: &mut Random, organisation: bool) -> Habit {
    let (at_once, in_time, late, in_parts) = if organisation {
        (10, 70, 87, 96)
    } else {
        (50, 86, 94, 98)
    };
    match random.between(1, 100) {
        share if share <= at_once => Habit::AtOnce,
        share if share <= in_time => Habit::InTime,
        share if share <= late => Habit::Late,
        share if share <= in_parts => Habit::InParts,
        _ => Habit::Never,
    }
}

/// How many orders a customer gives, see the figures of the module. A few more than measured, as
/// some are cancelled and not all have the time for them.
fn orders(random: &mut Random) -> i64 {
    match random.between(1, 100) {
        ..=29 => 1,
        30..=61 => random.pick(&[2, 2, 2, 3, 3]),
        62..=91 => random.pick(&[4, 4, 4, 5, 5, 5, 6, 6, 7, 8, 9, 10]),
        _ => random.between(11, 22),
    }
}

/// Days of orders at about even gaps, the oldest first. Gaps are the shorter the more orders there
/// are and the less time there was; what still does not fit is left out.
fn days(random: &mut Random, orders: i64, within: i64) -> Vec<i64> {
    let gap = match orders {
        ..=3 => 130,
        4..=5 => 86,
        6..=10 => 55,
        _ => 28,
    };
    let draw = (1..orders).map(|_| random.between(gap / 3, gap * 5 / 3));
    let mut gaps: Vec<i64> = draw.collect();
    let sum: i64 = gaps.iter().sum();
    for gap in &mut gaps {
        *gap = (*gap * within / sum.max(within)).max(LEAST_GAP);
    }
    let mut days = vec![random.between(0, (within - sum).max(gap / 3).min(within))];
    for gap in gaps {
        days.push(days[days.len() - 1] + gap);
    }
    days.retain(|day| *day <= within);
    days.reverse();
    days
}

fn basket<'a>(random: &mut Random, products: &'a [Product]) -> Vec<&'a Product> {
    (0..random.between(4, 9))
        .map(|_| random.one(products))
        .collect()
}

fn vehicles(customer: &Map<String, Value>) -> &'static [i64] {
    match customer.get("channel").and_then(Value::as_str) {
        Some("distributor" | "wholesaler") => &[4, 5, 6, 8, 10, 12],
        Some("retailer" | "online") => &[2, 2, 3, 4, 5, 6],
        Some("institution" | "agent") => &[1, 2, 2, 3, 4],
        _ => &[1, 1, 1, 1, 1, 1, 1, 1, 2],
    }
}
