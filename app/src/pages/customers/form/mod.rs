//! The form of a customer.

mod duplicates;
mod edits;
mod sections;
mod vehicles;

use domain::kinds::customer::{self, CUSTOMER};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::{Value, json};
use sync::record::Fields;

use crate::components::EmptyState;
use crate::i18n::{text, text_with};
use crate::pages::form::{Duplicates, Form, FormFrame, HOME, focus_on, own_branches};
use crate::store::{Store, use_store};
use duplicates::duplicates;
use sections::Sections;
use vehicles::VehicleRows;

/// A new customer, or the one in the address.
#[component]
pub fn CustomerFormPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map().with_untracked(|params| params.get("id"));
    match open(store, id.as_deref()) {
        Some(form) => view! { <CustomerForm form /> }.into_any(),
        None => view! {
            <main class="page">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any(),
    }
}

fn open(store: Store, id: Option<&str>) -> Option<Form> {
    match id {
        Some(id) => Some(Form::edit(&CUSTOMER, &store.record(id)?)),
        None => Some(Form::create(&CUSTOMER, "customer/new", defaults())),
    }
}

fn defaults() -> Fields {
    let mut defaults = Fields::from_iter([(customer::FORM.to_owned(), json!("person"))]);
    if let Some((id, _)) = own_branches().into_iter().next() {
        defaults.insert(HOME.to_owned(), Value::String(id));
    }
    defaults
}

#[component]
fn CustomerForm(form: Form) -> impl IntoView {
    let back = if form.is_new() {
        "/customers".to_owned()
    } else {
        format!("/customers/{}", form.id())
    };
    let title = text(if form.is_new() {
        "customer.new"
    } else {
        "customer.edit"
    });
    let navigate = StoredValue::new_local(use_navigate());
    if form.is_new() {
        form.also(move |_| vehicles::problems(form));
    }
    let found = Memo::new(move |_| duplicates(form));
    let save = move |anyway: bool| {
        if !form.is_sound() {
            return;
        }
        if !anyway && found.with(|found| !found.is_empty()) {
            return focus_on("[data-testid=\"duplicate-save\"]");
        }
        form.save(edits::edits(form), move || {
            saved(form);
            let path = format!("/customers/{}", form.id());
            navigate.with_value(|navigate| navigate(&path, Default::default()));
        });
    };
    view! {
        <FormFrame form title back on_save=move || save(false)>
            <Sections form />
            {form.is_new().then(|| view! { <VehicleRows form /> })}
            <Duplicates found on_save=move || save(true) />
        </FormFrame>
    }
}

fn saved(form: Form) {
    let name = untrack(|| form.word(customer::NAME));
    form.say(text_with("customer.saved", &[("name", name)]));
}
