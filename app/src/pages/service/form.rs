//! The form of a new complaint.

use domain::complaint::default_due_ms;
use domain::kinds::complaint::{self, COMPLAINT};
use domain::kinds::vehicle;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use serde_json::{Value, json};
use sync::record::Fields;

use super::picker::CustomerPicker;
use crate::components::{Choice, EmptyState, PageHeader, RecordField};
use crate::i18n::zone::to_input;
use crate::i18n::{text, text_with};
use crate::pages::form::{ChipChoice, Form, FormFrame, Input, SelectInput, StaffInput};
use crate::store::{Store, use_store};

/// A new complaint of the customer in the address, or of one that is chosen first.
#[component]
pub fn ComplaintFormPage() -> impl IntoView {
    let store = use_store();
    let given = use_params_map().with_untracked(|params| params.get("id"));
    let back = given
        .as_ref()
        .map_or_else(|| "/service".to_owned(), |id| format!("/customers/{id}"));
    let chosen = RwSignal::new(given);
    move || match chosen.get() {
        None => view! { <Choosing chosen /> }.into_any(),
        Some(id) if store.record(&id).is_none() => view! {
            <main class="page" id="main">
                <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") />
            </main>
        }
        .into_any(),
        Some(customer) => view! { <ComplaintForm customer back=back.clone() /> }.into_any(),
    }
}

#[component]
fn Choosing(chosen: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        <main class="page" id="main">
            <PageHeader title=text("complaint.new") back="/service" />
            <div class="form">
                <p>{text("complaint.choose_customer")}</p>
                <CustomerPicker on_choose=UnsyncCallback::new(move |id| chosen.set(Some(id))) />
            </div>
        </main>
    }
}

#[component]
fn ComplaintForm(customer: String, back: String) -> impl IntoView {
    let store = use_store();
    let now_ms = store.now_ms();
    let zone = zone_of(store, &customer);
    let key = format!("complaint/new/{customer}");
    let form = Form::create(&COMPLAINT, &key, defaults(&customer, now_ms)).in_zone(zone.clone());
    let leave = StoredValue::new_local({
        let (back, navigate) = (back.clone(), use_navigate());
        move || navigate(&back, Default::default())
    });
    let save = move || {
        if !form.is_sound() {
            return;
        }
        form.save(vec![form.own_edit(None)], move || {
            form.say(text("complaint.saved"));
            leave.with_value(|leave| leave());
        });
    };
    let name = store.index(|index| index.customer(&customer).map(|row| row.name.clone()));
    let title = format!(
        "{} {}",
        text("complaint.new"),
        text_with(
            "interaction.for_customer",
            &[("name", name.unwrap_or_default())]
        )
    );
    view! {
        <FormFrame form title back on_save=save>
            <ComplaintFields form />
            <Due form started_ms=now_ms zone=zone.clone() />
        </FormFrame>
    }
}

fn defaults(customer: &str, now_ms: i64) -> Fields {
    let values = [
        (complaint::CUSTOMER, json!(customer)),
        (complaint::TYPE, json!("complaint")),
        (complaint::CATEGORY, json!("other")),
        (complaint::SEVERITY, json!("normal")),
        (complaint::DEPARTMENT, json!("workshop")),
        (complaint::STATE, json!("new")),
        (complaint::DUE_AT, json!(default_due_ms("normal", now_ms))),
    ];
    values
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

/// Time zone of the customer's home branch.
pub fn zone_of(store: Store, customer: &str) -> String {
    let home = store.record(customer).and_then(|record| record.home);
    let branch = home.and_then(|id| store.branch(&id));
    branch.map_or_else(|| store.zone(), |branch| branch.time_zone)
}

/// Everything but the due time.
#[component]
pub fn ComplaintFields(
    /// The form of a complaint.
    form: Form,
) -> impl IntoView {
    view! {
        <ChipChoice form field=complaint::TYPE words=complaint::TYPES />
        <ChipChoice form field=complaint::SEVERITY words=complaint::SEVERITIES />
        <div class="fields">
            <Input form field=complaint::SUBJECT />
            <Input form field=complaint::CATEGORY />
            <Input form field=complaint::DEPARTMENT />
            <VehicleInput form />
            <StaffInput form field=complaint::ASSIGNEE />
            <Input form field=complaint::DESCRIPTION />
        </div>
    }
}

/// Which of the customer's vehicles; nothing where there is none.
#[component]
fn VehicleInput(form: Form) -> impl IntoView {
    let store = use_store();
    let options = Memo::new(move |_| {
        store.track();
        vehicles(store, &form.word(complaint::CUSTOMER))
    });
    let any = Memo::new(move |_| options.with(|options| !options.is_empty()));
    move || {
        any.get()
            .then(|| view! { <SelectInput form field=complaint::VEHICLE options /> })
    }
}

fn vehicles(store: Store, customer: &str) -> Vec<Choice> {
    let ids = store.index(|index| index.follows(customer));
    let records = ids.iter().filter_map(|id| store.record(id));
    let vehicles = records.filter(|record| record.kind == vehicle::KIND && !record.archived);
    let label = |record: sync::record::Record| {
        let words = [vehicle::MAKE, vehicle::MODEL, vehicle::PLATE]
            .map(|field| record.text(field).to_owned());
        Choice::new(record.id.clone(), words.join(" ").trim().to_owned())
    };
    vehicles.map(label).collect()
}

/// When it is due: by its severity, until somebody sets another time.
#[component]
fn Due(form: Form, started_ms: i64, zone: String) -> impl IntoView {
    let due = form.text(complaint::DUE_AT);
    let by_default = move |severity: &str| to_input(default_due_ms(severity, started_ms), &zone);
    Effect::new(move |before: Option<String>| {
        let severity = match form.get(complaint::SEVERITY) {
            Value::String(word) => word,
            _ => String::new(),
        };
        let is_default = |before: &str| due.get_untracked() == by_default(before);
        if before.is_some_and(|before| before != severity && is_default(&before)) {
            due.set(by_default(&severity));
        }
        severity
    });
    view! {
        <div class="fields">
            <RecordField
                kind=complaint::KIND
                field=complaint::DUE_AT
                value=due
                error=form.error(complaint::DUE_AT)
            />
        </div>
    }
}
