//! What all inputs share: a label, a help, an error, tied together for screen readers.

use leptos::prelude::*;

use super::unique_id;
use crate::i18n::choice_label;

/// One value that can be chosen, and what people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The stable value.
    pub value: String,
    /// Its words.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// The values of a field of a kind as choices, in the language of the app.
pub fn choices(kind: &str, field: &str, values: &[&str]) -> Vec<Choice> {
    values
        .iter()
        .map(|value| Choice::new(*value, choice_label(kind, field, value)))
        .collect()
}

/// Fields that belong together, under one name.
#[component]
pub fn FieldGroup(
    /// Their name.
    #[prop(into)]
    legend: Signal<String>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="group wide">
            <legend>{legend}</legend>
            {children()}
        </fieldset>
    }
}

/// What is said around an input.
#[derive(Clone)]
pub(super) struct Frame {
    pub id: String,
    pub label: String,
    pub help: Option<String>,
    pub error: Signal<Option<String>>,
    pub required: bool,
}

impl Frame {
    pub(super) fn new(
        name: &str,
        label: String,
        help: Option<String>,
        error: Signal<Option<String>>,
        required: bool,
    ) -> Self {
        Self {
            id: unique_id(name),
            label,
            help,
            error,
            required,
        }
    }

    /// Ids of what describes the input: the error first.
    pub(super) fn described_by(&self) -> Signal<Option<String>> {
        let (id, has_help, error) = (self.id.clone(), self.help.is_some(), self.error);
        Signal::derive(move || match (error.with(Option::is_some), has_help) {
            (true, true) => Some(format!("{id}-error {id}-help")),
            (true, false) => Some(format!("{id}-error")),
            (false, true) => Some(format!("{id}-help")),
            (false, false) => None,
        })
    }

    /// `true` while there is an error.
    pub(super) fn invalid(&self) -> Signal<Option<&'static str>> {
        let error = self.error;
        Signal::derive(move || error.with(Option::is_some).then_some("true"))
    }

    pub(super) fn aria_required(&self) -> Option<&'static str> {
        self.required.then_some("true")
    }

    pub(super) fn label_view(&self) -> impl IntoView + use<> {
        let mark = self
            .required
            .then(|| view! { <span aria-hidden="true">" *"</span> });
        view! { <label for=self.id.clone()>{self.label.clone()} {mark}</label> }
    }

    pub(super) fn notes_view(&self) -> impl IntoView + use<> {
        let (id, error) = (self.id.clone(), self.error);
        let error_view = move || {
            let id = format!("{id}-error");
            error
                .get()
                .map(|error| view! { <span class="error" id=id role="alert">{error}</span> })
        };
        let help_id = format!("{}-help", self.id);
        let help = self.help.clone();
        view! {
            {error_view}
            {help.map(|help| view! { <span class="help" id=help_id>{help}</span> })}
        }
    }
}
