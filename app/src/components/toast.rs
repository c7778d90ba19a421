//! Short messages at the bottom of the screen, some with a way to take back what was done.

use std::time::Duration;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::Act;
use super::icon::{Glyph, Icon};
use crate::i18n::text;

const PLAIN: Duration = Duration::from_secs(6);
const WITH_ACTION: Duration = Duration::from_secs(12);

#[derive(Clone)]
struct Toast {
    id: usize,
    text: String,
    action: Option<(String, Act)>,
}

/// Shows messages. Copies speak to the same region.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    made: StoredValue<usize>,
}

/// Makes [`use_toasts`] work below the caller; the root does it once.
pub fn provide_toasts() -> Toasts {
    let toasts = Toasts {
        shown: RwSignal::new(Vec::new()),
        made: StoredValue::new(0),
    };
    provide_context(toasts);
    toasts
}

/// The messages of the app.
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(provide_toasts)
}

impl Toasts {
    /// Says something for a few seconds.
    pub fn say(self, text: impl Into<String>) {
        self.show(text.into(), None, PLAIN);
    }

    /// Says something and offers an action, such as taking it back.
    pub fn offer(self, text: impl Into<String>, action: impl Into<String>, run: impl Into<Act>) {
        self.show(text.into(), Some((action.into(), run.into())), WITH_ACTION);
    }

    fn show(self, text: String, action: Option<(String, Act)>, time: Duration) {
        let id = self.made.get_value();
        self.made.set_value(id + 1);
        self.shown
            .update(|shown| shown.push(Toast { id, text, action }));
        set_timeout(move || self.remove(id), time);
    }

    /// Does what the latest message offers, and answers whether any offers something.
    fn act_on_latest(self) -> bool {
        let with_action = |toast: &Toast| Some((toast.id, toast.action.clone()?.1));
        let latest = self
            .shown
            .with_untracked(|shown| shown.iter().rev().find_map(with_action));
        let Some((id, run)) = latest else {
            return false;
        };
        run.try_run(());
        self.remove(id);
        true
    }

    fn remove(self, id: usize) {
        // The root may have been drawn anew meanwhile, in another language.
        self.shown
            .try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Where messages appear; the root holds one.
#[component]
pub fn ToastRegion() -> impl IntoView {
    let toasts = use_toasts();
    // The way to a message by Tab leads through the whole page and takes longer than it stays.
    let undo = window_event_listener(leptos::ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        if command && event.key() == "z" && !is_typing(&event) && toasts.act_on_latest() {
            event.prevent_default();
        }
    });
    on_cleanup(move || undo.remove());
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id let:toast>
                <ToastLine toasts toast />
            </For>
        </div>
    }
}

#[component]
fn ToastLine(toasts: Toasts, toast: Toast) -> impl IntoView {
    let id = toast.id;
    let action = toast.action.map(|(label, run)| {
        let press = move |_| {
            run.try_run(());
            toasts.remove(id);
        };
        view! {
            <button type="button" class="link" aria-keyshortcuts="Control+Z" on:click=press>
                {label}
            </button>
            <kbd aria-hidden="true">"Ctrl Z"</kbd>
        }
    });
    view! {
        <div class="toast">
            <span>{toast.text}</span>
            {action}
            <button
                type="button"
                class="link"
                aria-label=text("common.close")
                on:click=move |_| toasts.remove(id)
            >
                <Icon glyph=Glyph::Cross />
            </button>
        </div>
    }
}

/// Whether the key was meant for a text, which has an undo of its own.
fn is_typing(event: &leptos::ev::KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.matches("input, textarea, [contenteditable]") == Ok(true))
}
