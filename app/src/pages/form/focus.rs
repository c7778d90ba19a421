//! Where the focus goes.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent};

/// Moves the focus to the first element that a selector finds, once the page has been drawn.
pub fn focus_on(selector: &'static str) {
    request_animation_frame(move || {
        let found = document().query_selector(selector).ok().flatten();
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus();
        }
    });
}

/// Moves the focus to the first input with an error.
pub fn focus_first_error() {
    focus_on(".form [aria-invalid=\"true\"], .dialog [aria-invalid=\"true\"]");
}

/// Whether a key was pressed inside a dialog, which has its own meaning for it.
pub fn in_dialog(event: &KeyboardEvent) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| matches!(target.closest("dialog"), Ok(Some(_))))
}
