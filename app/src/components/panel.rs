//! The boxes of a screen: its header, panels and figures.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::text;

/// The header of a page: its title, what stands beside it, and what one can do.
#[component]
pub fn PageHeader(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Tags or chips beside the title.
    #[prop(optional, into)]
    beside: ViewFn,
    /// Where the way back leads.
    #[prop(optional, into)]
    back: Option<String>,
    /// Buttons; on a phone they stand at the bottom.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let back = back.map(|href| {
        view! {
            <a class="link no-print" href=href>
                <Icon glyph=Glyph::Back />
                {text("common.back")}
            </a>
        }
    });
    view! {
        <header>
            {back}
            <h1>{title}</h1>
            {move || beside.run()}
            {children.map(|children| view! { <div class="act">{children()}</div> })}
        </header>
    }
}

/// A box with a title.
#[component]
pub fn Panel(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// A link or button at the end of the title's line.
    #[prop(optional, into)]
    action: ViewFn,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="panel">
            <h2>{title} {move || action.run()}</h2>
            {children()}
        </section>
    }
}

/// One figure with its name and what it means.
#[component]
pub fn Kpi(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The figure.
    #[prop(into)]
    value: Signal<String>,
    /// What it means.
    #[prop(optional, into)]
    note: Signal<String>,
    /// Where the records behind it are.
    #[prop(optional, into)]
    href: Signal<Option<String>>,
    /// Mark for tests.
    #[prop(optional)]
    testid: Option<&'static str>,
) -> impl IntoView {
    let length = move || value.with(|value| value.chars().count().max(1).to_string());
    let inside = move || {
        view! {
            <p>{label}</p>
            <b style=("--length", length)>{value}</b>
            <span>{note}</span>
        }
    };
    move || match href.get() {
        Some(href) => {
            view! { <a class="kpi" href=href data-testid=testid>{inside()}</a> }.into_any()
        }
        None => view! { <div class="kpi" data-testid=testid>{inside()}</div> }.into_any(),
    }
}
