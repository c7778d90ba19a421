//! The staff of the company and their access, for administrators.

use domain::name;
use leptos::prelude::*;

use super::access::{Access, EndAccess, StartPassword};
use super::guard::AdministratorsOnly;
use super::page::role_name;
use crate::components::{EmptyState, PageHeader, SearchField, Tag, Tone};
use crate::i18n::text;
use crate::pages::changes::value::branch_name;
use crate::store::{StaffMember, Store, use_store};

/// All staff with the way to each, and to their access.
#[component]
pub fn StaffSettingsPage() -> impl IntoView {
    view! { <AdministratorsOnly><Staff/></AdministratorsOnly> }
}

#[component]
fn Staff() -> impl IntoView {
    let store = use_store();
    let query = RwSignal::new(String::new());
    let access = Access::new(store);
    let found = Memo::new(move |_| {
        store.track();
        let wanted = name::fold(&query.get());
        let staff = store.staff().into_iter();
        staff
            .filter(|member| matches(member, &wanted))
            .collect::<Vec<_>>()
    });
    let rows = move || {
        found
            .get()
            .into_iter()
            .map(|member| row(store, access, member))
            .collect_view()
    };
    view! {
        <main class="page">
            <PageHeader title=text("staff.title") back="/settings">
                <a class="btn primary" href="/settings/staff/new" data-testid="staff-new">
                    {text("staff.new")}
                </a>
            </PageHeader>
            <SearchField testid="staff-search" label=text("staff.search") placeholder=text("staff.search") value=query/>
            <StartPassword access/>
            <section class="panel" aria-label=text("staff.title")>
                <Show
                    when=move || !found.with(Vec::is_empty)
                    fallback=|| view! { <EmptyState title=text("empty.staff") hint=text("empty.staff_hint")/> }
                >
                    {rows}
                </Show>
            </section>
            <EndAccess access/>
        </main>
    }
}

fn row(store: Store, access: Access, member: StaffMember) -> impl IntoView {
    let href = format!("/settings/staff/{}", member.id);
    let is_me = store.actor().person == member.id;
    let inactive =
        (!member.active).then(|| view! { <Tag tone=Tone::Mute text=text("staff.inactive")/> });
    let unsent = store
        .is_pending(&member.id)
        .then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent")/> });
    let facts = [
        Some(role_name(member.role)),
        places(store, &member),
        Some(member.email.clone()),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    view! {
        <div class="chg" data-testid="staff-row" data-id=member.id.clone()>
            <span class="f"><a href=href.clone()><b>{member.name.clone()}</b></a></span>
            <span>{facts.join(" · ")} " " {inactive} {unsent}</span>
            <span class="act">
                <a class="link" href=href>{text("common.edit")}</a>
                {(!is_me && member.active).then(|| access.buttons(&member))}
            </span>
        </div>
    }
}

fn places(store: Store, member: &StaffMember) -> Option<String> {
    if member.role.sees_all_branches() {
        return Some(text("staff.all_branches"));
    }
    let names: Vec<String> = member
        .branches
        .iter()
        .map(|id| branch_name(store, id))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn matches(member: &StaffMember, wanted: &str) -> bool {
    let text = format!(
        "{} {}",
        name::fold(&member.name),
        member.email.to_lowercase()
    );
    wanted.split_whitespace().all(|word| text.contains(word))
}
