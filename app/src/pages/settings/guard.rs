//! Pages that only administrators have something to do on.

use domain::access::Role;
use leptos::prelude::*;

use crate::components::EmptyState;
use crate::i18n::text;
use crate::store::{Store, use_store};

/// Whether the person keeps branches, staff and settings. Reactive.
pub fn is_administrator(store: Store) -> bool {
    store
        .session()
        .is_some_and(|session| session.role == Role::Administrator)
}

/// The page for administrators, a word for everybody else.
#[component]
pub fn AdministratorsOnly(children: ChildrenFn) -> impl IntoView {
    let store = use_store();
    let is_allowed = Memo::new(move |_| is_administrator(store));
    view! {
        <Show when=move || is_allowed.get() fallback=|| view! { <Refused/> }>
            {children()}
        </Show>
    }
}

#[component]
fn Refused() -> impl IntoView {
    view! {
        <main class="page">
            <EmptyState title=text("settings.title") hint=text("settings.administrators_only")>
                <a class="btn" href="/settings">{text("common.back")}</a>
            </EmptyState>
        </main>
    }
}
