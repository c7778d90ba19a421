//! How a customer pays: late or in time, and whether their word holds.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::kinds::payment_promise::{AMOUNT, CURRENCY, INVOICE, MADE_ON, PROMISED_ON};
use crate::money::{Amount, Currency, Percent};
use crate::read;
use crate::receivables::{Allocation, Item, Ledger, PaymentType, Share, allocate};

/// A customer's word to pay by a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentPromise {
    /// Id of the invoice that it is for; `None` means any.
    pub invoice: Option<String>,
    /// How much, more than nothing.
    pub amount: Amount,
    /// Currency of the amount.
    pub currency: Currency,
    /// The day on which it was made.
    pub made_on: NaiveDate,
    /// Last day on which it is kept.
    pub promised_on: NaiveDate,
}

/// How a customer paid so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Behaviour {
    /// Invoices that became wholly paid.
    pub paid: usize,
    /// How many of these became so after their due day.
    pub paid_late: usize,
    /// Days past the due day of all paid invoices together, negative for early ones.
    pub days_late: i64,
    /// Promises that were kept.
    pub kept: usize,
    /// Promises whose day has passed without their being kept.
    pub broken: usize,
    /// Promises that may still be kept.
    pub pending: usize,
}

/// How a customer pays. An invoice counts as paid on the day on which the last share of it came
/// in, each invoice the same whatever its amount. One that was settled without any money, or
/// partly written off, says nothing of how the customer pays and is left out. Today decides which
/// promises are broken.
pub fn behaviour(ledger: &Ledger, promises: &[PaymentPromise], today: NaiveDate) -> Behaviour {
    let allocation = allocate(ledger);
    let mut found = Behaviour::default();
    for item in allocation.items.iter().filter(|item| is_telling(item)) {
        if let Some(paid_on) = item.paid_on() {
            found.count_paid((paid_on - item.invoice.due_on).num_days());
        }
    }
    let promises = promises.iter();
    for promise in promises.filter(|promise| promise.currency == ledger.currency()) {
        let count = if promise.is_kept(ledger, &allocation) {
            &mut found.kept
        } else if promise.promised_on < today {
            &mut found.broken
        } else {
            &mut found.pending
        };
        *count += 1;
    }
    found
}

impl Behaviour {
    /// Mean days past the due day, negative when the customer pays early; `None` before the
    /// first paid invoice.
    pub fn mean_days_late(&self) -> Option<f64> {
        (self.paid > 0).then(|| self.days_late as f64 / self.paid as f64)
    }

    /// Share of the paid invoices that were paid late; `None` before the first one.
    pub fn share_late(&self) -> Option<Percent> {
        Percent::share(self.paid_late, self.paid)
    }

    /// Whether the customer pays late: on average after the due day, or a promise was broken.
    pub fn pays_late(&self) -> bool {
        self.days_late > 0 || self.broken > 0
    }

    fn count_paid(&mut self, days_late: i64) {
        self.paid += 1;
        self.paid_late += usize::from(days_late > 0);
        self.days_late += days_late;
    }
}

impl PaymentPromise {
    /// The promise of a record; `None` when it lacks a day or its currency, or its amount is not
    /// more than nothing.
    pub fn read(fields: &Map<String, Value>) -> Option<Self> {
        Some(Self {
            invoice: read::text(fields, INVOICE).map(str::to_owned),
            amount: read::positive(fields, AMOUNT)?,
            currency: read::currency(fields, CURRENCY)?,
            made_on: read::date(fields, MADE_ON)?,
            promised_on: read::date(fields, PROMISED_ON)?,
        })
    }

    /// Whether money of at least the amount came from the day of the promise to the promised one.
    /// With an invoice it is what was allocated to it, otherwise all that was paid. Money may
    /// keep several promises of the same days.
    fn is_kept(&self, ledger: &Ledger, allocation: &Allocation) -> bool {
        let items = &allocation.items;
        let item = items
            .iter()
            .find(|item| self.invoice.as_deref() == Some(&item.invoice.id));
        let paid: Amount = match item {
            Some(item) => self.in_time(item.shares.iter().cloned()),
            None => self.in_time(ledger.standing().map(|payment| Share {
                payment,
                amount: payment.amount,
            })),
        };
        paid >= self.amount
    }

    fn in_time<'a>(&self, shares: impl Iterator<Item = Share<'a>>) -> Amount {
        shares
            .filter(|share| share.payment.payment_type == PaymentType::Payment)
            .filter(|share| (self.made_on..=self.promised_on).contains(&share.payment.paid_on))
            .map(|share| share.amount)
            .sum()
    }
}

fn is_telling(item: &Item) -> bool {
    let has = |payment_type| {
        let mut types = item.shares.iter().map(|share| share.payment.payment_type);
        types.any(|one| one == payment_type)
    };
    has(PaymentType::Payment) && !has(PaymentType::WriteOff)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Behaviour, PaymentPromise, behaviour};
    use crate::money::{Amount, Currency, Percent};
    use crate::receivables::samples::{day, invoice, payment, reversal};
    use crate::receivables::{Ledger, Payment, PaymentType};

    fn found(payments: Vec<Payment>, promises: &[PaymentPromise], today: u64) -> Behaviour {
        let invoices = [invoice("a", 0, 30, 100), invoice("b", 0, 40, 100)];
        let ledger = Ledger::new(Currency::Idr, invoices, payments);
        behaviour(&ledger, promises, day(today))
    }

    #[test]
    fn days_late() {
        let check = |payments, paid, late, days, mean, share: Option<i64>| {
            let found = found(payments, &[], 100);
            assert_eq!(
                (found.paid, found.paid_late, found.days_late),
                (paid, late, days)
            );
            assert_eq!(found.mean_days_late(), mean);
            assert_eq!(found.share_late(), share.map(Percent));
        };
        let credit_note = |id, invoice| Payment {
            payment_type: PaymentType::CreditNote,
            ..payment(id, 35, 100, Some(invoice))
        };
        check(vec![], 0, 0, 0, None, None);
        check(vec![payment("p", 35, 99, Some("a"))], 0, 0, 0, None, None);
        check(
            vec![payment("p", 35, 100, Some("a"))],
            1,
            1,
            5,
            Some(5.0),
            Some(10_000),
        );
        check(
            vec![
                payment("p", 30, 100, Some("a")),
                payment("q", 37, 100, Some("b")),
            ],
            2,
            0,
            -3,
            Some(-1.5),
            Some(0),
        );
        // The last share decides, and what was taken back does not count.
        check(
            vec![
                payment("p", 20, 60, Some("a")),
                payment("q", 32, 40, Some("a")),
            ],
            1,
            1,
            2,
            Some(2.0),
            Some(10_000),
        );
        check(
            vec![payment("p", 20, 100, Some("a")), reversal("r", 21, "p")],
            0,
            0,
            0,
            None,
            None,
        );
        check(vec![credit_note("p", "a")], 0, 0, 0, None, None);
        let write_off = Payment {
            payment_type: PaymentType::WriteOff,
            ..payment("q", 90, 40, Some("a"))
        };
        check(
            vec![payment("p", 20, 60, Some("a")), write_off],
            0,
            0,
            0,
            None,
            None,
        );
    }

    #[test]
    fn promises() {
        let check = |invoice: Option<&str>, payments, today, expected: [usize; 3]| {
            let promise = PaymentPromise {
                invoice: invoice.map(str::to_owned),
                amount: Amount(50),
                currency: Currency::Idr,
                made_on: day(10),
                promised_on: day(20),
            };
            let foreign = PaymentPromise {
                currency: Currency::Usd,
                ..promise.clone()
            };
            let found = found(payments, &[promise, foreign], today);
            assert_eq!([found.kept, found.broken, found.pending], expected);
        };
        let (kept, broken, pending) = ([1, 0, 0], [0, 1, 0], [0, 0, 1]);
        let paid = |on, amount, invoice| vec![payment("p", on, amount, invoice)];
        check(None, vec![], 20, pending);
        check(None, vec![], 21, broken);
        check(None, paid(10, 50, None), 15, kept);
        check(None, paid(20, 50, None), 21, kept);
        check(None, paid(20, 49, None), 21, broken);
        check(None, paid(9, 50, None), 21, broken);
        check(None, paid(21, 50, None), 21, broken);
        check(Some("b"), paid(15, 50, Some("b")), 21, kept);
        check(Some("b"), paid(15, 50, Some("a")), 21, broken);
        check(Some("a"), paid(15, 50, None), 21, kept);
        let two = vec![payment("p", 11, 20, None), payment("q", 12, 30, None)];
        check(None, two, 21, kept);
        let credit_note = Payment {
            payment_type: PaymentType::CreditNote,
            ..payment("p", 15, 50, None)
        };
        check(None, vec![credit_note], 21, broken);
        let taken_back = vec![payment("p", 15, 50, None), reversal("r", 16, "p")];
        check(None, taken_back, 21, broken);
    }

    #[test]
    fn promises_of_records() {
        let fields = json!({
            "amount": 5, "currency": "IDR", "made_on": "2026-01-11", "promised_on": "2026-01-21",
        });
        let mut fields = fields.as_object().expect("object").clone();
        assert!(PaymentPromise::read(&fields).is_some_and(|found| found.made_on == day(10)));
        fields.insert("amount".to_owned(), json!(0));
        assert_eq!(PaymentPromise::read(&fields), None);
    }
}
