//! What is paid for invoices, and when.

use domain::money::Percent;
use domain::schema::WHOLE;
use serde_json::json;

use super::buyer::{Buyer, Habit, Party};
use super::debt::Debt;
use super::promise::add_promise;
use super::returned::Credit;
use super::shop::Shop;
use crate::random::Random;
use crate::world::World;

/// What a buyer still owes of one invoice while it is being paid.
struct Account<'a> {
    open: i64,
    /// What they have to their credit, because goods came back after they were paid.
    credit: &'a mut i64,
}

/// Adds what the buyer has paid by now and promised to pay. `credit` is what earlier returns left
/// to them, in rupiah, and what this one leaves.
pub fn settle(
    world: &mut World,
    shop: &Shop,
    buyer: &Buyer,
    debt: &Debt,
    mut back: Option<Credit>,
    credit: &mut i64,
) {
    let open = debt.amount;
    let mut account = Account { open, credit };
    let mut last_ms = debt.issued_ms;
    let issued = shop.days_ago(world, debt.issued_ms);
    let due = shop.days_since(world, debt.due_on);
    for (days_ago, share) in parts(&mut world.random, buyer.habit, issued, due) {
        last_ms = shop.moment(world, days_ago, last_ms);
        if let Some(back) = back.take_if(|back| back.at_ms <= last_ms) {
            account.take(back.amount);
        }
        account.use_credit();
        let amount = share.of(account.open);
        if amount > 0 {
            let named = world.random.percent(90);
            let method = method(&mut world.random, buyer.habit);
            let invoice = named.then_some(debt.invoice.as_str());
            add_payment(
                world,
                shop,
                &buyer.party,
                last_ms,
                (amount, method, invoice),
            );
            account.open -= amount;
        }
    }
    account.take(back.map_or(0, |back| back.amount));
    let open = account.open;
    add_promise(world, shop, &buyer.party, debt, (open, last_ms));
}

/// Adds a payment of so many rupiah by this method, for this invoice or for the oldest ones.
pub fn add_payment(
    world: &mut World,
    shop: &Shop,
    party: &Party,
    at_ms: i64,
    (amount, method, invoice): (i64, &str, Option<&str>),
) {
    let fields = json!({
        "type": "payment", "invoice": invoice, "amount": amount, "method": method,
        "paid_on": shop.date(at_ms),
    });
    shop.write(world, "payment", party, at_ms, fields);
}

impl Account<'_> {
    /// What came back is owed no more; what was paid for already stays to their credit.
    fn take(&mut self, amount: i64) {
        self.open -= amount;
        *self.credit -= self.open.min(0);
        self.open = self.open.max(0);
    }

    fn use_credit(&mut self) {
        let used = self.open.min(*self.credit);
        self.open -= used;
        *self.credit -= used;
    }
}

/// How many days ago something was paid, and which share of what was open; days to come have not
/// happened.
fn parts(random: &mut Random, habit: Habit, issued: i64, due: i64) -> Vec<(i64, Percent)> {
    let all = Percent(WHOLE);
    let mut parts = match habit {
        Habit::AtOnce => vec![(issued, all)],
        Habit::InTime if random.percent(94) => vec![(due + random.between(-3, 8), all)],
        Habit::InTime | Habit::Late => vec![(due - random.between(4, 60), all)],
        Habit::InParts => vec![
            (due + random.between(-10, 5), Percent(WHOLE / 2)),
            (due - random.between(30, 120), all),
        ],
        Habit::Never => Vec::new(),
    };
    if parts.len() > 1 && random.percent(30) {
        parts.pop();
    }
    parts.retain(|part| part.0 >= 0);
    parts
}

fn method(random: &mut Random, habit: Habit) -> &'static str {
    match habit {
        Habit::AtOnce => random.pick(&["cash", "cash", "card", "transfer"]),
        _ => random.pick(&["transfer", "transfer", "transfer", "giro", "cash"]),
    }
}
