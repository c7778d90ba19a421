//! A button that unfolds a list of things to do.

use leptos::prelude::*;
use leptos::{ev, html};

use super::icon::{Glyph, Icon};
use super::unique_id;

/// One entry of a [`Menu`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuOption {
    /// What is handed to the caller.
    pub value: String,
    /// Its words.
    pub label: String,
    /// A second line, e.g. why it is not possible.
    pub hint: Option<String>,
    /// Shown but not to be chosen.
    pub disabled: bool,
}

impl MenuOption {
    /// An entry that can be chosen.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: None,
            disabled: false,
        }
    }

    /// The same with a second line.
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same, to be chosen or not.
    pub fn disabled(self, disabled: bool) -> Self {
        Self { disabled, ..self }
    }
}

#[derive(Clone, Copy)]
struct State {
    open: RwSignal<bool>,
    active: RwSignal<usize>,
    options: Signal<Vec<MenuOption>>,
    on_choose: UnsyncCallback<String>,
    button: NodeRef<html::Button>,
}

/// A button with a menu. Arrow keys, Home, End, Enter and Escape work as in any menu.
#[component]
pub fn Menu(
    /// Words of the button.
    #[prop(into)]
    label: Signal<String>,
    /// Drawing before the words.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// Class of the button.
    #[prop(default = "btn")]
    class: &'static str,
    /// Mark of the button for tests.
    #[prop(optional, into)]
    testid: Option<String>,
    /// What can be chosen.
    #[prop(into)]
    options: Signal<Vec<MenuOption>>,
    /// Called with the value that was chosen.
    #[prop(into)]
    on_choose: UnsyncCallback<String>,
) -> impl IntoView {
    let state = State {
        open: RwSignal::new(false),
        active: RwSignal::new(0),
        options,
        on_choose,
        button: NodeRef::new(),
    };
    let id = unique_id("menu");
    let controls = id.clone();
    view! {
        <div class="menu">
            <button
                type="button"
                class=class
                node_ref=state.button
                data-testid=testid
                aria-haspopup="menu"
                aria-expanded=move || state.open.get().to_string()
                aria-controls=controls
                // The list keeps the focus, or its loss would close the menu before the click.
                on:mousedown=move |event| event.prevent_default()
                on:click=move |_| state.toggle()
                on:keydown=move |event| state.key_on_button(&event)
            >
                {glyph.map(|glyph| view! { <Icon glyph /> })}
                {label}
                <Icon glyph=Glyph::Down />
            </button>
            <Show when=move || state.open.get()>
                <MenuList state id=id.clone() label />
            </Show>
        </div>
    }
}

#[component]
fn MenuList(state: State, id: String, label: Signal<String>) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            // An element that cannot take the focus keeps it where it was.
            let _ = list.focus();
        }
    });
    let option_id = {
        let id = id.clone();
        move |index: usize| format!("{id}-{index}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || option_id(state.active.get())
    };
    let items = move || {
        let row = |(index, option)| view! { <MenuRow state id=option_id(index) index option /> };
        state
            .options
            .get()
            .into_iter()
            .enumerate()
            .map(row)
            .collect_view()
    };
    view! {
        <ul
            role="menu"
            tabindex="-1"
            id=id
            node_ref=list
            aria-label=label
            aria-activedescendant=active_id
            on:keydown=move |event| state.key_in_list(&event)
            on:focusout=move |_| state.open.set(false)
        >
            {items}
        </ul>
    }
}

#[component]
fn MenuRow(state: State, id: String, index: usize, option: MenuOption) -> impl IntoView {
    view! {
        <li
            role="menuitem"
            id=id
            data-value=option.value
            aria-disabled=option.disabled.then_some("true")
            class:active=move || state.active.get() == index
            on:mouseenter=move |_| state.active.set(index)
            on:click=move |_| state.choose(index)
        >
            {option.label}
            {option.hint.map(|hint| view! { <small>{hint}</small> })}
        </li>
    }
}

impl State {
    fn toggle(self) {
        self.active.set(0);
        self.open.update(|open| *open = !*open);
    }

    fn close(self) {
        self.open.set(false);
        if let Some(button) = self.button.get_untracked() {
            // An element that cannot take the focus keeps it where it was.
            let _ = button.focus();
        }
    }

    fn choose(self, index: usize) {
        let option = self
            .options
            .with_untracked(|options| options.get(index).cloned());
        if let Some(option) = option.filter(|option| !option.disabled) {
            self.close();
            self.on_choose.try_run(option.value);
        }
    }

    fn key_on_button(self, event: &ev::KeyboardEvent) {
        if event.key() == "ArrowDown" && !self.open.get_untracked() {
            event.prevent_default();
            self.toggle();
        }
    }

    fn key_in_list(self, event: &ev::KeyboardEvent) {
        let last = self.options.with_untracked(Vec::len).saturating_sub(1);
        let active = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.active.set(if active >= last { 0 } else { active + 1 }),
            "ArrowUp" => self.active.set(if active == 0 { last } else { active - 1 }),
            "Home" => self.active.set(0),
            "End" => self.active.set(last),
            "Enter" | " " => self.choose(active),
            "Escape" => self.close(),
            _ => return,
        }
        event.prevent_default();
        // An Escape that closes the menu must not close the dialog around it.
        event.stop_propagation();
    }
}
