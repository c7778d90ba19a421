//! Which payment is for which invoice.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Invoice, Ledger, Payment};
use crate::money::Amount;

/// All invoices with what was paid for them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation<'a> {
    /// By due day, day and id.
    pub items: Vec<Item<'a>>,
    /// What was paid and is for no invoice yet.
    pub unallocated: Amount,
}

/// An invoice with what was paid for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'a> {
    /// The invoice.
    pub invoice: &'a Invoice,
    /// What was paid for it.
    pub shares: Vec<Share<'a>>,
    /// What is still owed, never below nothing.
    pub remaining: Amount,
}

/// The part of a payment that is for one invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share<'a> {
    /// The payment, credit note or write-off.
    pub payment: &'a Payment,
    /// How much of it, more than nothing.
    pub amount: Amount,
}

/// Allocates all payments that were not taken back. First each goes to the invoice that it names,
/// by day and id. What is then left of them, and those that name no invoice of these books, goes
/// to the invoices that are due first (by due day, day and id), again by day and id.
pub fn allocate(ledger: &Ledger) -> Allocation<'_> {
    let mut items: Vec<Item> = ledger.invoices().iter().map(Item::new).collect();
    let by_id: BTreeMap<&str, usize> = ledger
        .invoices()
        .iter()
        .enumerate()
        .map(|(at, invoice)| (invoice.id.as_str(), at))
        .collect();
    let mut left = Vec::new();
    for payment in ledger.standing() {
        let named = payment.invoice.as_deref().and_then(|id| by_id.get(id));
        let taken = named.map_or(Amount::ZERO, |at| items[*at].take(payment, payment.amount));
        left.push((payment, payment.amount - taken));
    }
    let mut first_open = 0;
    let mut unallocated = Amount::ZERO;
    for (payment, mut amount) in left {
        while amount > Amount::ZERO && first_open < items.len() {
            let item = &mut items[first_open];
            amount = amount - item.take(payment, amount);
            first_open += usize::from(!item.is_open());
        }
        unallocated = unallocated + amount;
    }
    Allocation { items, unallocated }
}

impl<'a> Allocation<'a> {
    /// The invoices that are not wholly paid, the one that is due first leading.
    pub fn open(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| item.is_open())
    }
}

impl<'a> Item<'a> {
    fn new(invoice: &'a Invoice) -> Self {
        Self {
            invoice,
            shares: Vec::new(),
            remaining: invoice.amount,
        }
    }

    /// Something is still owed.
    pub fn is_open(&self) -> bool {
        self.remaining > Amount::ZERO
    }

    /// The day on which it became wholly paid: that of the last payment for it.
    pub fn paid_on(&self) -> Option<NaiveDate> {
        let last = self.shares.iter().map(|share| share.payment.paid_on).max();
        last.filter(|_| !self.is_open())
    }

    /// Takes at most this amount of the payment and says how much it took.
    fn take(&mut self, payment: &'a Payment, most: Amount) -> Amount {
        let amount = most.min(self.remaining);
        if amount > Amount::ZERO {
            self.remaining = self.remaining - amount;
            self.shares.push(Share { payment, amount });
        }
        amount
    }
}

#[cfg(test)]
mod tests {
    use super::allocate;
    use crate::money::{Amount, Currency};
    use crate::receivables::samples::{arrivals, day, invoice, payment, reversal};
    use crate::receivables::{Ledger, Payment};
    use crate::seeded::Seeded;

    /// Three invoices of 100 that are due in the order c, a, b.
    fn check(payments: Vec<Payment>, remaining: [(&str, i64); 3], unallocated: i64) {
        let invoices = [
            invoice("b", 1, 30, 100),
            invoice("a", 1, 30, 100),
            invoice("c", 2, 20, 100),
        ];
        let ledger = Ledger::new(Currency::Idr, invoices, payments);
        let found = allocate(&ledger);
        let items: Vec<_> = found
            .items
            .iter()
            .map(|item| (item.invoice.id.as_str(), item.remaining.0))
            .collect();
        assert_eq!(items, remaining);
        assert_eq!(found.unallocated, Amount(unallocated));
    }

    #[test]
    fn named_then_oldest() {
        check(vec![], [("c", 100), ("a", 100), ("b", 100)], 0);
        check(
            vec![payment("p1", 5, 60, Some("b"))],
            [("c", 100), ("a", 100), ("b", 40)],
            0,
        );
        check(
            vec![payment("p1", 5, 150, None)],
            [("c", 0), ("a", 50), ("b", 100)],
            0,
        );
        check(
            vec![payment("p1", 5, 150, Some("b"))],
            [("c", 50), ("a", 100), ("b", 0)],
            0,
        );
        check(
            vec![payment("p1", 5, 30, Some("elsewhere"))],
            [("c", 70), ("a", 100), ("b", 100)],
            0,
        );
        // The later payment names the invoice, so the earlier one does not take it.
        check(
            vec![
                payment("p1", 5, 100, None),
                payment("p2", 6, 100, Some("c")),
            ],
            [("c", 0), ("a", 0), ("b", 100)],
            0,
        );
        check(
            vec![payment("p1", 5, 350, None)],
            [("c", 0), ("a", 0), ("b", 0)],
            50,
        );
        check(
            vec![
                payment("p1", 5, 60, Some("b")),
                reversal("r1", 6, "p1"),
                reversal("r2", 6, "p1"),
            ],
            [("c", 100), ("a", 100), ("b", 100)],
            0,
        );
    }

    #[test]
    fn days_on_which_invoices_became_paid() {
        let invoices = [invoice("a", 0, 30, 100), invoice("b", 0, 31, 100)];
        let payments = [payment("p1", 5, 99, None), payment("p2", 9, 2, None)];
        let ledger = Ledger::new(Currency::Idr, invoices, payments);
        let found = allocate(&ledger);
        let days: Vec<_> = found.items.iter().map(|item| item.paid_on()).collect();
        assert_eq!(days, [Some(day(9)), None]);
        let open: Vec<_> = found.open().map(|item| item.remaining).collect();
        assert_eq!(open, [Amount(99)]);
    }

    #[test]
    fn no_amount_is_lost() {
        let mut seeded = Seeded::new(17);
        for _ in 0..500 {
            let (mut invoices, mut payments) = arrivals(&mut seeded);
            let ledger = Ledger::new(Currency::Idr, invoices.clone(), payments.clone());
            let found = allocate(&ledger);
            let paid: Amount = ledger.standing().map(|payment| payment.amount).sum();
            let shares = found.items.iter().flat_map(|item| &item.shares);
            let allocated: Amount = shares.map(|share| share.amount).sum();
            assert_eq!(allocated + found.unallocated, paid);
            for item in &found.items {
                let paid: Amount = item.shares.iter().map(|share| share.amount).sum();
                assert!(item.remaining >= Amount::ZERO);
                assert_eq!(item.remaining + paid, item.invoice.amount);
            }
            let open: Amount = found.open().map(|item| item.remaining).sum();
            assert_eq!(open - found.unallocated, ledger.balance());
            assert!(open == Amount::ZERO || found.unallocated == Amount::ZERO);
            seeded.shuffle(&mut invoices);
            seeded.shuffle(&mut payments);
            let again = Ledger::new(Currency::Idr, invoices, payments);
            assert_eq!(allocate(&again), found);
        }
    }
}
