//! The books of one customer in one currency.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Invoice, InvoiceType, Payment, PaymentType};
use crate::money::{Amount, Currency};

/// Invoices, payments and what took payments back, each in an order that does not depend on
/// which of them arrived first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ledger {
    currency: Currency,
    /// By due day, day and id.
    invoices: Vec<Invoice>,
    /// Everything that takes nothing back, by day and id.
    payments: Vec<Payment>,
    /// The first entry, by day and id, that takes a payment back, by the payment's id.
    reversals: BTreeMap<String, Payment>,
}

/// One line of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its day.
    pub on: NaiveDate,
    /// Id of its record.
    pub id: String,
    /// What the customer owes more; negative for what they owe less.
    pub amount: Amount,
    /// What it is.
    pub source: Source,
}

/// What an entry of the books is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Source {
    /// An invoice, which adds to the debt.
    Invoice(InvoiceType),
    /// A payment of any type, which takes from the debt.
    Payment(PaymentType),
    /// A payment of this type is taken back, which adds to the debt what that one took.
    Reversal(PaymentType),
}

impl Ledger {
    /// The books in this currency; what is in others is left out. A reversal takes back exactly
    /// what it reverses, whatever its own amount. It counts for nothing while the payment is not
    /// there, when an earlier one reverses the same payment, or when it reverses a reversal:
    /// what was taken back by mistake is entered anew.
    pub fn new(
        currency: Currency,
        invoices: impl IntoIterator<Item = Invoice>,
        payments: impl IntoIterator<Item = Payment>,
    ) -> Self {
        let mut invoices: Vec<Invoice> = invoices
            .into_iter()
            .filter(|invoice| invoice.currency == currency)
            .collect();
        invoices
            .sort_by(|a, b| (a.due_on, a.issued_on, &a.id).cmp(&(b.due_on, b.issued_on, &b.id)));
        let mut all: Vec<Payment> = payments
            .into_iter()
            .filter(|payment| payment.currency == currency)
            .collect();
        all.sort_by(|a, b| (a.paid_on, &a.id).cmp(&(b.paid_on, &b.id)));
        let (reversing, payments): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| one.reverses.is_some());
        let mut reversals = BTreeMap::new();
        for reversal in reversing {
            if let Some(payment) = reversal.reverses.clone() {
                reversals.entry(payment).or_insert(reversal);
            }
        }
        Self {
            currency,
            invoices,
            payments,
            reversals,
        }
    }

    /// Currency of all amounts.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// All invoices, the one that is due first leading.
    pub fn invoices(&self) -> &[Invoice] {
        &self.invoices
    }

    /// The payments that were not taken back, by day and id.
    pub fn standing(&self) -> impl Iterator<Item = &Payment> {
        self.payments
            .iter()
            .filter(|payment| !self.reversals.contains_key(&payment.id))
    }

    /// Everything that moved the balance, by day and id.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = self.invoices.iter().map(Entry::of_invoice).collect();
        for payment in &self.payments {
            entries.push(Entry::of_payment(payment));
            let reversal = self.reversals.get(&payment.id);
            entries.extend(reversal.map(|reversal| Entry::of_reversal(reversal, payment)));
        }
        entries.sort_by(|a, b| (a.on, &a.id).cmp(&(b.on, &b.id)));
        entries
    }

    /// What the customer owes in all; negative when they have paid too much.
    pub fn balance(&self) -> Amount {
        self.entries().iter().map(|entry| entry.amount).sum()
    }
}

impl Entry {
    fn of_invoice(invoice: &Invoice) -> Self {
        Self {
            on: invoice.issued_on,
            id: invoice.id.clone(),
            amount: invoice.amount,
            source: Source::Invoice(invoice.invoice_type),
        }
    }

    fn of_payment(payment: &Payment) -> Self {
        Self {
            on: payment.paid_on,
            id: payment.id.clone(),
            amount: -payment.amount,
            source: Source::Payment(payment.payment_type),
        }
    }

    fn of_reversal(reversal: &Payment, payment: &Payment) -> Self {
        Self {
            on: reversal.paid_on,
            id: reversal.id.clone(),
            amount: payment.amount,
            source: Source::Reversal(payment.payment_type),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ledger;
    use crate::money::{Amount, Currency};
    use crate::receivables::samples::{arrivals, invoice, payment, reversal};
    use crate::receivables::{Invoice, Payment};
    use crate::seeded::Seeded;

    #[test]
    fn reversals() {
        let check = |payments: Vec<Payment>, balance: i64, standing: &[&str]| {
            let ledger = Ledger::new(Currency::Idr, [invoice("i1", 0, 30, 100)], payments);
            assert_eq!(ledger.balance(), Amount(balance));
            let found: Vec<_> = ledger.standing().map(|one| one.id.as_str()).collect();
            assert_eq!(found, standing);
        };
        let paid = payment("p1", 5, 60, Some("i1"));
        check(vec![paid.clone()], 40, &["p1"]);
        check(vec![reversal("r1", 6, "p1"), paid.clone()], 100, &[]);
        let twice = vec![
            paid.clone(),
            reversal("r2", 7, "p1"),
            reversal("r1", 6, "p1"),
        ];
        check(twice, 100, &[]);
        check(vec![reversal("r1", 6, "p1")], 100, &[]);
        let of_reversal = vec![paid, reversal("r1", 6, "p1"), reversal("r2", 7, "r1")];
        check(of_reversal, 100, &[]);
    }

    #[test]
    fn other_currencies_are_left_out() {
        let foreign = Invoice {
            currency: Currency::Usd,
            ..invoice("i2", 0, 30, 7)
        };
        let ledger = Ledger::new(Currency::Idr, [foreign, invoice("i1", 0, 30, 100)], []);
        assert_eq!(ledger.balance(), Amount(100));
        assert_eq!(ledger.currency(), Currency::Idr);
        assert_eq!(ledger.invoices().len(), 1);
    }

    #[test]
    fn the_order_of_arrival_does_not_matter() {
        let mut seeded = Seeded::new(11);
        for _ in 0..300 {
            let (mut invoices, mut payments) = arrivals(&mut seeded);
            let before = Ledger::new(Currency::Idr, invoices.clone(), payments.clone());
            let owed: Amount = invoices.iter().map(|invoice| invoice.amount).sum();
            let paid: Amount = before.standing().map(|payment| payment.amount).sum();
            assert_eq!(before.balance(), owed - paid);
            seeded.shuffle(&mut invoices);
            seeded.shuffle(&mut payments);
            let after = Ledger::new(Currency::Idr, invoices, payments);
            assert_eq!(after.entries(), before.entries());
            assert_eq!(after.balance(), before.balance());
        }
    }
}
