//! The form of an invoice: of an order, or what was owed when the books were opened.

use domain::kinds::invoice::{self, INVOICE};
use domain::order::Order;
use domain::receivables::{InvoiceType, due_on};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde_json::json;
use sync::record::Fields;

use super::amount::AmountInput;
use super::books::number_of;
use super::subject::{NotFound, Subject};
use crate::components::{Banner, Tone};
use crate::i18n::{kind_label, text_with};
use crate::pages::form::{ChipChoice, Form, FormFrame, Input, TextSource};

/// A new invoice of the customer in the address; `?order=` names what it is for.
#[component]
pub fn InvoiceFormPage() -> impl IntoView {
    let order = use_query_map().with_untracked(|query| query.get("order"));
    let page = Subject::of_address().and_then(|subject| open(subject, order));
    match page {
        Some((form, subject)) => view! { <InvoiceForm form subject /> }.into_any(),
        None => view! { <NotFound /> }.into_any(),
    }
}

fn open(subject: Subject, order: Option<String>) -> Option<(Form, Subject)> {
    let sold = match &order {
        Some(id) => Some(subject.order(id)?),
        None => None,
    };
    let key = subject.draft_key(invoice::KIND, order.as_deref());
    let form = Form::create(&INVOICE, &key, defaults(&subject, sold.as_ref()));
    Some((form, subject))
}

fn defaults(subject: &Subject, order: Option<&Order>) -> Fields {
    let today = subject.store.today();
    let currency = order.map_or_else(|| subject.store.currency(), |order| order.currency);
    let invoice_type = match order {
        Some(_) => InvoiceType::Sale,
        None => InvoiceType::OpeningBalance,
    };
    let mut defaults = Fields::from_iter([
        (invoice::CUSTOMER.to_owned(), json!(subject.customer.id)),
        (invoice::TYPE.to_owned(), json!(invoice_type.as_str())),
        (invoice::ISSUED_ON.to_owned(), json!(today)),
        (invoice::DUE_ON.to_owned(), json!(due_day(subject, &today))),
        (invoice::CURRENCY.to_owned(), json!(currency.as_str())),
    ]);
    if let Some(order) = order {
        let net = order.totals().unwrap_or_default().net;
        defaults.insert(invoice::ORDER.to_owned(), json!(order.id));
        defaults.insert(invoice::AMOUNT.to_owned(), json!(net.0));
    }
    defaults
}

/// The due day of an invoice of a day, by the terms of the customer; empty for no day.
fn due_day(subject: &Subject, issued_on: &str) -> String {
    let settings = subject.store.index(|index| index.settings.fields.clone());
    let issued_on = issued_on.parse().ok();
    let day = issued_on.map(|day| due_on(day, &subject.customer.fields, &settings));
    day.map(|day| day.to_string()).unwrap_or_default()
}

#[component]
fn InvoiceForm(form: Form, subject: Subject) -> impl IntoView {
    let (title, back) = (subject.title("receivables.new_invoice"), subject.card());
    let save = subject.saver(form, "receivables.invoice_saved");
    let subject = StoredValue::new(subject);
    view! {
        <FormFrame form title back on_save=save>
            <InvoiceFields form subject />
        </FormFrame>
    }
}

#[component]
fn InvoiceFields(form: Form, subject: StoredValue<Subject>) -> impl IntoView {
    let order = untrack(|| form.word(invoice::ORDER));
    let (amount, due) = (form.text(invoice::AMOUNT), form.text(invoice::DUE_ON));
    follow_day(form, subject, due);
    let without_order = order.is_empty().then(|| {
        view! { <ChipChoice form field=invoice::TYPE words=invoice::TYPES /> }
    });
    let currency = order
        .is_empty()
        .then(|| view! { <Input form field=invoice::CURRENCY /> });
    view! {
        <About subject order />
        {without_order}
        <div class="fields">
            <AmountInput form value=amount />
            {currency}
            <Input form field=invoice::ISSUED_ON />
            <DueInput form value=due />
            <Input form field=invoice::DOCUMENT />
            <Input form field=invoice::NOTE />
        </div>
    }
}

#[component]
fn DueInput(form: Form, value: TextSource) -> impl IntoView {
    let (kind, field) = (invoice::KIND, invoice::DUE_ON);
    view! { <crate::components::RecordField kind field value error=form.error(field) /> }
}

/// Another day of the invoice brings another due day.
fn follow_day(form: Form, subject: StoredValue<Subject>, due: TextSource) {
    let issued = Memo::new(move |_| form.word(invoice::ISSUED_ON));
    Effect::new(move |before: Option<String>| {
        let now = issued.get();
        if before.is_some_and(|before| before != now) {
            due.set(subject.with_value(|subject| due_day(subject, &now)));
        }
        now
    });
}

/// The order that is invoiced, and the invoices that it has already.
#[component]
fn About(subject: StoredValue<Subject>, order: String) -> impl IntoView {
    let sold = subject.with_value(|subject| subject.store.record(&order))?;
    let line = format!("{} {}", kind_label("order"), number_of(&sold));
    let before = subject.with_value(|subject| invoices_of(subject, &order));
    let warning = (!before.is_empty()).then(|| {
        let words = [("numbers", before.join(", "))];
        view! { <Banner tone=Tone::Warn text=text_with("receivables.invoiced", &words) /> }
    });
    Some(view! {
        <p class="sub">{line}</p>
        {warning}
    })
}

/// Numbers of the invoices of an order.
fn invoices_of(subject: &Subject, order: &str) -> Vec<String> {
    let books = &subject.books;
    let invoices = books.invoices.iter().map(|one| one.id.as_str());
    let own = invoices.filter(|id| books.is_for(id, order));
    own.map(|id| books.number(id)).collect()
}
