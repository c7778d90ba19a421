//! Books for tests. Days are counted from a day that they all share.

use chrono::{Days, NaiveDate};

use super::{Invoice, InvoiceType, Payment, PaymentType};
use crate::money::{Amount, Currency};
use crate::seeded::Seeded;

/// So many days after the first of January 2026.
pub(crate) fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).expect("a day") + Days::new(number)
}

pub(crate) fn invoice(id: &str, issued: u64, due: u64, amount: i64) -> Invoice {
    Invoice {
        id: id.to_owned(),
        invoice_type: InvoiceType::Sale,
        issued_on: day(issued),
        due_on: day(due),
        amount: Amount(amount),
        currency: Currency::Idr,
    }
}

pub(crate) fn payment(id: &str, paid: u64, amount: i64, invoice: Option<&str>) -> Payment {
    Payment {
        id: id.to_owned(),
        payment_type: PaymentType::Payment,
        invoice: invoice.map(str::to_owned),
        reverses: None,
        paid_on: day(paid),
        amount: Amount(amount),
        currency: Currency::Idr,
    }
}

pub(crate) fn reversal(id: &str, paid: u64, of: &str) -> Payment {
    Payment {
        reverses: Some(of.to_owned()),
        ..payment(id, paid, 1, None)
    }
}

/// Any invoices and payments, among them reversals of payments, of nothing and of one another.
pub(crate) fn arrivals(seeded: &mut Seeded) -> (Vec<Invoice>, Vec<Payment>) {
    let invoices = (0..seeded.within(0, 6)).map(|number| {
        let issued = seeded.within(0, 100).unsigned_abs();
        let due = issued + seeded.within(0, 60).unsigned_abs();
        invoice(
            &format!("i{number}"),
            issued,
            due,
            seeded.within(1, 1_000_000),
        )
    });
    let invoices = invoices.collect();
    let payments = (0..seeded.within(0, 10)).map(|number| any_payment(seeded, number));
    (invoices, payments.collect())
}

fn any_payment(seeded: &mut Seeded, number: i64) -> Payment {
    let target = seeded.within(0, 10);
    let named = (seeded.within(0, 1) == 0).then(|| format!("i{target}"));
    let paid = seeded.within(0, 200).unsigned_abs();
    Payment {
        payment_type: *seeded.pick(&PaymentType::ALL),
        reverses: (seeded.within(0, 3) == 0).then(|| format!("p{target}")),
        ..payment(
            &format!("p{number}"),
            paid,
            seeded.within(1, 1_000_000),
            named.as_deref(),
        )
    }
}
