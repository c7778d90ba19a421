//! What customers buy, give back, owe and pay, over 18 months.
//!
//! How often follows a real wholesaler (UCI Online Retail, Chen et al. 2012: 22,190 invoices of
//! 374 days that name their customer). Measured there, and taken over here:
//!
//! - Of the customers with sales, 34 % have one, 31 % two or three, 27 % four to ten and 8 %
//!   more; 4.3 is the mean, 2 the median.
//! - 16 % of all invoices are cancelled or returned, most of a single line; they are worth 7 % of
//!   the sales.
//! - From one day with sales to the customer's next it is 28 days in the median, half of them 12
//!   to 58.
//! - An invoice has 15 lines in the median and 21 in the mean. A workshop sells a fifth of that:
//!   3 and 4.
//! - 42 % of what a customer buys again they have bought before. With 61 products instead of
//!   4,000 it is more here.
//!
//! Every third customer buys at all, organisations more often than persons. What channels pay and
//! how customers pay is not in the data and was made up.

mod buyer;
mod debt;
mod limit;
mod lines;
mod paid;
mod planted;
mod promise;
mod returned;
mod sale;
mod shop;

use std::collections::BTreeMap;

use crate::catalogue;
use crate::world::{Office, World};
use buyer::Buyer;
use shop::Shop;

/// Adds products and the trade with the customers who are there, and puts all records into the
/// order in which they came to the company.
pub fn add_trade(world: &mut World, offices: &[Office]) {
    let products = catalogue::add_products(world);
    let settings = world.records.iter().find(|one| one.kind == "settings");
    let settings = settings.map(|one| one.fields.clone()).unwrap_or_default();
    for office in offices {
        let shop = Shop::new(world, office, &products, &settings);
        let all = 0..world.records.len();
        let customers = all.filter(|at| world.records[*at].home.as_ref() == Some(&office.id));
        for (number, at) in customers.collect::<Vec<_>>().into_iter().enumerate() {
            add_book(world, &shop, number, at);
        }
    }
    limit::add_limits(world);
    sort(world);
}

/// Adds the trade with the customer at this place, who is of this number in the branch.
fn add_book(world: &mut World, shop: &Shop, number: usize, at: usize) {
    if planted::is_known(shop, number) {
        planted::add_book(world, shop, at);
        return;
    }
    let customer = world.records[at].clone();
    let Some(buyer) = buyer::buyer(world, shop, &customer) else {
        return;
    };
    world.records[at].fields = buyer.party.fields.clone();
    let mut credit = 0;
    for days_ago in &buyer.days {
        add_purchase(world, shop, &buyer, *days_ago, &mut credit);
    }
}

fn add_purchase(
    world: &mut World,
    shop: &Shop,
    buyer: &Buyer,
    days_ago: i64,
    credit: &mut i64,
) -> Option<()> {
    let sale = sale::add_sale(world, shop, buyer, days_ago)?;
    let debt = debt::add_invoice(world, shop, &buyer.party, sale)?;
    let back = returned::add_return(world, shop, &buyer.party, &debt);
    paid::settle(world, shop, buyer, &debt, back, credit);
    Some(())
}

/// Customers come with what was said and done about them, trade when it happened, so that numbers
/// follow the days.
fn sort(world: &mut World) {
    let customers = world.records.iter().filter(|one| one.kind == "customer");
    let created: BTreeMap<String, i64> = customers
        .map(|one| (one.id.clone(), one.created_ms))
        .collect();
    world.records.sort_by_key(|record| {
        let customer = record.fields.get("customer").and_then(|id| id.as_str());
        match record.kind {
            "customer" | "order" | "invoice" | "payment" | "payment_promise" => record.created_ms,
            _ => customer.map_or(i64::MIN, |id| created[id]),
        }
    });
}
