//! What happened with a customer, one item after the other.

use leptos::prelude::*;

/// A list of [`TimelineItem`]s.
#[component]
pub fn Timeline(
    /// The items.
    children: Children,
) -> impl IntoView {
    view! { <ul class="tl">{children()}</ul> }
}

/// One thing that happened.
#[component]
pub fn TimelineItem(
    /// What happened, in a line.
    #[prop(into)]
    title: Signal<String>,
    /// When.
    #[prop(into)]
    when: Signal<String>,
    /// Who, where and how.
    #[prop(optional, into)]
    detail: Signal<String>,
    /// Whether it carries something that is not sent yet.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Shown in place of the time, e.g. a tag.
    #[prop(optional_no_strip, into)]
    tag: Option<ViewFn>,
    /// Where its own page is.
    #[prop(optional_no_strip, into)]
    href: Option<String>,
    /// Anything below the detail.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let title = match href {
        Some(href) => view! { <a href=href>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let side = match tag {
        Some(tag) => (move || tag.run()).into_any(),
        None => view! { <span class="when">{when}</span> }.into_any(),
    };
    view! {
        <li class:pend=pending>
            <strong>{title}</strong>
            {side}
            <p>{detail}</p>
            {children.map(|children| view! { <div class="extra">{children()}</div> })}
        </li>
    }
}
