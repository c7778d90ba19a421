//! What the company has decided for everybody.

use domain::kinds::settings;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sync::record::Fields;

use super::guard::AdministratorsOnly;
use crate::i18n::text;
use crate::pages::form::{Entries, Form, FormFrame, Input};
use crate::store::use_store;

/// Name of the company, when customers count as active, sub-types of channels.
#[component]
pub fn CompanyFormPage() -> impl IntoView {
    view! { <AdministratorsOnly><CompanyForm/></AdministratorsOnly> }
}

#[component]
fn CompanyForm() -> impl IntoView {
    let store = use_store();
    let record = store.record(&store.index(|index| index.settings.id.clone()));
    let form = match record {
        Some(record) => Form::edit(&settings::SETTINGS, &record),
        None => Form::create(&settings::SETTINGS, "settings/new", Fields::new()),
    };
    let navigate = use_navigate();
    let save = move |()| {
        if form.is_sound() {
            let navigate = navigate.clone();
            form.save(vec![form.own_edit(None)], move || {
                store.toast(text("settings.saved"));
                navigate("/settings", Default::default());
            });
        }
    };
    view! {
        <FormFrame form title=text("kind.settings") back="/settings" on_save=save>
            <div class="fields">
                <Input form field=settings::COMPANY/>
                <Input form field=settings::ACTIVE_MONTHS/>
            </div>
            <Entries
                form
                map=settings::SUB_TYPES
                legend=text("settings.sub_types")
                add=text("settings.add_sub_type")
            />
        </FormFrame>
    }
}
