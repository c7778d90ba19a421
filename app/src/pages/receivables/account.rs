//! What a customer owes in the company's currency, and where that is before their limits.

use domain::money::Amount;
use domain::receivables::{Credit, CreditStatus, Limits, allocate};
use sync::record::Record;

use super::Books;
use crate::components::Tone;
use crate::i18n::{format, text, text_with};
use crate::store::{Store, SyncState};

/// A customer's debt and what more they may owe.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Account {
    /// What is owed in all; below nothing when too much was paid.
    pub balance: Amount,
    /// How many invoices are open.
    pub open: usize,
    /// What may be owed.
    pub limits: Limits,
    /// Where the debt is before the limits.
    pub credit: Credit,
    /// Others may be selling to the customer unseen, so that some of the limit is kept free.
    pub is_offline: bool,
}

/// The account of a customer in the company's currency, which the limits are in. Reactive in the
/// state of sync alone.
pub fn account(store: Store, customer: &Record, books: &Books) -> Account {
    let ledger = books.ledger(store.currency());
    let (balance, open) = (ledger.balance(), allocate(&ledger).open().count());
    let limits = store.index(|index| Limits::read(&customer.fields, &index.settings.fields));
    let is_offline = store.sync().state == SyncState::Offline;
    Account {
        balance,
        open,
        limits,
        credit: limits.credit(balance, open, is_offline),
        is_offline,
    }
}

/// The status in words.
pub fn status_words(status: CreditStatus) -> String {
    text(&format!("receivables.status.{}", status.as_str()))
}

/// How the status is meant.
pub fn status_tone(status: CreditStatus) -> Tone {
    match status {
        CreditStatus::Safe => Tone::Ok,
        CreditStatus::Near => Tone::Warn,
        CreditStatus::Over => Tone::Bad,
    }
}

/// As of when the device knows what others did: `per sinkron 09.42`. Reactive.
pub fn as_of(store: Store, now_ms: i64) -> String {
    match store.sync().synced_ms {
        Some(ms) => {
            let time = format::when(ms, now_ms, &store.zone());
            text_with("sync.as_of", &[("time", time)])
        }
        None => text("sync.never"),
    }
}
