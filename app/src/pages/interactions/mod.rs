//! The form of a contact with a customer.

use domain::kinds::interaction::{self, INTERACTION};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_params_map, use_query_map};
use serde_json::{Value, json};
use sync::record::Fields;

use crate::components::{Choice, EmptyState, FieldGroup};
use crate::i18n::{text, text_with};
use crate::pages::form::{ArchiveButton, ChipChoice, Form, FormFrame, Input, SelectInput};
use crate::store::{Store, use_store};

/// The contact in the address, or a new one with the customer in the address; `?complaint=`
/// names what it is about.
#[component]
pub fn InteractionFormPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let is_contact = use_location()
        .pathname
        .with_untracked(|path| path.starts_with("/interactions/"));
    match open(store, &id, is_contact) {
        Some(form) => view! { <InteractionForm form /> }.into_any(),
        None => view! {
            <main class="page" id="main">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any(),
    }
}

fn open(store: Store, id: &str, is_contact: bool) -> Option<Form> {
    let record = store.record(id)?;
    if is_contact {
        return Some(Form::edit(&INTERACTION, &record));
    }
    let complaint = use_query_map().with_untracked(|query| query.get("complaint"));
    let key = format!("interaction/new/{}", complaint.as_deref().unwrap_or(id));
    Some(Form::create(
        &INTERACTION,
        &key,
        defaults(store, id, complaint),
    ))
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
fn InteractionForm(form: Form) -> impl IntoView {
    let customer = untrack(|| form.word(interaction::CUSTOMER));
    let name = form
        .store()
        .record(&customer)
        .map(|record| record.text("name").to_owned())
        .unwrap_or_default();
    let back = format!("/customers/{customer}");
    let title = format!(
        "{} {}",
        text(if form.is_new() {
            "interaction.new"
        } else {
            "interaction.edit"
        }),
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
        // A step that was written anew is to be done anew.
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
            {(!form.is_new()).then(|| {
                let leave = move || leave.with_value(|leave| leave());
                view! { <ArchiveButton form name=interaction::SUBJECT said="interaction.archived_said" leave /> }
            })}
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
