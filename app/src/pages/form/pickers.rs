//! Inputs whose choices come from the company's records or the regions of Indonesia.

use domain::kinds::customer;
use domain::regions;
use leptos::prelude::*;

use super::Form;
use crate::components::{Choice, ChoiceField, Combobox, RecordField};
use crate::i18n::{field_help, field_label, text};
use crate::store::use_store;

/// Province and regency of a customer. Another province forgets the regency.
#[component]
pub fn RegionInputs(
    /// The form of a customer.
    form: Form,
) -> impl IntoView {
    let province = form.text(customer::PROVINCE);
    let regency = form.text(customer::REGENCY);
    Effect::new(move |before: Option<String>| {
        let now = province.get();
        if before.is_some_and(|before| before != now) {
            regency.set(String::new());
        }
        now
    });
    let provinces: Vec<Choice> = regions::provinces().map(choice_of).collect();
    let regencies = Signal::derive(move || {
        let of_province = regions::regencies(&province.get());
        of_province
            .iter()
            .copied()
            .map(choice_of)
            .collect::<Vec<_>>()
    });
    let label = |field| field_label(customer::KIND, field);
    view! {
        <Combobox
            name=customer::PROVINCE
            label=label(customer::PROVINCE)
            value=province
            options=provinces
            error=form.error(customer::PROVINCE)
        />
        <Combobox
            name=customer::REGENCY
            label=label(customer::REGENCY)
            value=regency
            options=regencies
            error=form.error(customer::REGENCY)
        />
    }
}

fn choice_of(region: regions::Region) -> Choice {
    Choice::new(region.code, region.name)
}

/// A staff member who is still with us.
#[component]
pub fn StaffInput(
    /// The form.
    form: Form,
    /// Name of the field; `contacts.knows` for a field of the entries of a map.
    field: &'static str,
    /// Path of the value, when it is not the field's name.
    #[prop(optional, into)]
    path: Option<String>,
    /// Name for tests, when it is not the field's.
    #[prop(optional, into)]
    name: Option<String>,
) -> impl IntoView {
    let store = use_store();
    let path = path.unwrap_or_else(|| field.to_owned());
    let value = form.text(path.clone());
    let options = Signal::derive(move || {
        store.track();
        let chosen = value.get();
        let staff = store.staff().into_iter();
        let working = staff.filter(|person| person.active || person.id == chosen);
        working
            .map(|person| Choice::new(person.id, person.name))
            .collect::<Vec<_>>()
    });
    let name = name.unwrap_or_else(|| field.to_owned());
    view! {
        <RecordField kind=form.kind().name field value error=form.error(path) options name />
    }
}

/// The branch in which a new record is at home; shown only when there is a choice.
#[component]
pub fn BranchInput(
    /// The form.
    form: Form,
) -> impl IntoView {
    let branches = own_branches();
    let options: Vec<Choice> = branches
        .iter()
        .map(|(id, name)| Choice::new(id.clone(), name.clone()))
        .collect();
    (options.len() > 1).then(|| {
        view! {
            <ChoiceField
                name="home"
                label=text("field.customer.home")
                value=form.text(super::HOME)
                options
                required=true
            />
        }
    })
}

/// Ids and names of the open branches in which the person may make records.
pub fn own_branches() -> Vec<(String, String)> {
    let store = use_store();
    let actor = store.actor();
    let open = store.branches().into_iter().filter(|branch| branch.active);
    open.filter(|branch| actor.covers(&branch.id))
        .map(|branch| (branch.id, branch.name))
        .collect()
}

/// A choice among records, handed in by the page.
#[component]
pub fn SelectInput(
    /// The form.
    form: Form,
    /// Name of the field.
    field: &'static str,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
) -> impl IntoView {
    view! {
        <Combobox
            name=field
            label=field_label(form.kind().name, field)
            help=field_help(form.kind().name, field)
            value=form.text(field)
            options
            error=form.error(field)
        />
    }
}
