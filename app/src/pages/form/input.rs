//! The input that fits a field.

use leptos::prelude::*;

use super::Form;
use crate::components::RecordField;

/// The input of a field with its label, help and error.
#[component]
pub fn Input(
    /// The form.
    form: Form,
    /// Name of the field; `phones.number` for a field of the entries of a map.
    field: &'static str,
    /// Path of the value, when it is not the field's name.
    #[prop(optional, into)]
    path: Option<String>,
    /// Name for tests, when it is not the field's.
    #[prop(optional, into)]
    name: Option<String>,
    /// What people call it, when it is not the field's name.
    #[prop(optional_no_strip, into)]
    label: Option<String>,
    /// Leaving it empty is as good, although an entry with it must have a value.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let path = path.unwrap_or_else(|| field.to_owned());
    let name = name.unwrap_or_else(|| field.to_owned());
    let value = form.text(path.clone());
    view! { <RecordField kind=form.kind().name field value error=form.error(path) name label optional /> }
}
