//! The form of a vehicle.

use std::collections::BTreeSet;

use domain::duplicates::plate_key;
use domain::kinds::vehicle::{self, VEHICLE};
use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_navigate, use_params_map};
use serde_json::json;
use sync::record::Fields;

use crate::components::EmptyState;
use crate::i18n::text;
use crate::pages::form::{
    ArchiveButton, Duplicate, Duplicates, Form, FormFrame, Input, focus_on, holders,
};
use crate::store::{Store, use_store};

/// Fields in the order in which they are asked for.
const FIELDS: &[&str] = &[
    vehicle::PLATE,
    vehicle::MAKE,
    vehicle::MODEL,
    vehicle::YEAR,
    vehicle::COLOR,
    vehicle::VIN,
    vehicle::WARRANTY_UNTIL,
    vehicle::NOTE,
];

/// The vehicle in the address, or a new one of the customer in the address.
#[component]
pub fn VehicleFormPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let is_vehicle = use_location()
        .pathname
        .with_untracked(|path| path.starts_with("/vehicles/"));
    match open(store, &id, is_vehicle) {
        Some(form) => view! { <VehicleForm form /> }.into_any(),
        None => view! {
            <main class="page" id="main">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any(),
    }
}

fn open(store: Store, id: &str, is_vehicle: bool) -> Option<Form> {
    let record = store.record(id)?;
    if is_vehicle {
        return Some(Form::edit(&VEHICLE, &record));
    }
    let owner = Fields::from_iter([(vehicle::CUSTOMER.to_owned(), json!(id))]);
    Some(Form::create(&VEHICLE, &format!("vehicle/new/{id}"), owner))
}

#[component]
fn VehicleForm(form: Form) -> impl IntoView {
    let card = format!("/customers/{}", untrack(|| form.word(vehicle::CUSTOMER)));
    let title = text(if form.is_new() {
        "vehicle.new"
    } else {
        "vehicle.edit"
    });
    let leave = StoredValue::new_local({
        let (card, navigate) = (card.clone(), use_navigate());
        move || navigate(&card, Default::default())
    });
    let found = Memo::new(move |_| duplicates(form));
    let save = move |anyway: bool| {
        if !form.is_sound() {
            return;
        }
        if !anyway && found.with(|found| !found.is_empty()) {
            return focus_on("[data-testid=\"duplicate-save\"]");
        }
        form.save(vec![form.own_edit(None)], move || {
            form.say(text("vehicle.saved"));
            leave.with_value(|leave| leave());
        });
    };
    view! {
        <FormFrame form title back=card on_save=move || save(false)>
            <div class="fields">
                {FIELDS.iter().map(|field| view! { <Input form field /> }).collect_view()}
            </div>
            <Duplicates found on_save=move || save(true) />
            {(!form.is_new()).then(|| {
                let leave = move || leave.with_value(|leave| leave());
                view! { <ArchiveButton form name=vehicle::PLATE said="vehicle.archived_said" leave /> }
            })}
        </FormFrame>
    }
}

/// Other customers with the plate that was typed.
fn duplicates(form: Form) -> Vec<Duplicate> {
    let store = form.store();
    store.track();
    let before = store
        .record(&form.id())
        .and_then(|record| plate_key(&record.fields));
    let typed = plate_key(&form.record()).filter(|key| before.as_ref() != Some(key));
    let keys: BTreeSet<String> = typed.into_iter().collect();
    let owner = form.get(vehicle::CUSTOMER);
    let owner = owner.as_str().unwrap_or_default();
    holders(store, owner, keys, "customer.duplicate_plate")
}
