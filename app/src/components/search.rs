//! The search over a list.

use leptos::html;
use leptos::prelude::*;

use super::Act;
use super::icon::{Glyph, Icon};

/// A search input that answers while one types. Ctrl K leads to it from anywhere on the page.
#[component]
pub fn SearchField(
    /// Mark for tests.
    #[prop(into)]
    testid: String,
    /// Its name for screen readers.
    #[prop(into)]
    label: String,
    /// Words while nothing is typed.
    #[prop(optional, into)]
    placeholder: String,
    /// What is searched for.
    value: RwSignal<String>,
    /// Called when the arrow key leads down, to the list.
    #[prop(optional, into)]
    on_down: Option<Act>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let shortcut = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key()
            && event.key() == "k"
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            // An element that cannot take the focus keeps it where it was.
            let _ = input.focus();
        }
    });
    on_cleanup(move || shortcut.remove());
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            if let Some(on_down) = on_down {
                event.prevent_default();
                on_down.try_run(());
            }
        }
        "Escape" => value.set(String::new()),
        _ => {}
    };
    view! {
        <div class="search">
            <Icon glyph=Glyph::Glass />
            <input
                type="text"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                spellcheck="false"
                node_ref=input
                data-testid=testid
                aria-label=label
                placeholder=placeholder
                bind:value=value
                on:keydown=key
            />
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </div>
    }
}
