//! The customer whose account a form writes into.

use domain::kinds::order;
use domain::money::{Amount, Currency, format_decimal};
use domain::order::Order;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use sync::record::Record;

use super::Books;
use super::books::OpenInvoice;
use crate::components::{Choice, EmptyState};
use crate::i18n::{format, text, text_with};
use crate::pages::form::Form;
use crate::store::{Store, use_store};

/// A customer and their open invoices.
#[derive(Clone)]
pub struct Subject {
    /// Where everything is read.
    pub store: Store,
    /// The customer.
    pub customer: Record,
    /// Their account.
    pub books: Books,
    /// Their open invoices.
    pub open: Vec<OpenInvoice>,
}

impl Subject {
    /// The customer in the address; none when they are not on the device.
    pub fn of_address() -> Option<Self> {
        let store = use_store();
        let id = use_params_map().with_untracked(|params| params.get("id"))?;
        let customer = store.record(&id)?;
        let books = Books::of(store, &id);
        let open = books.open();
        Some(Self {
            store,
            customer,
            books,
            open,
        })
    }

    /// The open invoice that the address names.
    pub fn named(&self) -> Option<&OpenInvoice> {
        let id = use_query_map().with_untracked(|query| query.get("invoice"))?;
        self.find(&id)
    }

    /// An order of the customer.
    pub fn order(&self, id: &str) -> Option<Order> {
        let record = self.store.record(id)?;
        let is_own = record.text(order::CUSTOMER) == self.customer.id;
        Order::read(id, &record.fields).filter(|_| is_own)
    }

    /// An open invoice by its id.
    pub fn find(&self, id: &str) -> Option<&OpenInvoice> {
        self.open.iter().find(|one| one.invoice.id == id)
    }

    /// The open invoices as choices.
    pub fn choices(&self) -> Vec<Choice> {
        let words = |one: &OpenInvoice| {
            let values = [
                ("number", self.books.number(&one.invoice.id)),
                ("day", format::day(&one.invoice.due_on.to_string())),
                ("amount", format::money(one.remaining, one.invoice.currency)),
            ];
            text_with("receivables.open_choice", &values)
        };
        self.open
            .iter()
            .map(|one| Choice::new(one.invoice.id.clone(), words(one)))
            .collect()
    }

    /// Key of the draft of a form of this kind, named after what it is about where it is more
    /// than the customer.
    pub fn draft_key(&self, kind: &str, about: Option<&str>) -> String {
        format!("{kind}/new/{}", about.unwrap_or(&self.customer.id))
    }

    /// Address of the receivables card.
    pub fn card(&self) -> String {
        format!("/customers/{}/receivables", self.customer.id)
    }

    /// Title of a form about the customer.
    pub fn title(&self, key: &str) -> String {
        format!("{} · {}", text(key), self.customer.text("name"))
    }

    /// Saves the form, after a last look at what it writes, and goes back to the card.
    pub fn saver(&self, form: Form, said: &'static str) -> impl Fn() + Clone + use<> {
        let (card, navigate) = (self.card(), StoredValue::new_local(use_navigate()));
        move || {
            if !form.is_sound() {
                return;
            }
            let card = card.clone();
            form.save(vec![form.own_edit(None)], move || {
                form.say(text(said));
                navigate.with_value(|navigate| navigate(&card, Default::default()));
            });
        }
    }
}

/// An amount as an input shows it.
pub fn typed(amount: Amount, currency: Currency) -> String {
    format_decimal(amount.0, format::decimal_separator(), currency.decimals())
}

/// Says that there is no such customer or order.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <main class="page" id="main">
            <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
        </main>
    }
}
