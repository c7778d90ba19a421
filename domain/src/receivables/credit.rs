//! How much more a customer may owe.

use serde_json::{Map, Value};

use crate::access::Role;
use crate::kinds::customer::{CREDIT_DOCUMENTS, CREDIT_LIMIT};
use crate::kinds::settings::{
    DEFAULT_NEAR_LIMIT, DEFAULT_OFFLINE_MARGIN, NEAR_LIMIT, OFFLINE_MARGIN,
};
use crate::money::{Amount, Percent};
use crate::read;
use crate::schema::WHOLE;

/// Where a customer is before their limits: Aman, Mendekati limit, Melewati limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CreditStatus {
    /// Well within the limits, or without any.
    Safe,
    /// Within them, but not by much.
    Near,
    /// Beyond at least one of them.
    Over,
}

/// What a customer may owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How much; `None` means any amount.
    pub amount: Option<Amount>,
    /// How many open invoices; `None` means any number.
    pub documents: Option<i64>,
    /// Share of a limit from which it is near.
    pub near: Percent,
    /// Share of a limit that a device keeps free while it is offline.
    pub margin: Percent,
}

/// Where a customer is before their limits, and what remains of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credit {
    /// The worse of amount and number of invoices.
    pub status: CreditStatus,
    /// What may still be owed, negative beyond the limit; `None` without one.
    pub amount_left: Option<Amount>,
    /// How many invoices may still be opened, negative beyond the limit; `None` without one.
    pub documents_left: Option<i64>,
}

/// Whether the role may take an order of a customer with this status.
pub fn may_order(role: Role, status: CreditStatus) -> bool {
    status < CreditStatus::Over || role >= Role::BranchHead
}

impl Limits {
    /// The limits of a customer under the company's settings.
    pub fn read(customer: &Map<String, Value>, settings: &Map<String, Value>) -> Self {
        let share = |name, default| Percent(read::int(settings, name).unwrap_or(default));
        Self {
            amount: read::int(customer, CREDIT_LIMIT).map(Amount),
            documents: read::int(customer, CREDIT_DOCUMENTS),
            near: share(NEAR_LIMIT, DEFAULT_NEAR_LIMIT),
            margin: share(OFFLINE_MARGIN, DEFAULT_OFFLINE_MARGIN),
        }
    }

    /// The credit of a customer who owes this balance in so many open invoices. For an order in
    /// the making the caller adds what it comes to and one invoice. Exactly at a limit is within
    /// it. Offline, others may be selling to the same customer: the margin is taken off the
    /// amount and, in whole invoices, off their number.
    pub fn credit(&self, balance: Amount, documents: usize, offline: bool) -> Credit {
        let documents = i64::try_from(documents).unwrap_or(i64::MAX);
        let margin = if offline { self.margin } else { Percent(0) };
        let amount = self.amount.map(|limit| limit.0 - margin.of(limit.0));
        let number = self.documents.map(|most| most - most * margin.0 / WHOLE);
        let status = |limit: Option<i64>, used| {
            limit.map_or(CreditStatus::Safe, |limit| self.status(limit, used))
        };
        Credit {
            status: status(amount, balance.0).max(status(number, documents)),
            amount_left: amount.map(|limit| Amount(limit) - balance),
            documents_left: number.map(|most| most.saturating_sub(documents)),
        }
    }

    fn status(&self, limit: i64, used: i64) -> CreditStatus {
        let is_near =
            i128::from(used) * i128::from(WHOLE) >= i128::from(limit) * i128::from(self.near.0);
        match used {
            _ if used > limit => CreditStatus::Over,
            1.. if is_near => CreditStatus::Near,
            _ => CreditStatus::Safe,
        }
    }
}

impl CreditStatus {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Near => "near",
            Self::Over => "over",
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Credit, CreditStatus, Limits, may_order};
    use crate::access::Role;
    use crate::money::Amount;

    fn credit(customer: Value, balance: i64, documents: usize, offline: bool) -> Credit {
        let customer = customer.as_object().expect("object");
        let limits = Limits::read(customer, &serde_json::Map::new());
        limits.credit(Amount(balance), documents, offline)
    }

    #[test]
    fn by_amount() {
        let check = |limit: i64, balance, offline, expected: &str, left: i64| {
            let found = credit(json!({ "credit_limit": limit }), balance, 500, offline);
            assert_eq!(found.status.as_str(), expected, "{balance} of {limit}");
            assert_eq!(found.amount_left, Some(Amount(left)));
            assert_eq!(found.documents_left, None);
        };
        check(1_000, 799, false, "safe", 201);
        check(1_000, 800, false, "near", 200);
        check(1_000, 1_000, false, "near", 0);
        check(1_000, 1_001, false, "over", -1);
        check(1_000, 719, true, "safe", 181);
        check(1_000, 720, true, "near", 180);
        check(1_000, 901, true, "over", -1);
        check(0, 0, false, "safe", 0);
        check(0, 1, false, "over", -1);
        check(1_000, -50, false, "safe", 1_050);
    }

    #[test]
    fn by_documents() {
        let check = |most: i64, documents, offline, expected: &str, left: i64| {
            let found = credit(
                json!({ "credit_documents": most }),
                1 << 50,
                documents,
                offline,
            );
            assert_eq!(found.status.as_str(), expected, "{documents} of {most}");
            assert_eq!(found.documents_left, Some(left));
            assert_eq!(found.amount_left, None);
        };
        check(5, 3, false, "safe", 2);
        check(5, 4, false, "near", 1);
        check(5, 6, false, "over", -1);
        // Less than a whole invoice is kept free of one or of nine, one of ten.
        check(1, 1, true, "near", 0);
        check(9, 9, true, "near", 0);
        check(10, 10, true, "over", -1);
    }

    #[test]
    fn the_worse_counts() {
        let check = |customer, expected| {
            assert_eq!(credit(customer, 100, 3, false).status, expected);
        };
        check(json!({}), CreditStatus::Safe);
        check(
            json!({"credit_limit": 1_000, "credit_documents": 2}),
            CreditStatus::Over,
        );
        check(
            json!({"credit_limit": 100, "credit_documents": 9}),
            CreditStatus::Near,
        );
    }

    #[test]
    fn shares_of_the_company() {
        let customer = json!({"credit_limit": 1_000});
        let settings = json!({"near_limit": 5_000, "offline_margin": 2_000});
        let object = |value: &Value| value.as_object().expect("object").clone();
        let limits = Limits::read(&object(&customer), &object(&settings));
        let check = |balance, offline, expected| {
            let found = limits.credit(Amount(balance), 0, offline);
            assert_eq!(found.status, expected, "{balance}");
        };
        check(500, false, CreditStatus::Near);
        check(499, false, CreditStatus::Safe);
        check(801, true, CreditStatus::Over);
    }

    #[test]
    fn who_may_order() {
        let check = |role, status, expected| {
            assert_eq!(may_order(role, status), expected, "{role:?} {status:?}");
        };
        check(Role::Staff, CreditStatus::Safe, true);
        check(Role::Staff, CreditStatus::Near, true);
        check(Role::Supervisor, CreditStatus::Over, false);
        check(Role::BranchHead, CreditStatus::Over, true);
        check(Role::Administrator, CreditStatus::Over, true);
    }
}
