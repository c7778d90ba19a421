//! What the parts of the receivables card look at.

use domain::money::Currency;
use domain::receivables::Ledger;
use leptos::prelude::*;
use sync::record::Record;

use super::account::{Account, account};
use super::books::Books;
use crate::pages::shell::{Minute, use_minute};
use crate::store::{Store, use_store};

/// The account of one customer in the chosen currency. Copies look at the same one.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Where everything is read.
    pub store: Store,
    /// The clock.
    pub minute: Minute,
    id: StoredValue<String>,
    customer: Memo<Option<Record>>,
    books: Memo<Books>,
    ledger: Memo<Ledger>,
    chosen: RwSignal<Option<Currency>>,
}

impl Sheet {
    /// The account of a customer in the company's currency.
    pub fn of(id: String) -> Self {
        let store = use_store();
        let id = StoredValue::new(id);
        let chosen = RwSignal::new(None);
        let books = Memo::new(move |_| {
            store.track();
            Books::of(store, &id.get_value())
        });
        Self {
            store,
            minute: use_minute(),
            id,
            customer: Memo::new(move |_| {
                store.track();
                store.record(&id.get_value())
            }),
            books,
            ledger: Memo::new(move |_| {
                let currency = chosen.get().unwrap_or_else(|| store.currency());
                books.with(|books| books.ledger(currency))
            }),
            chosen,
        }
    }

    /// Address of a page of the customer, e.g. `payments/new`.
    pub fn path(self, rest: &str) -> String {
        format!("/customers/{}/{rest}", self.id.get_value())
    }

    /// Whether there is such a customer on the device. Reactive.
    pub fn is_here(self) -> bool {
        self.customer.with(Option::is_some)
    }

    /// Text of a field of the customer. Reactive.
    pub fn text(self, field: &str) -> String {
        self.customer.with(|customer| {
            let text = customer.as_ref().map(|customer| customer.text(field));
            text.unwrap_or_default().to_owned()
        })
    }

    /// Looks at all books. Reactive.
    pub fn books<T>(self, look: impl FnOnce(&Books) -> T) -> T {
        self.books.with(look)
    }

    /// Looks at the books in the chosen currency. Reactive.
    pub fn ledger<T>(self, look: impl FnOnce(&Ledger) -> T) -> T {
        self.ledger.with(look)
    }

    /// Currency of the shown books. Reactive.
    pub fn currency(self) -> Currency {
        self.ledger(Ledger::currency)
    }

    /// Shows the books in another currency.
    pub fn choose(self, currency: Currency) {
        self.chosen.set(Some(currency));
    }

    /// The account in the company's currency; none without the customer. Reactive.
    pub fn account(self) -> Option<Account> {
        let customer = self.customer.get()?;
        Some(self.books(|books| account(self.store, &customer, books)))
    }

    /// The day it is. Reactive.
    pub fn today(self) -> String {
        crate::i18n::zone::today(&self.store.zone(), self.minute.now_ms())
    }
}
