//! What a customer owes and paid, and whether they pay late.

use std::sync::Arc;

use domain::behaviour::{PaymentPromise, behaviour};
use domain::kinds::{invoice, payment, payment_promise};
use domain::receivables::{Invoice, Ledger, Payment};
use serde::{Deserialize, Serialize};
use sync::record::{Fields, Record};

use super::Index;
use super::facts::{Detail, Facts};

/// Fields by which it is judged how a customer pays.
const JUDGED_BY: [&str; 10] = [
    invoice::TYPE,
    invoice::ISSUED_ON,
    invoice::DUE_ON,
    invoice::AMOUNT,
    invoice::CURRENCY,
    payment::INVOICE,
    payment::REVERSES,
    payment::PAID_ON,
    payment_promise::MADE_ON,
    payment_promise::PROMISED_ON,
];

/// An invoice, payment or promise.
#[derive(Serialize, Deserialize)]
pub struct AccountFacts {
    #[serde(rename = "k")]
    kind: String,
    #[serde(rename = "f")]
    fields: Fields,
}

impl AccountFacts {
    pub(crate) fn of(record: &Record) -> Detail {
        let fields = record.fields.iter();
        let fields = fields.filter(|(name, _)| JUDGED_BY.contains(&name.as_str()));
        Detail::Account(Box::new(Self {
            kind: record.kind.clone(),
            fields: fields
                .map(|(name, value)| (name.clone(), value.clone()))
                .collect(),
        }))
    }
}

impl Index {
    /// Whether a customer pays late, in the company's currency. `live` are the ids and facts of
    /// what follows them and is not archived.
    pub(crate) fn pays_late<'a>(
        &self,
        live: impl Iterator<Item = (&'a Arc<str>, &'a Facts)>,
    ) -> bool {
        let (mut invoices, mut payments, mut promises) = (Vec::new(), Vec::new(), Vec::new());
        for (id, facts) in live {
            let Detail::Account(paper) = &facts.detail else {
                continue;
            };
            match paper.kind.as_str() {
                invoice::KIND => invoices.extend(Invoice::read(id, &paper.fields)),
                payment::KIND => payments.extend(Payment::read(id, &paper.fields)),
                _ => promises.extend(PaymentPromise::read(&paper.fields)),
            }
        }
        if invoices.is_empty() && promises.is_empty() {
            return false;
        }
        let ledger = Ledger::new(self.settings.currency, invoices, payments);
        let today = self.now.day.parse();
        today.is_ok_and(|today| behaviour(&ledger, &promises, today).pays_late())
    }
}
