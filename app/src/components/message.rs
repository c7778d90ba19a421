//! What a screen says about itself: nothing here, something to know, how far it is.

use leptos::prelude::*;

use super::tag::Tone;

/// Says that there is nothing and what to do about it.
#[component]
pub fn EmptyState(
    /// What is missing.
    #[prop(into)]
    title: Signal<String>,
    /// What to do.
    #[prop(optional, into)]
    hint: Signal<String>,
    /// Buttons that do it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <strong>{title}</strong>
            <p>{hint}</p>
            {children.map(|children| view! { <div class="act">{children()}</div> })}
        </div>
    }
}

/// A line that concerns the whole screen, with an optional action.
#[component]
pub fn Banner(
    /// How it is meant.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The sentence.
    #[prop(into)]
    text: Signal<String>,
    /// Buttons or links.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=move || format!("banner {}", tone.get().class()) role="status">
            <span>{text}</span>
            {children.map(|children| children())}
        </div>
    }
}

/// How much of something long is done.
#[component]
pub fn Progress(
    /// The share that is done, 0 to 1.
    #[prop(into)]
    value: Signal<f64>,
    /// What is being done.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! { <progress class="prog" max="1" prop:value=value aria-label=label></progress> }
}
