//! Vehicles that are entered together with a new customer.

use domain::kinds::vehicle::{self, VEHICLE};
use domain::plate;
use leptos::prelude::*;
use serde_json::Value;
use sync::record::Fields;

use crate::components::{FieldGroup, RecordField};
use crate::i18n::{kind_label, text, text_with};
use crate::pages::form::{FieldProblem, Form};

/// Member of the form's values that holds the vehicles.
const VEHICLES: &str = "@vehicles";

/// Rows for vehicles with a button that adds one.
#[component]
pub fn VehicleRows(
    /// The form of a new customer.
    form: Form,
) -> impl IntoView {
    let keys = Memo::new(move |_| form.keys(VEHICLES));
    view! {
        <FieldGroup legend=text("customer.vehicles")>
            <For each=move || keys.get() key=String::clone let:key>
                <VehicleRow form key />
            </For>
            <button
                type="button"
                class="link"
                on:click=move |_| drop(form.add_entry(VEHICLES))
            >
                {text("customer.add_vehicle")}
            </button>
        </FieldGroup>
    }
}

#[component]
fn VehicleRow(form: Form, key: String) -> impl IntoView {
    let inputs = [vehicle::PLATE, vehicle::MAKE, vehicle::MODEL].map(|field| {
        let path = format!("{VEHICLES}/{key}/{field}");
        let (value, error) = (form.text(path.clone()), form.error(path));
        view! { <RecordField kind=vehicle::KIND field value error name=format!("{field}-{key}") /> }
    });
    let words = text_with(
        "customer.remove_entry",
        &[("name", kind_label(vehicle::KIND))],
    );
    view! {
        <div class="entry-row">
            {inputs.into_iter().collect_view()}
            <button
                type="button"
                class="link"
                on:click=move |_| form.remove_entry(VEHICLES, &key)
            >
                {words}
            </button>
        </div>
    }
}

/// Keys and fields of the vehicles that were entered.
pub fn vehicles(form: Form) -> Vec<(String, Fields)> {
    let keys = form.keys(VEHICLES).into_iter();
    keys.filter_map(|key| {
        let typed = form.get(&format!("{VEHICLES}/{key}"));
        let fields: Fields = typed.as_object()?.iter().filter_map(cleaned).collect();
        (!fields.is_empty()).then_some((key, fields))
    })
    .collect()
}

fn cleaned((name, value): (&String, &Value)) -> Option<(String, Value)> {
    let typed = value.as_str()?.trim();
    let text = if name == vehicle::PLATE {
        plate::normalise(typed)
    } else {
        typed.to_owned()
    };
    (!text.is_empty()).then(|| (name.clone(), Value::String(text)))
}

/// What keeps the vehicles from being saved.
pub fn problems(form: Form) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    for (key, mut fields) in vehicles(form) {
        fields.insert(vehicle::CUSTOMER.to_owned(), Value::String(form.id()));
        for problem in domain::validate::check_record(&VEHICLE, &fields) {
            let path = format!("{VEHICLES}/{key}/{}", problem.path);
            problems.push(FieldProblem::new(path, problem.code.as_str()));
        }
    }
    problems
}
