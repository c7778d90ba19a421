//! A customer's account, as the records that follow them say it.

use std::collections::{BTreeMap, BTreeSet};

use domain::behaviour::PaymentPromise;
use domain::kinds::{invoice, payment, payment_promise};
use domain::money::{Amount, Currency};
use domain::receivables::{Invoice, Ledger, Payment, allocate};
use sync::record::Record;

use crate::i18n::text;
use crate::store::Store;

/// Everything that a customer owes, paid and promised, in all currencies.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Books {
    /// Invoices.
    pub invoices: Vec<Invoice>,
    /// Payments, credit notes, write-offs, and what took some of them back.
    pub payments: Vec<Payment>,
    /// Promises to pay.
    pub promises: Vec<PaymentPromise>,
    papers: BTreeMap<String, Paper>,
}

/// What a record of the account shows beside its amount.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// The record.
    pub record: Record,
    /// It has unsent changes.
    pub pending: bool,
}

/// An invoice that is not wholly paid.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenInvoice {
    /// The invoice.
    pub invoice: Invoice,
    /// What is still owed of it.
    pub remaining: Amount,
}

impl Books {
    /// The account of a customer as it is on the device.
    pub fn of(store: Store, customer: &str) -> Self {
        let ids = store.index(|index| index.follows(customer));
        let paper = |id: String| {
            let pending = store.is_pending(&id);
            store.record(&id).map(|record| Paper { record, pending })
        };
        Self::read(ids.into_iter().filter_map(paper))
    }

    /// The account in these records; archived ones and those of other kinds are left out.
    pub fn read(papers: impl IntoIterator<Item = Paper>) -> Self {
        let mut books = Self::default();
        for paper in papers {
            if !paper.record.archived {
                books.take(paper);
            }
        }
        books
    }

    fn take(&mut self, paper: Paper) {
        let (id, fields) = (&paper.record.id, &paper.record.fields);
        match paper.record.kind.as_str() {
            invoice::KIND => self.invoices.extend(Invoice::read(id, fields)),
            payment::KIND => self.payments.extend(Payment::read(id, fields)),
            payment_promise::KIND => self.promises.extend(PaymentPromise::read(fields)),
            _ => return,
        }
        self.papers.insert(id.clone(), paper);
    }

    /// The books in one currency.
    pub fn ledger(&self, currency: Currency) -> Ledger {
        Ledger::new(currency, self.invoices.clone(), self.payments.clone())
    }

    /// The currencies of invoices and payments.
    pub fn currencies(&self) -> BTreeSet<Currency> {
        let invoices = self.invoices.iter().map(|one| one.currency);
        invoices
            .chain(self.payments.iter().map(|one| one.currency))
            .collect()
    }

    /// The open invoices of all currencies, by currency, the one that is due first leading.
    pub fn open(&self) -> Vec<OpenInvoice> {
        let of_currency = |currency| {
            let ledger = self.ledger(currency);
            let allocation = allocate(&ledger);
            let open = allocation.open().map(|item| OpenInvoice {
                invoice: item.invoice.clone(),
                remaining: item.remaining,
            });
            open.collect::<Vec<_>>()
        };
        self.currencies()
            .into_iter()
            .flat_map(of_currency)
            .collect()
    }

    /// What a record of the account shows beside its amount.
    pub fn paper(&self, id: &str) -> Option<&Paper> {
        self.papers.get(id)
    }

    /// Whether an invoice is for this order.
    pub fn is_for(&self, invoice: &str, order: &str) -> bool {
        let paper = self.papers.get(invoice);
        paper.is_some_and(|paper| paper.record.text(invoice::ORDER) == order)
    }

    /// The number of a record of the account.
    pub fn number(&self, id: &str) -> String {
        let paper = self.papers.get(id);
        paper.map_or_else(|| text("common.unknown"), |paper| number_of(&paper.record))
    }
}

/// The number that people read; that of the other system while there is none of ours.
pub fn number_of(record: &Record) -> String {
    let numbers = [record.text(invoice::CODE), record.text(invoice::DOCUMENT)];
    let found = numbers.into_iter().find(|number| !number.is_empty());
    found.map_or_else(|| text("receivables.number_follows"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use domain::money::{Amount, Currency};
    use serde_json::{Value, json};
    use sync::stamp::Stamp;
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Books, Paper};

    fn paper(kind: &str, id: &str, archived: bool, fields: Value) -> Paper {
        let record = json!({
            "k": kind, "i": id, "v": 1, "h": "mks", "f": fields, "s": Stamp::default(), "p": "p",
            "t": 0,
        });
        let mut record: sync::record::Record = serde_json::from_value(record).expect("a record");
        record.archived = archived;
        Paper {
            record,
            pending: false,
        }
    }

    fn invoice(id: &str, archived: bool, amount: i64, currency: &str) -> Paper {
        let fields = json!({
            "type": "sale", "issued_on": "2026-11-01", "due_on": "2026-11-30", "amount": amount,
            "currency": currency, "code": format!("INV-{id}"),
        });
        paper("invoice", id, archived, fields)
    }

    #[test]
    fn balances_by_currency() {
        let paid = json!({
            "type": "payment", "invoice": "i1", "paid_on": "2026-11-02", "amount": 40,
            "currency": "IDR",
        });
        let books = Books::read([
            invoice("i1", false, 100, "IDR"),
            invoice("i2", true, 900, "IDR"),
            invoice("i3", false, 7, "USD"),
            paper("payment", "p1", false, paid),
            paper("vehicle", "v1", false, json!({})),
        ]);
        let balance = |currency| books.ledger(currency).balance();
        assert_eq!(balance(Currency::Idr), Amount(60));
        assert_eq!(balance(Currency::Usd), Amount(7));
        let open: Vec<_> = books.open().iter().map(|one| one.remaining.0).collect();
        assert_eq!(open, [60, 7]);
        assert_eq!(books.number("i1"), "INV-i1");
        assert!(books.paper("i2").is_none());
    }
}
