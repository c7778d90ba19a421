//! How much customers may owe.

use std::collections::BTreeMap;

use serde_json::json;

use crate::random::Random;
use crate::world::World;

/// Limits are whole numbers of so many rupiah.
const STEP: i64 = 250_000;

/// Gives limits to most organisations and some persons who have bought: most are well within
/// theirs, some are near them and some beyond. Customers who have one keep it.
pub fn add_limits(world: &mut World) {
    let owed = owed(world);
    let World {
        records, random, ..
    } = world;
    for customer in records {
        let Some(owed) = owed.get(&customer.id) else {
            continue;
        };
        let organisation = customer.fields["form"] == "organisation";
        if random.percent(if organisation { 60 } else { 12 }) {
            let limit = limit(random, *owed);
            customer
                .fields
                .entry("credit_limit")
                .or_insert_with(|| json!(limit));
        }
    }
}

/// What customers owe who ever owed something, in rupiah.
fn owed(world: &World) -> BTreeMap<String, i64> {
    let mut owed = BTreeMap::new();
    for record in &world.records {
        let sign = match record.kind {
            "invoice" => 1,
            "payment" => -1,
            _ => continue,
        };
        let customer = record.fields["customer"].as_str().unwrap_or_default();
        let amount = record.fields["amount"].as_i64().unwrap_or_default();
        *owed.entry(customer.to_owned()).or_default() += sign * amount;
    }
    owed
}

fn limit(random: &mut Random, owed: i64) -> i64 {
    let percent = random.pick(&[150, 200, 200, 300, 300, 400, 112, 110, 110, 85]);
    let limit = owed.max(0) * percent / 100 / STEP * STEP;
    if limit < 2 * STEP {
        return random.between(8, 80) * STEP;
    }
    limit
}
