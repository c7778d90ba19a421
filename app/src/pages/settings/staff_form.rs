//! Making and changing a staff member.

use domain::kinds::staff;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use sync::record::Fields;

use super::guard::AdministratorsOnly;
use super::set_input::{ActiveInput, SetInput};
use crate::components::{Choice, EmptyState};
use crate::i18n::{field_help, text};
use crate::pages::form::{FieldProblem, Form, FormFrame, Input};
use crate::store::{Store, use_store};

const LIST: &str = "/settings/staff";

/// The form of the staff member in the address, or of a new one.
#[component]
pub fn StaffFormPage() -> impl IntoView {
    view! { <AdministratorsOnly><StaffForm/></AdministratorsOnly> }
}

#[component]
fn StaffForm() -> impl IntoView {
    let store = use_store();
    let id = use_params_map().read_untracked().get("id");
    let form = match &id {
        None => Form::create(&staff::STAFF, "staff/new", Fields::new()),
        Some(id) => match store.record(id) {
            Some(record) => Form::edit(&staff::STAFF, &record),
            None => return view! { <EmptyState title=text("error.not_found")/> }.into_any(),
        },
    };
    let own = form.id();
    let form = form.also(move |record| email_problems(store, &own, record));
    let navigate = use_navigate();
    let save = move |()| {
        if form.is_sound() {
            let navigate = navigate.clone();
            form.save(vec![form.own_edit(None)], move || {
                store.toast(text("staff.saved"));
                navigate(LIST, Default::default());
            });
        }
    };
    let title = text(if form.is_new() {
        "staff.new"
    } else {
        "staff.edit"
    });
    view! {
        <FormFrame form title back=LIST on_save=save>
            <StaffFields form/>
        </FormFrame>
    }
    .into_any()
}

#[component]
fn StaffFields(form: Form) -> impl IntoView {
    let store = use_store();
    let chosen = untrack(|| form.get(staff::BRANCHES));
    let members = store
        .branches()
        .into_iter()
        .filter(|branch| branch.active || chosen.get(&branch.id).is_some());
    let members: Vec<_> = members
        .map(|branch| (Choice::new(branch.id, branch.name), branch.code))
        .collect();
    view! {
        <div class="fields">
            <Input form field=staff::NAME/>
            <Input form field=staff::EMAIL/>
            <Input form field=staff::ROLE/>
        </div>
        <SetInput
            form
            field=staff::BRANCHES
            members
            help=field_help(staff::KIND, staff::BRANCHES).unwrap_or_default()
        />
        <ActiveInput form/>
    }
}

/// Nobody signs in with somebody else's address.
fn email_problems(store: Store, own: &str, record: &Fields) -> Vec<FieldProblem> {
    let email = record
        .get(staff::EMAIL)
        .and_then(|email| email.as_str())
        .unwrap_or_default();
    let is_taken = store
        .staff()
        .iter()
        .any(|other| other.id != own && other.email.eq_ignore_ascii_case(email));
    let problem =
        (is_taken && !email.is_empty()).then(|| FieldProblem::new(staff::EMAIL, "email_taken"));
    problem.into_iter().collect()
}
