//! The lines of an order.

use domain::kinds::product::price_for;
use serde_json::{Map, Value, json};

use super::buyer::{Buyer, Party};
use super::shop::{Seller, Shop};
use crate::catalogue::{GIFT, Product};
use crate::random::Random;

/// How many lines orders have, see the figures of the module.
const COUNTS: &[usize] = &[1, 1, 1, 2, 2, 3, 3, 3, 4, 5, 5, 7, 9, 12];

/// What a buyer orders: most of it from their basket, the rest from the whole range. Whoever may
/// give any discount gives something away with it.
pub fn lines(
    random: &mut Random,
    shop: &Shop,
    buyer: &Buyer,
    seller: &Seller,
) -> Map<String, Value> {
    let mut lines = Map::new();
    for product in products(random, shop, buyer) {
        let quantity = product.usual * random.pick(buyer.vehicles);
        let mut line = line(product, &buyer.party, quantity);
        let discount = random.pick(&[0, 0, 0, 0, 0, 250, 500, 500, 1_000, 1_500, 2_000]);
        if discount > 0 {
            line["discount"] = json!(discount.min(seller.most));
        }
        lines.insert(key(lines.len()), line);
    }
    if seller.gives()
        && let Some(gift) = shop.products.iter().find(|product| product.code() == GIFT)
    {
        let mut line = line(gift, &buyer.party, gift.usual);
        line["free"] = json!(true);
        lines.insert(key(lines.len()), line);
    }
    lines
}

/// Products, none of them twice.
fn products<'a>(random: &mut Random, shop: &Shop<'a>, buyer: &Buyer<'a>) -> Vec<&'a Product> {
    let mut products: Vec<&Product> = Vec::new();
    for _ in 0..random.pick(COUNTS) {
        let mut product = random.pick(&buyer.basket);
        if random.percent(30) || is_among(&products, product) {
            product = random.one(shop.products);
        }
        if !is_among(&products, product) {
            products.push(product);
        }
    }
    products
}

fn is_among(products: &[&Product], product: &Product) -> bool {
    products.iter().any(|other| other.code() == product.code())
}

/// So many thousandths of the unit at the price of the buyer's channel.
pub fn line(product: &Product, party: &Party, quantity: i64) -> Value {
    let channel = party.fields.get("channel").and_then(Value::as_str);
    let price = price_for(&product.fields, channel).unwrap_or_default();
    json!({
        "code": product.fields["code"], "name": product.fields["name"],
        "unit": product.fields["unit"], "quantity": quantity, "price": price.0,
    })
}

/// Key of the next line after so many.
pub fn key(lines: usize) -> String {
    format!("k{:02}", lines + 1)
}
