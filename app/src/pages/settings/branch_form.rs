//! Making and changing a branch.

use domain::kinds::branch;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use sync::record::Fields;

use super::guard::AdministratorsOnly;
use super::set_input::{ActiveInput, SetInput};
use crate::components::{Choice, EmptyState};
use crate::i18n::{choice_label, text};
use crate::pages::form::{FieldProblem, Form, FormFrame, Input};
use crate::store::{Store, use_store};

const LIST: &str = "/settings/branches";

/// The form of the branch in the address, or of a new one.
#[component]
pub fn BranchFormPage() -> impl IntoView {
    view! { <AdministratorsOnly><BranchForm/></AdministratorsOnly> }
}

#[component]
fn BranchForm() -> impl IntoView {
    let store = use_store();
    let id = use_params_map().read_untracked().get("id");
    let form = match &id {
        None => Form::create(&branch::BRANCH, "branch/new", Fields::new()),
        Some(id) => match store.record(id) {
            Some(record) => Form::edit(&branch::BRANCH, &record),
            None => return view! { <EmptyState title=text("error.not_found")/> }.into_any(),
        },
    };
    let own = form.id();
    let form = form.also(move |record| code_problems(store, &own, record));
    let navigate = use_navigate();
    let save = move |()| {
        if form.is_sound() {
            let navigate = navigate.clone();
            form.save(vec![form.own_edit(None)], move || {
                store.toast(text("branch.saved"));
                navigate(LIST, Default::default());
            });
        }
    };
    let title = text(if form.is_new() {
        "branch.new"
    } else {
        "branch.edit"
    });
    view! {
        <FormFrame form title back=LIST on_save=save>
            <BranchFields form/>
        </FormFrame>
    }
    .into_any()
}

#[component]
fn BranchFields(form: Form) -> impl IntoView {
    let days = branch::WEEKDAYS.iter().map(|day| {
        let choice = Choice::new(*day, choice_label(branch::KIND, branch::WORKDAYS, day));
        (choice, (*day).to_owned())
    });
    let days: Vec<_> = days.collect();
    view! {
        <div class="fields">
            <Input form field=branch::NAME/>
            <Input form field=branch::CODE/>
            <Input form field=branch::TIME_ZONE/>
            <Input form field=branch::OPENS/>
            <Input form field=branch::CLOSES/>
        </div>
        <SetInput form field=branch::WORKDAYS members=days/>
        <ActiveInput form/>
    }
}

/// Numbers of customers carry the code, so no two branches may have the same.
fn code_problems(store: Store, own: &str, record: &Fields) -> Vec<FieldProblem> {
    let code = record
        .get(branch::CODE)
        .and_then(|code| code.as_str())
        .unwrap_or_default();
    let is_taken = store
        .branches()
        .iter()
        .any(|other| other.id != own && other.code == code);
    let problem =
        (is_taken && !code.is_empty()).then(|| FieldProblem::new(branch::CODE, "code_taken"));
    problem.into_iter().collect()
}
