//! Inputs for members of a set, and for being active, which is what absence means.

use leptos::prelude::*;
use serde_json::Value;

use crate::components::{Choice, FieldGroup, FlagField};
use crate::i18n::field_label;
use crate::pages::form::Form;

/// One box to tick for every possible member of a set.
#[component]
pub fn SetInput(
    /// The form.
    form: Form,
    /// Name of the set's field.
    field: &'static str,
    /// Possible members: key and name, with the name of the box for tests.
    members: Vec<(Choice, String)>,
    /// What helps to choose.
    #[prop(optional, into)]
    help: Option<String>,
) -> impl IntoView {
    let error = form.error(field);
    let boxes = members.into_iter().map(move |(member, name)| {
        let value = flag(form, format!("{field}/{}", member.value), Value::Null);
        view! { <FlagField name=format!("{field}-{name}") label=member.label value/> }
    });
    let problem = move || {
        error
            .get()
            .map(|error| view! { <p class="error" role="alert">{error}</p> })
    };
    view! {
        <FieldGroup legend=field_label(form.kind().name, field)>
            <div class="fields">{boxes.collect_view()}</div>
            <div class="field">
                {problem}
                {help.map(|help| view! { <p class="help">{help}</p> })}
            </div>
        </FieldGroup>
    }
}

/// Whether the record is in use. A record that does not say so is.
#[component]
pub fn ActiveInput(
    /// The form.
    form: Form,
) -> impl IntoView {
    let value = flag(form, "active".to_owned(), Value::Bool(false));
    view! { <FlagField name="active" label=field_label(form.kind().name, "active") value/> }
}

/// The text of a box whose form holds `true` when ticked and `off` when not. A form without
/// either counts as what `off` is not.
fn flag(form: Form, path: String, off: Value) -> RwSignal<String> {
    let now = untrack(|| form.get(&path));
    let is_on = now == Value::Bool(true) || (now.is_null() && !off.is_null());
    let text = RwSignal::new(if is_on { "true" } else { "" }.to_owned());
    Effect::new(move |before: Option<String>| {
        let ticked = text.get();
        if before.is_some_and(|before| before != ticked) {
            let value = if ticked == "true" {
                Value::Bool(true)
            } else {
                off.clone()
            };
            form.set(&path, value);
        }
        ticked
    });
    text
}
