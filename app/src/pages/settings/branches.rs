//! The branches of the company, for administrators.

use leptos::prelude::*;

use super::guard::AdministratorsOnly;
use crate::components::{EmptyState, PageHeader, Tag, Tone};
use crate::i18n::{choice_label, text};
use crate::store::{Branch, Store, use_store};

/// All branches with the way to each.
#[component]
pub fn BranchSettingsPage() -> impl IntoView {
    view! { <AdministratorsOnly><Branches/></AdministratorsOnly> }
}

#[component]
fn Branches() -> impl IntoView {
    let store = use_store();
    let branches = Memo::new(move |_| {
        store.track();
        store.branches()
    });
    let rows = move || {
        branches
            .get()
            .into_iter()
            .map(|branch| row(store, &branch))
            .collect_view()
    };
    view! {
        <main class="page">
            <PageHeader title=text("settings.branches") back="/settings">
                <a class="btn primary" href="/settings/branches/new" data-testid="branch-new">
                    {text("branch.new")}
                </a>
            </PageHeader>
            <section class="panel" aria-label=text("settings.branches")>
                <Show
                    when=move || !branches.with(Vec::is_empty)
                    fallback=|| view! { <EmptyState title=text("empty.branches") hint=text("session.setup_done")/> }
                >
                    {rows}
                </Show>
            </section>
        </main>
    }
}

fn row(store: Store, branch: &Branch) -> impl IntoView + use<> {
    let href = format!("/settings/branches/{}", branch.id);
    let closed =
        (!branch.active).then(|| view! { <Tag tone=Tone::Mute text=text("branch.closed")/> });
    let unsent = store
        .is_pending(&branch.id)
        .then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent")/> });
    view! {
        <div class="chg" data-testid=format!("branch-{}", branch.code) data-id=branch.id.clone()>
            <span class="f">{branch.code.clone()}</span>
            <span>
                <a href=href.clone()><b>{branch.name.clone()}</b></a>
                " · "
                {choice_label("branch", "time_zone", &branch.time_zone)}
                " "
                {closed}
                {unsent}
            </span>
            <a class="link" href=href>{text("common.edit")}</a>
        </div>
    }
}
