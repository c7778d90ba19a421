//! A payment, credit note or write-off as the rules see it.

use chrono::NaiveDate;
use serde_json::{Map, Value};

use crate::access::Role;
use crate::kinds::payment::{AMOUNT, CURRENCY, INVOICE, PAID_ON, REVERSES, TYPE};
use crate::money::{Amount, Currency};
use crate::read;

/// What makes a customer owe less, or takes such an entry back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// Id of its record.
    pub id: String,
    /// What it is.
    pub payment_type: PaymentType,
    /// Id of the invoice that it is for.
    pub invoice: Option<String>,
    /// Id of the entry that it takes back.
    pub reverses: Option<String>,
    /// Its day.
    pub paid_on: NaiveDate,
    /// How much, more than nothing.
    pub amount: Amount,
    /// Currency of the amount.
    pub currency: Currency,
}

/// What makes a customer owe less: Pembayaran, Nota kredit, Penghapusan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PaymentType {
    /// Money came.
    Payment,
    /// The company gives something up, e.g. for a return.
    CreditNote,
    /// The company does not expect the money any more.
    WriteOff,
}

impl Payment {
    /// The payment of a record; `None` when it lacks its type, day or currency, or its amount is
    /// not more than nothing.
    pub fn read(id: &str, fields: &Map<String, Value>) -> Option<Self> {
        Some(Self {
            id: id.to_owned(),
            payment_type: PaymentType::from_word(read::text(fields, TYPE)?)?,
            invoice: read::text(fields, INVOICE).map(str::to_owned),
            reverses: read::text(fields, REVERSES).map(str::to_owned),
            paid_on: read::date(fields, PAID_ON)?,
            amount: read::positive(fields, AMOUNT)?,
            currency: read::currency(fields, CURRENCY)?,
        })
    }
}

impl PaymentType {
    /// All types.
    pub const ALL: [Self; 3] = [Self::Payment, Self::CreditNote, Self::WriteOff];

    /// Whether the role may enter such an entry or take one back. What gives up a debt without
    /// money is for those who lead a branch.
    pub fn may_enter(self, role: Role) -> bool {
        self == Self::Payment || role >= Role::BranchHead
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::CreditNote => "credit_note",
            Self::WriteOff => "write_off",
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

    use super::{Payment, PaymentType};
    use crate::access::Role;

    #[test]
    fn words_are_those_of_the_kind() {
        let words: Vec<_> = PaymentType::ALL.iter().map(|one| one.as_str()).collect();
        assert_eq!(words, crate::kinds::payment::TYPES);
    }

    #[test]
    fn who_may_enter() {
        let check = |role, expected| {
            let found = PaymentType::ALL.map(|one| one.may_enter(role));
            assert_eq!(found, expected, "{role:?}");
        };
        check(Role::Staff, [true, false, false]);
        check(Role::Supervisor, [true, false, false]);
        check(Role::BranchHead, [true, true, true]);
        check(Role::Administrator, [true, true, true]);
    }

    #[test]
    fn payments_of_records() {
        let check = |extra: Value, expected| {
            let mut fields = json!({
                "type": "payment", "paid_on": "2026-11-01", "amount": 5, "currency": "IDR",
            });
            let map = fields.as_object_mut().expect("object");
            map.extend(extra.as_object().expect("object").clone());
            assert_eq!(Payment::read("p1", map).is_some(), expected, "{extra}");
        };
        check(json!({}), true);
        check(json!({"type": "gift"}), false);
        check(json!({"paid_on": "soon"}), false);
        check(json!({"amount": -1}), false);
        check(json!({"currency": null}), false);
    }
}
