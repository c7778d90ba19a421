//! What the company has decided for everybody.

use domain::kinds::{settings, staff};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sync::record::Fields;

use super::guard::AdministratorsOnly;
use crate::components::FieldGroup;
use crate::i18n::{choice_label, text};
use crate::pages::form::{Entries, Form, FormFrame, Input};
use crate::store::use_store;

/// Name of the company, when customers count as active, rules of trade and devices, sub-types of
/// channels.
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
            <FieldGroup legend=text("settings.trade")>
                <div class="fields">
                    <Input form field=settings::CURRENCY/>
                    <Input form field=settings::TERMS_DAYS/>
                    <Input form field=settings::NEAR_LIMIT/>
                    <Input form field=settings::OFFLINE_MARGIN/>
                </div>
            </FieldGroup>
            <FieldGroup legend=text("settings.devices")>
                <div class="fields">
                    <Input form field=settings::UNLOCK/>
                    <Input form field=settings::LOCK_MINUTES/>
                </div>
                <p class="sub">{text("settings.devices_hint")}</p>
            </FieldGroup>
            <FieldGroup legend=text("settings.max_discounts")>
                <div class="fields">
                    {staff::ROLES.iter().map(|role| view! { <MaxDiscount form role/> }).collect_view()}
                </div>
            </FieldGroup>
            <Entries
                form
                map=settings::SUB_TYPES
                legend=text("settings.sub_types")
                add=text("settings.add_sub_type")
            />
        </FormFrame>
    }
}

/// The greatest discount that a role may give; without one it may give any.
#[component]
fn MaxDiscount(form: Form, role: &'static str) -> impl IntoView {
    let path = format!(
        "{}/{role}/{}",
        settings::MAX_DISCOUNTS,
        settings::MAX_DISCOUNT_PERCENT
    );
    let label = choice_label(staff::KIND, staff::ROLE, role);
    let name = format!("max-discount-{role}");
    view! { <Input form field="max_discounts.percent" path name label optional=true/> }
}
