//! The form of a promise to pay.

use domain::kinds::payment_promise::{self as promise, PAYMENT_PROMISE};
use leptos::prelude::*;
use serde_json::json;
use sync::record::Fields;

use super::amount::AmountInput;
use super::payment_form::follow_invoice;
use super::subject::{NotFound, Subject};
use crate::pages::form::{Form, FormFrame, Input, SelectInput};

/// A new promise of the customer in the address; `?invoice=` names what it is for.
#[component]
pub fn PromiseFormPage() -> impl IntoView {
    let Some(subject) = Subject::of_address() else {
        return view! { <NotFound /> }.into_any();
    };
    let about = subject.named().map(|one| one.invoice.id.clone());
    let key = subject.draft_key(promise::KIND, about.as_deref());
    let form = Form::create(&PAYMENT_PROMISE, &key, defaults(&subject));
    let (title, back) = (subject.title("receivables.new_promise"), subject.card());
    let save = subject.saver(form, "receivables.promise_saved");
    let subject = StoredValue::new(subject);
    view! {
        <FormFrame form title back on_save=save>
            <PromiseFields form subject />
        </FormFrame>
    }
    .into_any()
}

fn defaults(subject: &Subject) -> Fields {
    let named = subject.named();
    let currency = named.map_or_else(|| subject.store.currency(), |one| one.invoice.currency);
    let mut defaults = Fields::from_iter([
        (promise::CUSTOMER.to_owned(), json!(subject.customer.id)),
        (promise::CURRENCY.to_owned(), json!(currency.as_str())),
        (promise::MADE_ON.to_owned(), json!(subject.store.today())),
    ]);
    if let Some(one) = named {
        defaults.insert(promise::INVOICE.to_owned(), json!(one.invoice.id));
        defaults.insert(promise::AMOUNT.to_owned(), json!(one.remaining.0));
    }
    defaults
}

#[component]
fn PromiseFields(form: Form, subject: StoredValue<Subject>) -> impl IntoView {
    let amount = form.text(promise::AMOUNT);
    follow_invoice(form, subject, amount);
    let choices = subject.with_value(Subject::choices);
    view! {
        <div class="fields">
            <SelectInput form field=promise::INVOICE options=choices />
            <AmountInput form value=amount />
            <Input form field=promise::PROMISED_ON />
            <Input form field=promise::MADE_ON />
            <Input form field=promise::NOTE />
        </div>
    }
}
