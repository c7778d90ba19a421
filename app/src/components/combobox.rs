//! A choice among many, found by typing part of its name.

use domain::name::fold;
use leptos::prelude::*;
use leptos::{ev, html};

use super::field::{Choice, Frame};
use crate::i18n::text;

/// As many as anybody reads; typing more narrows them down.
const MOST_SHOWN: usize = 50;

#[derive(Clone, Copy)]
struct State {
    value: RwSignal<String>,
    typed: RwSignal<String>,
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    input: NodeRef<html::Input>,
    found: Memo<Vec<Choice>>,
    options: Signal<Vec<Choice>>,
}

/// An input that offers what matches. What matches nothing is not kept.
#[component]
pub fn Combobox(
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
    /// Words while nothing is typed.
    #[prop(optional, into)]
    placeholder: String,
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
    let state = State::new(value, options);
    let list_id = format!("{}-list", frame.id);
    let controls = list_id.clone();
    let list_label = frame.label.clone();
    let active_id = {
        let list_id = list_id.clone();
        move || {
            state
                .open
                .get()
                .then(|| format!("{list_id}-{}", state.active.get()))
        }
    };
    view! {
        <div class="field">
            {frame.label_view()}
            <input
                type="text"
                role="combobox"
                autocomplete="off"
                node_ref=state.input
                id=frame.id.clone()
                data-testid=format!("field-{name}")
                placeholder=placeholder
                disabled=disabled
                aria-autocomplete="list"
                aria-expanded=move || state.open.get().to_string()
                aria-controls=controls
                aria-activedescendant=active_id
                aria-required=frame.aria_required()
                aria-invalid=frame.invalid()
                aria-describedby=frame.described_by()
                prop:value=state.typed
                on:input=move |event| state.type_text(event_target_value(&event))
                on:click=move |_| state.unfold()
                on:keydown=move |event| state.key(&event)
                on:blur=move |_| state.settle()
            />
            <Show when=move || state.open.get()>
                <Options state id=list_id.clone() label=list_label.clone() />
            </Show>
            {frame.notes_view()}
        </div>
    }
}

#[component]
fn Options(state: State, id: String, label: String) -> impl IntoView {
    let list_id = id.clone();
    let rows = move || {
        let found = state.found.get();
        if found.is_empty() {
            let nothing = text("common.no_matches");
            let row = view! { <li class="none" role="option" aria-disabled="true">{nothing}</li> };
            return row.into_any();
        }
        let row = |(index, choice): (usize, Choice)| {
            let chosen = choice.clone();
            // Pressing must not take the focus from the input, whose loss would fold the list.
            view! {
                <li
                    role="option"
                    id=format!("{list_id}-{index}")
                    class:active=move || state.active.get() == index
                    aria-selected=move || (state.active.get() == index).to_string()
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| state.choose(&chosen)
                >
                    {choice.label}
                </li>
            }
        };
        found
            .into_iter()
            .enumerate()
            .map(row)
            .collect_view()
            .into_any()
    };
    view! { <ul class="options" role="listbox" id=id aria-label=label>{rows}</ul> }
}

impl State {
    fn new(value: RwSignal<String>, options: Signal<Vec<Choice>>) -> Self {
        let typed = RwSignal::new(String::new());
        let open = RwSignal::new(false);
        let found = Memo::new(move |_| {
            let chosen = options.with(|options| label_of(options, &value.get()));
            let typed = typed.get();
            // The name of what is chosen already is no search: all others are offered.
            let wanted = if typed == chosen { "" } else { typed.as_str() };
            options.with(|options| matching(options, wanted))
        });
        Effect::new(move |_| {
            let label = options.with(|options| label_of(options, &value.get()));
            if !open.get_untracked() {
                typed.set(label);
            }
        });
        Self {
            value,
            typed,
            open,
            active: RwSignal::new(0),
            input: NodeRef::new(),
            found,
            options,
        }
    }

    /// Shows everything, with the text selected so that typing starts a new search.
    fn unfold(self) {
        if !self.open.get_untracked() {
            self.active.set(0);
            self.open.set(true);
            if let Some(input) = self.input.get_untracked() {
                input.select();
            }
        }
    }

    fn type_text(self, text: String) {
        if text.is_empty() {
            self.value.set(String::new());
        }
        self.typed.set(text);
        self.active.set(0);
        self.open.set(true);
    }

    fn choose(self, choice: &Choice) {
        self.open.set(false);
        self.typed.set(choice.label.clone());
        self.value.set(choice.value.clone());
    }

    /// Folds the list and shows what is chosen, whatever was typed.
    fn settle(self) {
        self.open.set(false);
        let value = self.value.get_untracked();
        self.typed.set(
            self.options
                .with_untracked(|options| label_of(options, &value)),
        );
    }

    fn key(self, event: &ev::KeyboardEvent) {
        let open = self.open.get_untracked();
        let last = self.found.with_untracked(Vec::len).saturating_sub(1);
        let active = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !open => self.unfold(),
            "ArrowDown" => self.active.set((active + 1).min(last)),
            "ArrowUp" => self.active.set(active.saturating_sub(1)),
            "Enter" if open => {
                if let Some(choice) = self
                    .found
                    .with_untracked(|found| found.get(active).cloned())
                {
                    self.choose(&choice);
                }
            }
            "Escape" if open => self.settle(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }
}

fn label_of(options: &[Choice], value: &str) -> String {
    let chosen = options.iter().find(|choice| choice.value == value);
    chosen
        .map(|choice| choice.label.clone())
        .unwrap_or_default()
}

/// Choices that hold what is typed, those that begin with it first.
fn matching(options: &[Choice], typed: &str) -> Vec<Choice> {
    let wanted = fold(typed);
    let (first, rest): (Vec<_>, Vec<_>) = options
        .iter()
        .map(|choice| (fold(&choice.label), choice))
        .filter(|(folded, _)| folded.contains(&wanted))
        .partition(|(folded, _)| folded.starts_with(&wanted));
    let found = first.into_iter().chain(rest);
    found
        .take(MOST_SHOWN)
        .map(|(_, choice)| choice.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn names_that_begin_with_what_is_typed_come_first() {
        let options =
            ["Kota Makassar", "Makassar Barat", "Surabaya"].map(|name| Choice::new(name, name));
        let found = matching(&options, "maka");
        let labels: Vec<_> = found.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["Makassar Barat", "Kota Makassar"]);
        assert_eq!(matching(&options, "").len(), 3);
    }
}
