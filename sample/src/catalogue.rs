//! Products with their prices, and what they cost the company.

use serde_json::{Map, Value, json};

use crate::office;
use crate::world::World;

/// Category; code; name; unit; list price in rupiah; what one vehicle needs, in thousandths of
/// the unit.
const PRODUCTS: &str = include_str!("products.csv");

/// Code of the product that is given away.
pub const GIFT: &str = "CRN-KACA-1L";

/// Ten-thousandths of a rupiah.
const RUPIAH: i64 = 10_000;

/// A product that can be sold.
pub struct Product {
    /// Its values.
    pub fields: Map<String, Value>,
    /// What one vehicle needs, in thousandths of the unit.
    pub usual: i64,
}

impl Product {
    /// Code under which it is sold.
    pub fn code(&self) -> &str {
        self.fields["code"].as_str().unwrap_or_default()
    }
}

/// Adds all products and costs, and gives the products.
pub fn add_products(world: &mut World) -> Vec<Product> {
    let lines = PRODUCTS.lines().skip(1);
    lines.filter_map(|line| add_product(world, line)).collect()
}

fn add_product(world: &mut World, line: &str) -> Option<Product> {
    let mut cells = line.split(';');
    let mut cell = || cells.next();
    let (category, code, name, unit) = (cell()?, cell()?, cell()?, cell()?);
    let (list, usual) = (cell()?.parse::<i64>().ok()?, cell()?.parse().ok()?);
    let fields = json!({
        "code": code, "name": name, "unit": unit, "category": category,
        "prices": prices(category, list),
    });
    let product = office::put(world, "product", code, fields.clone());
    // Less than what a distributor pays.
    let share = world.random.between(60, 78);
    let cost = json!({"product": product, "cost": list * RUPIAH / 100 * share});
    office::put(world, "product_cost", code, cost);
    let fields = fields.as_object()?.clone();
    Some(Product { fields, usual })
}

/// Resellers pay less for goods and fleets for services; accessories have one price.
fn prices(category: &str, list: i64) -> Value {
    let channels: &[(&str, i64)] = match category {
        "Servis" => &[("institution", 95)],
        "Aksesori" => &[],
        _ => &[("distributor", 80), ("wholesaler", 85), ("retailer", 90)],
    };
    let mut prices = json!({"list": {"price": list * RUPIAH}});
    for (channel, percent) in channels {
        prices[channel] = json!({"price": list * RUPIAH / 100 * percent});
    }
    prices
}
