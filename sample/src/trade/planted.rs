//! The books of known customers, which are the same in every sample company.

use serde_json::{Map, Value, json};

use super::buyer::Party;
use super::debt::{Debt, add_invoice};
use super::lines::{key, line};
use super::paid::add_payment;
use super::promise;
use super::returned::{add_back, line_of};
use super::sale::{Agreement, add_agreed};
use super::shop::Shop;
use crate::clock::DAY;
use crate::known;
use crate::world::World;

/// Known customers have been there for at least so many days.
const AGE: i64 = 400;

/// An order of a known customer and what follows it. Days are counted back from today.
struct Planted {
    /// When it was ordered, left and arrived.
    days: [i64; 3],
    /// Codes and quantities in thousandths.
    lines: &'static [(&'static str, i64)],
    /// When all of it was paid.
    paid: Option<i64>,
    /// When which line came back whole.
    back: Option<(i64, usize)>,
    /// When it was promised to be paid, and how many days from today.
    promises: &'static [(i64, i64)],
}

const PLAIN: Planted = Planted {
    days: [0; 3],
    lines: &[],
    paid: None,
    back: None,
    promises: &[],
};

/// Name, credit limit in rupiah, orders.
type Book = (&'static str, Option<i64>, &'static [Planted]);

/// Siti owes an invoice of which a filter came back, Andi is well within his limit, PT Bumi
/// Sulawesi Jaya is over its limit and broke a promise, Toko Karya Baru is near its limit. The
/// other known customers have bought nothing.
const BOOKS: &[Book] = &[
    ("Siti Rahmawati", None, &SITI),
    ("Andi Wijaya", Some(5_000_000), &ANDI),
    ("PT Bumi Sulawesi Jaya", Some(25_000_000), &BUMI),
    ("Toko Karya Baru", Some(10_000_000), &KARYA),
];

const OIL: &[(&str, i64)] = &[("OLI-10W40-1L", 4_000), ("FLT-OLI-HND", 1_000)];

const SITI: [Planted; 3] = [
    Planted {
        days: [125, 125, 124],
        lines: OIL,
        paid: Some(100),
        ..PLAIN
    },
    Planted {
        days: [65, 65, 64],
        lines: OIL,
        back: Some((60, 1)),
        ..PLAIN
    },
    Planted {
        days: [5, -1, -1],
        lines: OIL,
        ..PLAIN
    },
];

const ANDI: [Planted; 3] = [
    Planted {
        days: [200, 200, 200],
        lines: &[("SVC-10K", 1_000)],
        paid: Some(200),
        ..PLAIN
    },
    Planted {
        days: [45, 45, 45],
        lines: &[("BAN-185-65-15", 4_000), ("SVC-SPOORING", 1_000)],
        paid: Some(20),
        ..PLAIN
    },
    Planted {
        days: [12, 12, 12],
        lines: &[("OLI-CURAH", 3_500), ("FLT-OLI-AVZ", 1_000)],
        ..PLAIN
    },
];

const BUMI: [Planted; 3] = [
    Planted {
        days: [150, 148, 147],
        lines: &[("BAN-265-65-17", 8_000), ("OLI-15W40-5L", 6_000)],
        paid: Some(112),
        ..PLAIN
    },
    Planted {
        days: [80, 78, 76],
        lines: &[("BAN-750-16", 8_000), ("AKI-70AH", 4_000)],
        promises: &[(40, -20), (3, 7)],
        ..PLAIN
    },
    Planted {
        days: [30, 28, 26],
        lines: &[("SVC-20K", 6_000), ("REM-DPN-INV", 6_000)],
        ..PLAIN
    },
];

const KARYA: [Planted; 2] = [
    Planted {
        days: [60, 58, 57],
        lines: &[("OLI-10W40-1L", 48_000), ("FLT-OLI-AVZ", 40_000)],
        paid: Some(30),
        ..PLAIN
    },
    Planted {
        days: [20, 18, 16],
        lines: &[
            ("OLI-10W40-1L", 60_000),
            ("BUSI-STD", 80_000),
            ("FLT-OLI-AVZ", 45_000),
        ],
        ..PLAIN
    },
];

/// Whether the customer of this number in the branch is known.
pub fn is_known(shop: &Shop, number: usize) -> bool {
    shop.place.code == "MKS" && number < known::known().len()
}

/// Adds the book of the known customer at this place.
pub fn add_book(world: &mut World, shop: &Shop, at: usize) {
    let oldest = world.now_ms - AGE * DAY;
    let customer = &mut world.records[at];
    let name = &customer.fields["name"];
    let Some((_, limit, orders)) = BOOKS.iter().find(|book| name == book.0) else {
        return;
    };
    customer.created_ms = customer.created_ms.min(oldest);
    if let Some(limit) = limit {
        customer.fields.insert("credit_limit".into(), json!(limit));
    }
    let party = Party::of(customer);
    for order in *orders {
        add_order(world, shop, &party, order);
    }
}

fn add_order(world: &mut World, shop: &Shop, party: &Party, order: &Planted) -> Option<()> {
    let agreement = Agreement {
        seller: party.fields["owner"].as_str()?,
        lines: lines(shop, party, order),
        days: order.days,
    };
    let sale = add_agreed(world, shop, party, agreement)?;
    let debt = add_invoice(world, shop, party, sale)?;
    add_events(world, shop, party, order, &debt);
    Some(())
}

fn add_events(world: &mut World, shop: &Shop, party: &Party, order: &Planted, debt: &Debt) {
    if let Some((days_ago, line)) = order.back {
        let line = &debt.order.lines[line];
        let lines = Map::from_iter([(key(0), line_of(line, line.quantity.0))]);
        add_back(world, shop, party, debt, days_ago, lines);
    }
    if let Some(days_ago) = order.paid {
        let at_ms = shop.moment(world, days_ago, debt.issued_ms);
        let invoice = Some(debt.invoice.as_str());
        add_payment(
            world,
            shop,
            party,
            at_ms,
            (debt.amount, "transfer", invoice),
        );
    }
    for (made, until) in order.promises {
        promise::put(world, shop, party, debt, (debt.amount, *made, *until));
    }
}

fn lines(shop: &Shop, party: &Party, order: &Planted) -> Map<String, Value> {
    let mut lines = Map::new();
    for (code, quantity) in order.lines {
        let product = shop.products.iter().find(|product| product.code() == *code);
        lines.extend(product.map(|product| (key(lines.len()), line(product, party, *quantity))));
    }
    lines
}
