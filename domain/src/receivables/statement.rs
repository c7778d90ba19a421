//! The statement of a customer's account.

use chrono::NaiveDate;

use super::Entry;
use crate::money::Amount;

/// What was owed before a day, what moved since, and what is owed at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The balance of everything before the first day.
    pub opening: Amount,
    /// Everything from that day on, by day and id.
    pub movements: Vec<Movement>,
    /// The balance after the last movement.
    pub closing: Amount,
}

/// An entry and the balance after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// What moved the balance.
    pub entry: Entry,
    /// What is owed after it.
    pub balance: Amount,
}

/// The statement from a day on. The entries may come in any order; a statement up to a day is
/// made from the entries up to it.
pub fn statement(opening_before: NaiveDate, entries: &[Entry]) -> Statement {
    let (before, mut since): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.on < opening_before);
    since.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
    let opening: Amount = before.iter().map(|entry| entry.amount).sum();
    let mut balance = opening;
    let movements = since.into_iter().map(|entry| {
        balance = balance + entry.amount;
        Movement {
            entry: entry.clone(),
            balance,
        }
    });
    let movements = movements.collect();
    Statement {
        opening,
        movements,
        closing: balance,
    }
}

#[cfg(test)]
mod tests {
    use super::statement;
    use crate::money::{Amount, Currency};
    use crate::receivables::Ledger;
    use crate::receivables::samples::{arrivals, day, invoice, payment, reversal};
    use crate::seeded::Seeded;

    #[test]
    fn running_balances() {
        let check = |from, opening: i64, movements: &[(&str, i64)], closing: i64| {
            let invoices = [invoice("i2", 10, 40, 50), invoice("i1", 0, 30, 100)];
            let payments = [payment("p1", 10, 60, None), reversal("r1", 12, "p1")];
            let entries = Ledger::new(Currency::Idr, invoices, payments).entries();
            let found = statement(day(from), &entries);
            assert_eq!(
                (found.opening, found.closing),
                (Amount(opening), Amount(closing))
            );
            let found: Vec<_> = found
                .movements
                .iter()
                .map(|movement| (movement.entry.id.as_str(), movement.balance.0))
                .collect();
            assert_eq!(found, movements, "from {from}");
        };
        check(
            0,
            0,
            &[("i1", 100), ("i2", 150), ("p1", 90), ("r1", 150)],
            150,
        );
        check(10, 100, &[("i2", 150), ("p1", 90), ("r1", 150)], 150);
        check(11, 90, &[("r1", 150)], 150);
        check(13, 150, &[], 150);
    }

    #[test]
    fn every_statement_closes_with_the_balance() {
        let mut seeded = Seeded::new(5);
        for _ in 0..300 {
            let (invoices, payments) = arrivals(&mut seeded);
            let ledger = Ledger::new(Currency::Idr, invoices, payments);
            let mut entries = ledger.entries();
            let from = day(seeded.within(0, 210).unsigned_abs());
            let found = statement(from, &entries);
            assert_eq!(found.closing, ledger.balance());
            seeded.shuffle(&mut entries);
            assert_eq!(statement(from, &entries), found);
        }
    }
}
