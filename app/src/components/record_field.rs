//! The input that a field of a kind of record calls for, with its name, help and choices.

use domain::kinds::SCHEMA;
use domain::schema::FieldKind;
use leptos::prelude::*;

use super::combobox::Combobox;
use super::field::{Choice, choices};
use super::inputs::{
    ChoiceField, DateField, DateTimeField, FlagField, NoteField, TextField, TextKind,
};
use crate::i18n::{field_help, field_label, text};

/// The input of one field. A map or set has entries instead and draws nothing here; name a
/// field of the entries of a map as `phones.number`.
#[component]
pub fn RecordField(
    /// Kind of the record.
    kind: &'static str,
    /// Name of the field.
    field: &'static str,
    /// Its value as text: a moment as a date-time input writes it, a flag as `true` or empty.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What a reference or a text with known values can be.
    #[prop(optional, into)]
    options: Option<Signal<Vec<Choice>>>,
    /// Name in the mark for tests, when it is not the field's.
    #[prop(optional, into)]
    name: Option<String>,
    /// What people call it, when it is not the field's name.
    #[prop(optional_no_strip, into)]
    label: Option<String>,
    /// Leaving it empty is as good, although an entry with it must have a value.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let (kind_of_value, required) = describe(kind, field)?;
    let required = required && !optional;
    let name = name.unwrap_or_else(|| field.replace('.', "-"));
    let label = label.unwrap_or_else(|| field_label(kind, field));
    let help = field_help(kind, field);
    let blank = (!required).then(|| text("common.not_chosen"));
    let view = match (kind_of_value, options) {
        (FieldKind::Text(_) | FieldKind::Ref(_), Some(options)) => {
            let placeholder = text("common.choose");
            view! { <Combobox name label value options placeholder help error required /> }
                .into_any()
        }
        (FieldKind::Text(_), None) => {
            let kind = text_kind(field);
            view! { <TextField name label value help error required kind /> }.into_any()
        }
        (FieldKind::Int(..), _) => {
            let kind = TextKind::Number;
            view! { <TextField name label value help error required kind /> }.into_any()
        }
        (
            FieldKind::Amount | FieldKind::UnitPrice | FieldKind::Quantity | FieldKind::Percent,
            _,
        ) => {
            let kind = TextKind::Decimal;
            view! { <TextField name label value help error required kind /> }.into_any()
        }
        (FieldKind::Note(_), _) => {
            view! { <NoteField name label value help error required /> }.into_any()
        }
        (FieldKind::Flag, _) => view! { <FlagField name label value help error /> }.into_any(),
        (FieldKind::Date, _) => {
            view! { <DateField name label value help error required /> }.into_any()
        }
        (FieldKind::Instant, _) => {
            view! { <DateTimeField name label value help error required /> }.into_any()
        }
        (FieldKind::Choice(values), _) => {
            let options = choices(kind, field, values);
            // A required field without a value must not show its first choice as if chosen.
            let blank = blank.or_else(|| {
                value
                    .with_untracked(String::is_empty)
                    .then(|| text("common.choose"))
            });
            view! { <ChoiceField name label value options blank help error required /> }.into_any()
        }
        (FieldKind::Ref(_) | FieldKind::Map(_) | FieldKind::Set, _) => return None,
    };
    Some(view)
}

/// What values a field takes and whether it must have one.
fn describe(kind: &str, field: &str) -> Option<(FieldKind, bool)> {
    let (name, entry_field) = match field.split_once('.') {
        Some((map, entry_field)) => (map, Some(entry_field)),
        None => (field, None),
    };
    let found = SCHEMA.kind(kind)?.field(name)?;
    let found = match (found.kind, entry_field) {
        (FieldKind::Map(entry), Some(name)) => entry.iter().find(|field| field.name == name)?,
        _ => found,
    };
    Some((found.kind, found.required))
}

fn text_kind(field: &str) -> TextKind {
    match field {
        "email" => TextKind::Email,
        "phones.number" | "contacts.phone" => TextKind::Tel,
        "postcode" => TextKind::Number,
        _ => TextKind::Text,
    }
}
