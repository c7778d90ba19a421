//! Vehicles with plates of the region.

use serde_json::{Value, json};

use crate::clock;
use crate::customer::Customer;
use crate::place::Place;
use crate::random::Random;
use crate::words::{COLORS, MODELS};
use crate::world::{Office, World};

/// Adds the customer's vehicles and gives their ids; the first has these particulars, if any.
pub fn add_vehicles(
    world: &mut World,
    office: &Office,
    customer: &Customer,
    particulars: Option<&Value>,
) -> Vec<String> {
    let random = &mut world.random;
    let most = if customer.organisation { 4 } else { 2 };
    let least = i64::from(particulars.is_some() || random.percent(80));
    let count = least * random.between(1, most).min(random.between(1, most));
    (0..count)
        .map(|n| {
            let mut fields = vehicle(&mut world.random, office.place, world.now_ms);
            fields["customer"] = json!(customer.id);
            if let (0, Some(Value::Object(particulars))) = (n, particulars) {
                particulars
                    .iter()
                    .for_each(|(name, value)| fields[name] = value.clone());
            }
            world.add("vehicle", &customer.owner, customer.created_ms, fields)
        })
        .collect()
}

fn vehicle(random: &mut Random, place: &Place, now_ms: i64) -> Value {
    let (make, models) = random.pick(MODELS);
    let age = random.between(0, 12);
    json!({
        "plate": plate(random, place),
        "make": make,
        "model": random.pick(models),
        "year": year(place, now_ms) - age,
        "color": random.pick(COLORS),
        "vin": random.percent(50).then(|| format!("MHK{:09}", random.between(1, 999_999_999))),
        "warranty_until": (age < 4).then(|| clock::date_after(place, now_ms, random.between(-60, 1000))),
    })
}

fn year(place: &Place, now_ms: i64) -> i64 {
    clock::date_after(place, now_ms, 0)[..4]
        .parse()
        .unwrap_or(2000)
}

fn plate(random: &mut Random, place: &Place) -> String {
    let region = random.pick(place.plates);
    let number = random.between(1000, 9999);
    let letters: String = (0..random.between(2, 3))
        .map(|_| random.pick(LETTERS))
        .collect();
    format!("{region} {number} {letters}")
}

const LETTERS: &[char] = &[
    'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'T', 'V', 'W',
    'X', 'Y', 'Z',
];
