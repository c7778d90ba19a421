//! The form of a contact with a customer.

use domain::kinds::interaction::{self, INTERACTION};
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use serde_json::{Value, json};
use sync::record::Fields;

use crate::components::{Choice, EmptyState, FieldGroup};
use crate::i18n::{text, text_with};
use crate::pages::form::{ChipChoice, Form, FormFrame, Input, SelectInput};
use crate::store::{Store, use_store};

/// A new contact with the customer in the address; `?complaint=` names what it is about.
#[component]
pub fn InteractionFormPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let complaint = use_query_map().with_untracked(|query| query.get("complaint"));
    let Some(customer) = store.record(&id) else {
        return view! {
            <main class="page" id="main">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any();
    };
    let key = format!("interaction/new/{}", complaint.as_deref().unwrap_or(&id));
    let form = Form::create(&INTERACTION, &key, defaults(store, &id, complaint));
    let name = customer.text("name").to_owned();
    view! { <InteractionForm form customer=id name /> }.into_any()
}

fn defaults(store: Store, customer: &str, complaint: Option<String>) -> Fields {
    let mut defaults = Fields::from_iter([
        (interaction::CUSTOMER.to_owned(), json!(customer)),
        (interaction::TOUCH_POINT.to_owned(), json!("call_centre")),
        (interaction::DIRECTION.to_owned(), json!("in")),
        (interaction::HAPPENED_AT.to_owned(), json!(store.now_ms())),
    ]);
    if let Some(complaint) = complaint {
        defaults.insert(interaction::COMPLAINT.to_owned(), Value::String(complaint));
    }
    defaults
}

#[component]
fn InteractionForm(form: Form, customer: String, name: String) -> impl IntoView {
    let back = format!("/customers/{customer}");
    let title = format!(
        "{} {}",
        text("interaction.new"),
        text_with("interaction.for_customer", &[("name", name)])
    );
    let leave = StoredValue::new_local({
        let (back, navigate) = (back.clone(), use_navigate());
        move || navigate(&back, Default::default())
    });
    let save = move || {
        if !form.is_sound() {
            return;
        }
        let mut edit = form.own_edit(None);
        if edit.fields.contains_key(interaction::NEXT_STEP) {
            edit.fields
                .insert(interaction::NEXT_STATE.to_owned(), json!("open"));
        }
        form.save(vec![edit], move || {
            form.say(text("interaction.saved"));
            leave.with_value(|leave| leave());
        });
    };
    view! {
        <FormFrame form title back on_save=save>
            <ChipChoice form field=interaction::TOUCH_POINT words=interaction::TOUCH_POINTS />
            <ChipChoice form field=interaction::DIRECTION words=interaction::DIRECTIONS />
            <div class="fields">
                <Input form field=interaction::SUBJECT />
                <Input form field=interaction::OUTCOME />
                <Input form field=interaction::HAPPENED_AT />
                <Complaint form />
                <Input form field=interaction::NOTE />
            </div>
            <FieldGroup legend=text("interaction.next_section")>
                <div class="fields">
                    <Input form field=interaction::NEXT_STEP />
                    <Input form field=interaction::NEXT_ON />
                </div>
            </FieldGroup>
        </FormFrame>
    }
}

/// Which complaint of the customer it is about; nothing where there is none.
#[component]
fn Complaint(form: Form) -> impl IntoView {
    let store = use_store();
    let options = Memo::new(move |_| {
        store.track();
        let customer = form.word(interaction::CUSTOMER);
        store.index(|index| {
            let own = index
                .complaints
                .iter()
                .filter(|row| row.customer == customer && !row.archived);
            own.map(|row| Choice::new(row.id.clone(), format!("{} {}", row.code, row.subject)))
                .collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| options.with(|options| !options.is_empty()));
    move || {
        any.get()
            .then(|| view! { <SelectInput form field=interaction::COMPLAINT options /> })
    }
}
