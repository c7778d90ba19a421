//! A choice among few words, all of them in sight.

use leptos::prelude::*;

use super::Form;
use crate::components::{Chip, FieldGroup};
use crate::i18n::{choice_label, field_label};

/// The words of a field as chips; pressing one chooses it.
#[component]
pub fn ChipChoice(
    /// The form.
    form: Form,
    /// Name of the field.
    field: &'static str,
    /// Its words.
    words: &'static [&'static str],
) -> impl IntoView {
    let value = form.text(field);
    let error = form.error(field);
    let chips = words.iter().map(move |word| {
        view! {
            <Chip
                label=choice_label(form.kind().name, field, word)
                pressed=Signal::derive(move || value.get() == *word)
                on_press=move || value.set((*word).to_owned())
            />
        }
    });
    view! {
        <FieldGroup legend=field_label(form.kind().name, field)>
            <div class="views" data-testid=format!("field-{field}")>
                {chips.collect_view()}
            </div>
            <div class="field">
                {move || error.get().map(|error| view! { <p class="error">{error}</p> })}
            </div>
        </FieldGroup>
    }
}
