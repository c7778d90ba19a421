//! Days by which customers promised to pay.

use serde_json::json;

use super::buyer::Party;
use super::debt::Debt;
use super::shop::Shop;
use crate::clock;
use crate::world::World;

/// Adds a promise about some of the invoices that are past their due day and open, and about some
/// that were paid late. `open` is what is still owed, in rupiah, after the payment of `last_ms`.
pub fn add_promise(
    world: &mut World,
    shop: &Shop,
    party: &Party,
    debt: &Debt,
    (open, last_ms): (i64, i64),
) {
    let due = shop.days_since(world, debt.due_on);
    let paid = shop.days_ago(world, last_ms);
    let random = &mut world.random;
    if open > 0 && due > 0 && random.percent(35) {
        let made = random.between(0, due.min(45) - 1);
        let until = random.between(3, 14) - made;
        put(world, shop, party, debt, (open, made, until));
    } else if open == 0 && due - paid > 3 && random.percent(15) {
        let made = random.between(paid + 1, due - 1);
        let until = random.between(0, 3) - paid;
        put(world, shop, party, debt, (debt.amount, made, until));
    }
}

/// So much was promised so many days ago, to be paid so many days from today.
pub fn put(
    world: &mut World,
    shop: &Shop,
    party: &Party,
    debt: &Debt,
    (amount, made, until): (i64, i64, i64),
) {
    let made_ms = shop.moment(world, made, debt.issued_ms);
    let promised_on = clock::date_after(shop.place, world.now_ms, until);
    let fields = json!({
        "invoice": debt.invoice, "amount": amount, "made_on": shop.date(made_ms),
        "promised_on": promised_on,
    });
    shop.write(world, "payment_promise", party, made_ms, fields);
}
