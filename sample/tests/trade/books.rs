//! What customers owe.

use std::collections::BTreeSet;

use domain::behaviour::{PaymentPromise, behaviour};
use domain::money::{Amount, Currency};
use domain::receivables::{CreditStatus, Invoice, Ledger, Limits, Payment, allocate};
use sample::{Company, Seed, company};

use crate::figures::check;
use crate::{NOW, sample, text};

/// The books of a customer.
fn ledger(company: &Company, customer: &Seed) -> Ledger {
    let theirs = |one: &&Seed| text(one, "customer") == customer.id;
    let invoices = company.of("invoice").filter(theirs);
    let payments = company.of("payment").filter(theirs);
    Ledger::new(
        Currency::Idr,
        invoices.filter_map(|one| Invoice::read(&one.id, &one.fields)),
        payments.filter_map(|one| Payment::read(&one.id, &one.fields)),
    )
}

fn credit_status(company: &Company, customer: &Seed) -> CreditStatus {
    let settings = company.of("settings").next().expect("there are settings");
    let ledger = ledger(company, customer);
    let open = allocate(&ledger).open().count();
    let limits = Limits::read(&customer.fields, &settings.fields);
    limits.credit(ledger.balance(), open, false).status
}

#[test]
fn known_customers_have_known_books() {
    let companies = [company(1, NOW), company(2, NOW)];
    let check = |phone, balance, invoices, status| {
        for company in &companies {
            let is_them = |one: &&Seed| one.fields["phones"]["p1"]["number"] == phone;
            let customer = company.of("customer").find(is_them).expect("it is there");
            let ledger = ledger(company, customer);
            let found = (ledger.balance(), ledger.invoices().len());
            assert_eq!(found, (Amount(balance), invoices), "{customer:?}");
            assert_eq!(credit_status(company, customer), status, "{customer:?}");
        }
    };
    let [siti, andi, bumi, karya, hasan] = [
        "+6281244102201",
        "+6281342217780",
        "+62411452880",
        "+62411872113",
        "+6285255190034",
    ];
    check(siti, 340_000, 2, CreditStatus::Safe);
    check(andi, 263_750, 3, CreditStatus::Safe);
    check(bumi, 26_664_500, 3, CreditStatus::Over);
    check(karya, 8_716_500, 2, CreditStatus::Near);
    check(hasan, 0, 0, CreditStatus::Safe);
}

/// Whether the customer is said to pay late, on the day that it is.
fn pays_late(company: &Company, customer: &Seed) -> bool {
    let promises = company.of("payment_promise");
    let theirs = promises.filter(|one| text(one, "customer") == customer.id);
    let promises: Vec<_> = theirs
        .filter_map(|one| PaymentPromise::read(&one.fields))
        .collect();
    let today = "2026-11-23".parse().expect("a day");
    behaviour(&ledger(company, customer), &promises, today).pays_late()
}

#[test]
fn about_every_fourth_customer_with_an_invoice_pays_late() {
    let company = sample();
    let invoiced: BTreeSet<&str> = company
        .of("invoice")
        .map(|one| text(one, "customer"))
        .collect();
    let customers = company.of("customer");
    let late = customers
        .filter(|one| invoiced.contains(one.id.as_str()) && pays_late(company, one))
        .count();
    let share = 100.0 * late as f64 / invoiced.len() as f64;
    check("who pays late", share, 25.0, 4.0);
}

#[test]
fn promises_are_kept_broken_and_to_come() {
    let company = sample();
    let promises: Vec<&Seed> = company.of("payment_promise").collect();
    let to_come = promises
        .iter()
        .filter(|one| text(one, "promised_on") >= "2026-11-23")
        .count();
    assert!((5..40).contains(&to_come), "{to_come}");
    assert!((60..200).contains(&promises.len()), "{}", promises.len());
}
