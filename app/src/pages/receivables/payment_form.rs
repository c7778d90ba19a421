//! The form of a payment, a credit note or a write-off.

use domain::kinds::payment::{self, PAYMENT};
use domain::money::Amount;
use domain::order::{Order, Type};
use domain::receivables::PaymentType;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde_json::{Value, json};
use sync::record::Fields;

use super::amount::AmountInput;
use super::subject::{NotFound, Subject, typed};
use crate::components::{Banner, Tone};
use crate::i18n::{format, text_with};
use crate::pages::form::{ChipChoice, Form, FormFrame, Input, SelectInput, TextSource};

/// A new payment of the customer in the address; `?invoice=` names what it is for, `?return=` the
/// return that a credit note is for.
#[component]
pub fn PaymentFormPage() -> impl IntoView {
    let Some(subject) = Subject::of_address() else {
        return view! { <NotFound /> }.into_any();
    };
    let returned = returned(&subject);
    let about = subject.named().map(|one| one.invoice.id.clone());
    let about = returned.as_ref().map(|order| order.id.clone()).or(about);
    let key = subject.draft_key(payment::KIND, about.as_deref());
    let defaults = match &returned {
        Some(order) => credit_note(&subject, order),
        None => defaults(&subject),
    };
    let form = Form::create(&PAYMENT, &key, defaults);
    let (title, back) = (subject.title("receivables.new_payment"), subject.card());
    let save = subject.saver(form, "receivables.payment_saved");
    let subject = StoredValue::new(subject);
    view! {
        <FormFrame form title back on_save=save>
            <PaymentFields form subject />
        </FormFrame>
    }
    .into_any()
}

/// The customer's return that the address names, where the person may give something up for it.
fn returned(subject: &Subject) -> Option<Order> {
    let id = use_query_map().with_untracked(|query| query.get("return"))?;
    let may = PaymentType::CreditNote.may_enter(subject.store.actor().role);
    let order = subject.order(&id)?;
    (may && order.order_type == Type::Return).then_some(order)
}

/// A credit note of what came back, for the invoice of the order that it came back from.
fn credit_note(subject: &Subject, returned: &Order) -> Fields {
    let net = returned.totals().unwrap_or_default().net;
    // A return of another system need not say from which order it came.
    let invoice = returned.returns.as_ref().and_then(|sold| {
        let mut open = subject.open.iter();
        open.find(|one| subject.books.is_for(&one.invoice.id, sold))
    });
    let mut fields = defaults(subject);
    let word = PaymentType::CreditNote.as_str();
    fields.insert(payment::TYPE.to_owned(), json!(word));
    fields.insert(
        payment::CURRENCY.to_owned(),
        json!(returned.currency.as_str()),
    );
    fields.insert(payment::AMOUNT.to_owned(), json!(net.0));
    fields.insert(payment::ORDER.to_owned(), json!(returned.id));
    if let Some(one) = invoice {
        fields.insert(payment::INVOICE.to_owned(), json!(one.invoice.id));
    }
    fields
}

fn defaults(subject: &Subject) -> Fields {
    let named = subject.named();
    let currency = named.map_or_else(|| subject.store.currency(), |one| one.invoice.currency);
    let mut defaults = Fields::from_iter([
        (payment::CUSTOMER.to_owned(), json!(subject.customer.id)),
        (
            payment::TYPE.to_owned(),
            json!(PaymentType::Payment.as_str()),
        ),
        (payment::CURRENCY.to_owned(), json!(currency.as_str())),
        (payment::PAID_ON.to_owned(), json!(subject.store.today())),
    ]);
    if let Some(one) = named {
        defaults.insert(payment::INVOICE.to_owned(), json!(one.invoice.id));
        defaults.insert(payment::AMOUNT.to_owned(), json!(one.remaining.0));
    }
    defaults
}

#[component]
fn PaymentFields(form: Form, subject: StoredValue<Subject>) -> impl IntoView {
    let amount = form.text(payment::AMOUNT);
    follow_invoice(form, subject, amount);
    let role = form.store().actor().role;
    let has_types = PaymentType::WriteOff.may_enter(role);
    let is_money = Memo::new(move |_| form.word(payment::TYPE) == PaymentType::Payment.as_str());
    let choices = subject.with_value(Subject::choices);
    // Only money comes in some way.
    Effect::new(move |_| {
        if !is_money.get() {
            form.set(payment::METHOD, Value::Null);
        }
    });
    view! {
        {has_types.then(|| view! { <ChipChoice form field=payment::TYPE words=payment::TYPES /> })}
        <div class="fields">
            <SelectInput form field=payment::INVOICE options=choices />
            <AmountInput form value=amount />
            <Input form field=payment::PAID_ON />
            <Show when=move || is_money.get()>
                <Input form field=payment::METHOD />
            </Show>
            <Input form field=payment::NOTE />
        </div>
        <Excess form subject />
    }
}

/// Another invoice brings its currency and what remains of it.
pub fn follow_invoice(form: Form, subject: StoredValue<Subject>, amount: TextSource) {
    let chosen = Memo::new(move |_| form.word(payment::INVOICE));
    Effect::new(move |before: Option<String>| {
        let now = chosen.get();
        if before.is_some_and(|before| before != now) {
            let found = subject.with_value(|subject| subject.find(&now).cloned());
            let currency = found
                .as_ref()
                .map_or_else(|| form.store().currency(), |one| one.invoice.currency);
            form.set(payment::CURRENCY, json!(currency.as_str()));
            if let Some(one) = found {
                amount.set(typed(one.remaining, currency));
            }
        }
        now
    });
}

/// Says where the rest goes when more is paid than remains of the invoice.
#[component]
fn Excess(form: Form, subject: StoredValue<Subject>) -> impl IntoView {
    let excess = Memo::new(move |_| {
        let invoice = form.word(payment::INVOICE);
        let one = subject.with_value(|subject| subject.find(&invoice).cloned())?;
        let paid = Amount(form.get(payment::AMOUNT).as_i64()?);
        (paid > one.remaining).then(|| (paid - one.remaining, one.invoice.currency))
    });
    move || {
        let (amount, currency) = excess.get()?;
        let words = [("amount", format::money(amount, currency))];
        Some(view! { <Banner tone=Tone::Warn text=text_with("receivables.excess", &words) /> })
    }
}
