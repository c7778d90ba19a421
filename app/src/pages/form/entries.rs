//! Rows for the entries of a keyed map, e.g. the phones of a customer.

use domain::schema::{Field, FieldKind};
use leptos::prelude::*;

use super::{Form, Input, StaffInput, focus_on};
use crate::components::FieldGroup;
use crate::i18n::{field_label, text_with};

/// Fields of the entries of keyed maps, as inputs name them.
const ENTRY_FIELDS: &[&str] = &[
    "phones.number",
    "phones.label",
    "contacts.name",
    "contacts.position",
    "contacts.phone",
    "contacts.knows",
    "family.name",
    "family.relation",
    "family.birthday",
    "products_used.product",
    "products_used.purpose",
    "sub_types.channel",
    "sub_types.name",
];

/// The entries of a keyed map with a button that adds one.
#[component]
pub fn Entries(
    /// The form.
    form: Form,
    /// Name of the map's field.
    map: &'static str,
    /// Words over the rows.
    #[prop(into)]
    legend: String,
    /// Words of the button that adds an entry.
    #[prop(into)]
    add: String,
    /// A new record begins with one empty row.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    if open && untrack(|| form.keys(map)).is_empty() {
        form.add_entry(map);
    }
    let keys = Memo::new(move |_| form.keys(map));
    let on_add = move |_| {
        form.add_entry(map);
        focus_on(".entry-row.last input");
    };
    view! {
        <FieldGroup legend>
            <For each=move || keys.get() key=String::clone let:key>
                <EntryRow form map keys key />
            </For>
            <button type="button" class="link" on:click=on_add>
                {add}
            </button>
        </FieldGroup>
    }
}

#[component]
fn EntryRow(form: Form, map: &'static str, keys: Memo<Vec<String>>, key: String) -> impl IntoView {
    let is_first = untrack(|| keys.with(|keys| keys.first() == Some(&key)));
    let members = entry_fields(form, map);
    let inputs = members
        .iter()
        .map(|member| entry_input(form, map, member, &key, is_first))
        .collect_view();
    let last = key.clone();
    let is_last = move || keys.with(|keys| keys.last() == Some(&last));
    let remove = move |_| form.remove_entry(map, &key);
    view! {
        <div class="entry-row" class:last=is_last>
            {inputs}
            <button type="button" class="link" on:click=remove>
                {text_with("customer.remove_entry", &[("name", field_label(form.kind().name, map))])}
            </button>
        </div>
    }
}

fn entry_fields(form: Form, map: &str) -> &'static [Field] {
    match form.kind().field(map).map(|field| field.kind) {
        Some(FieldKind::Map(entry)) => entry,
        _ => &[],
    }
}

fn entry_input(
    form: Form,
    map: &'static str,
    member: &'static Field,
    key: &str,
    is_first: bool,
) -> AnyView {
    let Some(field) = field_of(map, member.name) else {
        return ().into_any();
    };
    let path = format!("{map}/{key}/{}", member.name);
    let name = input_name(field, (!is_first).then_some(key));
    match member.kind {
        FieldKind::Ref(_) => view! { <StaffInput form field path name /> }.into_any(),
        _ => view! { <Input form field path name /> }.into_any(),
    }
}

/// Inputs name fields of entries by one static word.
fn field_of(map: &str, member: &str) -> Option<&'static str> {
    let is_it = |field: &&&str| field.split_once('.') == Some((map, member));
    ENTRY_FIELDS.iter().find(is_it).copied()
}

/// The first phone is `phone`, because that is what people look for first.
fn input_name(field: &str, key: Option<&str>) -> String {
    let name = match field {
        "phones.number" => "phone".to_owned(),
        _ => field.replace('.', "-"),
    };
    match key {
        Some(key) => format!("{name}-{key}"),
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use domain::kinds::customer::CUSTOMER;
    use domain::kinds::settings::{MAX_DISCOUNTS, SETTINGS};
    use domain::schema::FieldKind;

    use super::field_of;

    #[test]
    fn every_field_of_an_entry_has_an_input() {
        let all = CUSTOMER.fields.iter().chain(SETTINGS.fields);
        // Each role has its one input there, whether there is an entry or not.
        for field in all.filter(|field| field.name != MAX_DISCOUNTS) {
            if let FieldKind::Map(entry) = field.kind {
                for member in entry {
                    assert!(
                        field_of(field.name, member.name).is_some(),
                        "{}",
                        member.name
                    );
                }
            }
        }
    }
}
