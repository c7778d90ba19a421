//! A switch among few views of the same thing.

use leptos::prelude::*;

use super::Act;
use crate::i18n::format;

/// A chip that is pressed or not, with an optional count. Stands in a box of class `views`.
#[component]
pub fn Chip(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Whether it is the one in force.
    #[prop(into)]
    pressed: Signal<bool>,
    /// Called on a press.
    #[prop(into)]
    on_press: Act,
    /// How many things the view holds.
    #[prop(optional, into)]
    count: Signal<Option<usize>>,
) -> impl IntoView {
    let digits = move || {
        let count = count.get()?;
        let digits = format::number(i64::try_from(count).unwrap_or(i64::MAX));
        Some(view! { <span class="n">{digits}</span> })
    };
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || pressed.get().to_string()
            on:click=move |_| {
                on_press.try_run(());
            }
        >
            {label}
            {digits}
        </button>
    }
}
