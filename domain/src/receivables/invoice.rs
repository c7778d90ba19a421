//! An invoice as the rules see it.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::kinds::invoice::{AMOUNT, CURRENCY, DUE_ON, ISSUED_ON, TYPE};
use crate::money::{Amount, Currency};
use crate::read;

/// What a customer owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invoice {
    /// Id of its record.
    pub id: String,
    /// Where it comes from.
    pub invoice_type: InvoiceType,
    /// Its day.
    pub issued_on: NaiveDate,
    /// Last day on which it is paid in time.
    pub due_on: NaiveDate,
    /// What is owed, more than nothing.
    pub amount: Amount,
    /// Currency of the amount.
    pub currency: Currency,
}

/// Where an invoice comes from: Penjualan, Saldo awal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvoiceType {
    /// A sale.
    Sale,
    /// What was owed when the books were opened.
    OpeningBalance,
}

impl Invoice {
    /// The invoice of a record; `None` when it lacks its type, a day or its currency, or its
    /// amount is not more than nothing.
    pub fn read(id: &str, fields: &Map<String, Value>) -> Option<Self> {
        Some(Self {
            id: id.to_owned(),
            invoice_type: InvoiceType::from_word(read::text(fields, TYPE)?)?,
            issued_on: read::date(fields, ISSUED_ON)?,
            due_on: read::date(fields, DUE_ON)?,
            amount: read::positive(fields, AMOUNT)?,
            currency: read::currency(fields, CURRENCY)?,
        })
    }
}

impl InvoiceType {
    /// All types.
    pub const ALL: [Self; 2] = [Self::Sale, Self::OpeningBalance];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::OpeningBalance => "opening_balance",
        }
    }

    /// The type of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Invoice, InvoiceType};

    #[test]
    fn words_are_those_of_the_kind() {
        let words: Vec<_> = InvoiceType::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words, crate::kinds::invoice::TYPES);
    }

    #[test]
    fn invoices_of_records() {
        let check = |extra: Value, expected| {
            let mut fields = json!({
                "type": "sale", "issued_on": "2026-11-01", "due_on": "2026-12-01", "amount": 5,
                "currency": "IDR",
            });
            let map = fields.as_object_mut().expect("object");
            map.extend(extra.as_object().expect("object").clone());
            assert_eq!(Invoice::read("i1", map).is_some(), expected, "{extra}");
        };
        check(json!({}), true);
        check(json!({"type": "gift"}), false);
        check(json!({"due_on": null}), false);
        check(json!({"amount": 0}), false);
        check(json!({"amount": 0.5}), false);
        check(json!({"currency": "XXX"}), false);
    }
}
