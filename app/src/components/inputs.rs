//! Inputs of one value each. Every value is text, as the form keeps it until it is saved.

use leptos::prelude::*;

use super::field::{Choice, Frame};

/// What a line of text is about; decides the keyboard of a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TextKind {
    /// Any words.
    #[default]
    Text,
    /// A telephone number.
    Tel,
    /// An e-mail address.
    Email,
    /// The password that one has.
    Password,
    /// A password to be set.
    NewPassword,
    /// A whole number.
    Number,
    /// A number with decimals.
    Decimal,
}

impl TextKind {
    /// Type, input mode and what the browser may fill in.
    fn attributes(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Text => ("text", "text", "off"),
            Self::Tel => ("tel", "tel", "off"),
            Self::Email => ("email", "email", "off"),
            Self::Password => ("password", "text", "current-password"),
            Self::NewPassword => ("password", "text", "new-password"),
            Self::Number => ("text", "numeric", "off"),
            Self::Decimal => ("text", "decimal", "off"),
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Name of the field, also its mark for tests: `field-NAME`.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// The text.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What the text is about.
    #[prop(optional)]
    kind: TextKind,
    /// What the browser may fill in, when it is not what the kind says.
    #[prop(optional, into)]
    autocomplete: Option<String>,
    /// Mark for tests, when it is not `field-NAME`.
    #[prop(optional, into)]
    testid: Option<String>,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, required);
    let (input_type, mode, fill) = kind.attributes();
    view! {
        <div class="field">
            {frame.label_view()}
            <input
                type=input_type
                inputmode=mode
                autocomplete=autocomplete.unwrap_or_else(|| fill.to_owned())
                id=frame.id.clone()
                data-testid=testid.unwrap_or_else(|| format!("field-{name}"))
                disabled=disabled
                aria-required=frame.aria_required()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                bind:value=value
            />
            {frame.notes_view()}
        </div>
    }
}

/// Several lines of text.
#[component]
pub fn NoteField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// The text.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Lines that are visible.
    #[prop(default = 3)]
    rows: u32,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, required);
    view! {
        <div class="field wide">
            {frame.label_view()}
            <textarea
                autocomplete="off"
                rows=rows.to_string()
                id=frame.id.clone()
                data-testid=format!("field-{name}")
                aria-required=frame.aria_required()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                bind:value=value
            ></textarea>
            {frame.notes_view()}
        </div>
    }
}

/// A calendar day, `2026-11-23`.
#[component]
pub fn DateField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// The day, empty for none.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, required);
    view! { <Calendar kind="date" name frame value /> }
}

/// A day and time on the wall of the branch, `2026-11-23T09:00`.
#[component]
pub fn DateTimeField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// The day and time, empty for none.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, required);
    view! { <Calendar kind="datetime-local" name frame value /> }
}

#[component]
fn Calendar(
    kind: &'static str,
    name: String,
    frame: Frame,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="field">
            {frame.label_view()}
            <input
                type=kind
                id=frame.id.clone()
                data-testid=format!("field-{name}")
                aria-required=frame.aria_required()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                bind:value=value
            />
            {frame.notes_view()}
        </div>
    }
}

/// One of a few values.
#[component]
pub fn ChoiceField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// The chosen value, empty for none.
    value: RwSignal<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<Choice>>,
    /// Words for choosing none; without them one must be chosen.
    #[prop(optional_no_strip, into)]
    blank: Option<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Whether it must be filled in.
    #[prop(optional)]
    required: bool,
    /// Whether it cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, required);
    let all = move || {
        let none = blank.clone().map(|words| Choice::new("", words));
        let option = |choice: Choice| {
            let Choice { value: own, label } = choice;
            let selected = {
                let own = own.clone();
                move || value.with(|value| *value == own)
            };
            view! { <option value=own prop:selected=selected>{label}</option> }
        };
        none.into_iter()
            .chain(options.get())
            .map(option)
            .collect_view()
    };
    view! {
        <div class="field">
            {frame.label_view()}
            <select
                id=frame.id.clone()
                data-testid=format!("field-{name}")
                disabled=disabled
                aria-required=frame.aria_required()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                on:change=move |event| value.set(event_target_value(&event))
            >
                {all}
            </select>
            {frame.notes_view()}
        </div>
    }
}

/// Yes or no: the text `true`, or none.
#[component]
pub fn FlagField(
    /// Name of the field.
    #[prop(into)]
    name: String,
    /// What people call it.
    #[prop(into)]
    label: String,
    /// `true` or empty.
    value: RwSignal<String>,
    /// What helps to fill it in.
    #[prop(optional_no_strip, into)]
    help: Option<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let frame = Frame::new(&name, label, help, error, false);
    let change = move |event| {
        let text = if event_target_checked(&event) {
            "true"
        } else {
            ""
        };
        value.set(text.to_owned());
    };
    view! {
        <div class="field flag">
            <input
                type="checkbox"
                id=frame.id.clone()
                data-testid=format!("field-{name}")
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                prop:checked=move || value.with(|value| value == "true")
                on:change=change
            />
            {frame.label_view()}
            {frame.notes_view()}
        </div>
    }
}
