//! The fields of a customer, in sections.

use domain::access::may_write;
use domain::kinds::customer;
use leptos::prelude::*;
use serde_json::Value;

use crate::components::{Choice, Combobox, FieldGroup};
use crate::i18n::{field_label, text};
use crate::pages::form::{BranchInput, ChipChoice, Entries, Form, Input, RegionInputs, StaffInput};
use crate::store::use_store;

/// All sections.
#[component]
pub fn Sections(
    /// The form of a customer.
    form: Form,
) -> impl IntoView {
    view! {
        <Identity form />
        <Reach form />
        <Market form />
        <Person form />
        <Credit form />
        <Rest form />
    }
}

#[component]
fn Identity(form: Form) -> impl IntoView {
    view! {
        <ChipChoice form field=customer::FORM words=customer::FORMS />
        <FieldGroup legend=text("customer.section.identity")>
            <div class="fields">
                <Input form field=customer::NAME />
                {form.is_new().then(|| view! { <BranchInput form /> })}
                <Input form field=customer::NAME_MISSING />
            </div>
        </FieldGroup>
    }
}

#[component]
fn Reach(form: Form) -> impl IntoView {
    let is_organisation = Memo::new(move |_| {
        form.word(customer::FORM) == "organisation" || !form.keys(customer::CONTACTS).is_empty()
    });
    view! {
        <Entries
            form
            map=customer::PHONES
            legend=text("customer.section.phones")
            add=text("customer.add_phone")
            open=true
        />
        <div class="fields">
            <Input form field=customer::EMAIL />
        </div>
        <Show when=move || is_organisation.get()>
            <Entries
                form
                map=customer::CONTACTS
                legend=text("customer.section.contacts")
                add=text("customer.add_contact")
            />
        </Show>
        <FieldGroup legend=text("customer.section.address")>
            <div class="fields">
                <Input form field=customer::STREET />
                <RegionInputs form />
                <Input form field=customer::POSTCODE />
            </div>
        </FieldGroup>
    }
}

/// Terms and limits, for those who may decide about them.
#[component]
fn Credit(form: Form) -> impl IntoView {
    let actor = form.store().actor();
    may_write(customer::CREDIT_LIMIT, form.kind(), &actor, form.is_new())
        .is_ok()
        .then(|| {
            view! {
                <FieldGroup legend=text("customer.section.credit")>
                    <div class="fields">
                        <Input form field=customer::TERMS_DAYS />
                        <Input form field=customer::CREDIT_LIMIT />
                        <Input form field=customer::CREDIT_DOCUMENTS />
                    </div>
                </FieldGroup>
            }
        })
}

#[component]
fn Market(form: Form) -> impl IntoView {
    view! {
        <FieldGroup legend=text("customer.section.market")>
            <div class="fields">
                <Input form field=customer::CHANNEL />
                <SubType form />
                <Input form field=customer::SOURCE />
                <Input form field=customer::SIZE />
                <StaffInput form field=customer::OWNER />
                <Input form field=customer::EXTERNAL_CODE />
            </div>
        </FieldGroup>
    }
}

/// A sub-type of the chosen channel, from the company's list. One of another channel is
/// forgotten with it.
#[component]
fn SubType(form: Form) -> impl IntoView {
    let store = use_store();
    let value = form.text(customer::SUB_TYPE);
    let channel = Memo::new(move |_| form.word(customer::CHANNEL));
    Effect::new(move |before: Option<String>| {
        let now = channel.get();
        if before.is_some_and(|before| before != now) {
            value.set(String::new());
        }
        now
    });
    let options = Signal::derive(move || {
        store.track();
        let mut names = sub_types(
            store.index(|index| store.record(&index.settings.id)),
            &channel.get(),
        );
        let chosen = value.get();
        if !chosen.is_empty() && !names.contains(&chosen) {
            names.push(chosen);
        }
        names
            .into_iter()
            .map(|name| Choice::new(name.clone(), name))
            .collect::<Vec<_>>()
    });
    view! {
        <Combobox
            name=customer::SUB_TYPE
            label=field_label(customer::KIND, customer::SUB_TYPE)
            value
            options
            error=form.error(customer::SUB_TYPE)
        />
    }
}

fn sub_types(settings: Option<sync::record::Record>, channel: &str) -> Vec<String> {
    use domain::kinds::settings::{SUB_TYPE_CHANNEL, SUB_TYPE_NAME, SUB_TYPES};
    let Some(settings) = settings else {
        return Vec::new();
    };
    let entries = settings
        .get(SUB_TYPES)
        .as_object()
        .into_iter()
        .flat_map(|map| map.values());
    let word = |entry: &Value, name| entry.get(name).and_then(Value::as_str).map(str::to_owned);
    let of_channel =
        entries.filter(|entry| word(entry, SUB_TYPE_CHANNEL).as_deref() == Some(channel));
    let mut names: Vec<String> = of_channel
        .filter_map(|entry| word(entry, SUB_TYPE_NAME))
        .collect();
    names.sort();
    names
}

#[component]
fn Person(form: Form) -> impl IntoView {
    view! {
        <FieldGroup legend=text("customer.section.profile")>
            <div class="fields">
                <Input form field=customer::BIRTHDAY />
                <Input form field=customer::HOBBIES />
            </div>
        </FieldGroup>
        <Entries
            form
            map=customer::FAMILY
            legend=text("customer.section.family")
            add=text("customer.add_family")
        />
        <Entries
            form
            map=customer::PRODUCTS_USED
            legend=text("customer.section.products")
            add=text("customer.add_product")
        />
    }
}

#[component]
fn Rest(form: Form) -> impl IntoView {
    view! {
        <FieldGroup legend=text("customer.section.trouble")>
            <div class="fields">
                <Input form field=customer::TROUBLED />
                <Input form field=customer::TROUBLE_REASON />
            </div>
        </FieldGroup>
        <Input form field=customer::NOTE />
    }
}
