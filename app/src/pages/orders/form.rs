//! The form of an order.

use domain::kinds::order;
use domain::order::Order;
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_params_map, use_query_map};

use super::beginning::Beginning;
use super::credit::{CreditBanner, status_with};
use super::lines::Lines;
use super::rules;
use crate::components::EmptyState;
use crate::i18n::{text, text_with};
use crate::pages::form::{ChipChoice, Form, FormFrame, Input};
use crate::store::use_store;

/// States in which an order is saved from its form; the others are steps of its page.
const STATES: &[&str] = &["ordered", "draft"];

/// A new order of the customer in the address, with `?again` of what they would order again; a
/// return of the order in the address; or that order itself.
#[component]
pub fn OrderFormPage() -> impl IntoView {
    let store = use_store();
    match beginning().form(store) {
        Some(form) => view! { <OrderForm form=rules::apply(form) /> }.into_any(),
        None => view! {
            <main class="page" id="main">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any(),
    }
}

fn beginning() -> Beginning {
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let path = use_location().pathname.get_untracked();
    if path.starts_with("/customers/") {
        let again = use_query_map().with_untracked(|query| query.get("again"));
        match again {
            Some(_) => Beginning::Again(id),
            None => Beginning::Sale(id),
        }
    } else if path.ends_with("/return") {
        Beginning::Return(id)
    } else {
        Beginning::Edit(id)
    }
}

#[component]
fn OrderForm(form: Form) -> impl IntoView {
    let back = way_back(form);
    let leave = StoredValue::new_local({
        let navigate = use_navigate();
        move |path: String| navigate(&path, Default::default())
    });
    let save = move || {
        if !form.is_sound() {
            return;
        }
        form.save(vec![form.own_edit(None)], move || {
            form.say(text("order.saved"));
            leave.with_value(|leave| leave(format!("/orders/{}", form.id())));
        });
    };
    let is_open = untrack(|| STATES.contains(&form.word(order::STATE).as_str()));
    view! {
        <FormFrame form title=title(form) back on_save=save>
            {is_open.then(|| view! { <ChipChoice form field=order::STATE words=STATES /> })}
            <Standing form />
            <div class="fields">
                <Input form field=order::ORDERED_ON />
            </div>
            <Lines form />
            <div class="fields">
                <Input form field=order::NOTE />
            </div>
        </FormFrame>
    }
}

/// Where the customer would stand with this order.
#[component]
fn Standing(form: Form) -> impl IntoView {
    let status = Memo::new(move |_| {
        form.store().track();
        let fields = form.record();
        status_with(form.store(), &Order::read(&form.id(), &fields)?, &fields)
    });
    let customer = Signal::derive(move || form.word(order::CUSTOMER));
    view! { <CreditBanner status customer /> }
}

fn title(form: Form) -> String {
    let word = |field| untrack(|| form.word(field));
    let name = form
        .store()
        .record(&word(order::CUSTOMER))
        .map(|customer| customer.text("name").to_owned());
    let key = match (form.is_new(), word(order::TYPE).as_str()) {
        (true, "return") => "order.new_return",
        (true, _) => "order.new",
        (false, _) => "order.edit",
    };
    let of = text_with("order.of_customer", &[("name", name.unwrap_or_default())]);
    format!("{} {of}", text(key))
}

fn way_back(form: Form) -> String {
    let word = |field| untrack(|| form.word(field));
    let returns = word(order::RETURNS);
    if !form.is_new() {
        format!("/orders/{}", form.id())
    } else if returns.is_empty() {
        format!("/customers/{}", word(order::CUSTOMER))
    } else {
        format!("/orders/{returns}")
    }
}
