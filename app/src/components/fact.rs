//! A word and what is known of it.

use leptos::prelude::*;

/// An entry of a list of facts, a `dl`.
pub fn fact(label: String, value: AnyView) -> AnyView {
    view! {
        <dt>{label}</dt>
        <dd class="text">{value}</dd>
    }
    .into_any()
}
