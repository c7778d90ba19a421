//! The frame around every page. One tree of elements serves desktop and phone: the style sheet
//! turns the column of entries into tabs and a sheet.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::text;

/// A count beside an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavCount {
    /// Its digits.
    pub shown: String,
    /// The same in words.
    pub spoken: String,
    /// Whether it wants attention now.
    pub urgent: bool,
}

/// An entry of the navigation.
#[derive(Debug, Clone)]
pub struct NavEntry {
    /// Mark for tests.
    pub testid: &'static str,
    /// Where it leads.
    pub href: String,
    /// Its word.
    pub label: String,
    /// Its drawing.
    pub glyph: Glyph,
    /// What is counted there.
    pub count: Signal<Option<NavCount>>,
    /// On a phone it is in the sheet behind the last tab.
    pub more: bool,
}

/// Navigation, the state of the sync, the person, and the page.
#[component]
pub fn Frame(
    /// All entries in order.
    entries: Vec<NavEntry>,
    /// Path of the page that is open.
    #[prop(into)]
    current: Signal<String>,
    /// Where the mark of the app leads.
    #[prop(into)]
    home: String,
    /// The state of the sync.
    #[prop(into)]
    sync: ViewFn,
    /// Name, role, branch and the way out.
    #[prop(into)]
    who: ViewFn,
    /// The page.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        current.track();
        open.set(false);
    });
    let (rest, tabs): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.more);
    let content = NodeRef::<html::Div>::new();
    // The router would only scroll there, and the next Tab would be back among the entries.
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if let Some(content) = content.get_untracked() {
            // An element that cannot take the focus keeps it where it was.
            let _ = content.focus();
        }
    };
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    let links = |entries: Vec<NavEntry>| {
        let link = |entry| view! { <Entry entry current /> };
        entries.into_iter().map(link).collect_view()
    };
    view! {
        <div class="app">
            <a class="skip btn" href="#content" on:click=skip>
                {text("app.skip")}
            </a>
            <header class="nav">
                <a class="brand" href=home>
                    <span class="mark" aria-hidden="true">"R"</span>
                    <span>{text("app.name")}</span>
                </a>
                <nav class="links" aria-label=text("nav.main") on:keydown=close>
                    {links(tabs)}
                    <div class="more" id="nav-more" class:open=open>
                        {links(rest)}
                        <div class="who">{move || who.run()}</div>
                    </div>
                    <button
                        type="button"
                        class="more-toggle"
                        aria-controls="nav-more"
                        aria-expanded=move || open.get().to_string()
                        on:click=move |_| open.update(|open| *open = !*open)
                    >
                        <Icon glyph=Glyph::Lines />
                        {text("nav.more")}
                    </button>
                </nav>
                <div class="status">{move || sync.run()}</div>
            </header>
            <div class="content" id="content" tabindex="-1" node_ref=content>
                {children()}
            </div>
        </div>
    }
}

#[component]
fn Entry(entry: NavEntry, current: Signal<String>) -> impl IntoView {
    let NavEntry {
        testid,
        href,
        label,
        glyph,
        count,
        more: _,
    } = entry;
    let is_current = {
        let href = href.clone();
        move || current.with(|path| leads_to(&href, path)).then_some("page")
    };
    let count = move || {
        let NavCount {
            shown,
            spoken,
            urgent,
        } = count.get()?;
        Some(view! {
            <span class="n" class:bad=urgent aria-hidden="true">{shown}</span>
            <span class="sr-only">{spoken}</span>
        })
    };
    view! {
        <a class="entry" href=href data-testid=testid aria-current=is_current>
            <Icon glyph />
            <span>{label}</span>
            {count}
        </a>
    }
}

/// Whether a path is that of the entry or lies below it.
fn leads_to(href: &str, path: &str) -> bool {
    match path.strip_prefix(href) {
        Some(rest) => rest.is_empty() || (href != "/" && rest.starts_with('/')),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::leads_to;

    #[test]
    fn entries_of_paths() {
        let check = |href, path, expected| assert_eq!(leads_to(href, path), expected, "{path}");
        check("/", "/", true);
        check("/", "/customers", false);
        check("/customers", "/customers", true);
        check("/customers", "/customers/1", true);
        check("/customers", "/customers-x", false);
    }
}
