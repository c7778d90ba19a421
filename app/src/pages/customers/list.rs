//! The list of customers: search over the whole book, views, rows.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::list_state::ListState;
use super::row::{RowInside, row_key};
use crate::components::{Chip, Choice, ChoiceField, EmptyState, SearchField, VirtualList};
use crate::i18n::{choice_label, counted, text, text_with};
use crate::platform::dom;
use crate::store::{Reach, View, use_store};

/// Id of the element with the rows.
const ROWS: &str = "customer-list";

/// The list of customers.
#[component]
pub fn CustomerList(
    /// Id of the customer whose card is open.
    open: Memo<Option<String>>,
) -> impl IntoView {
    let store = use_store();
    let state = ListState::kept();
    take_branch_from_address(state);
    let found = found_customers(state);
    view! {
        <section class="list" aria-label=text("customer.list_label")>
            <header>
                <Heading state />
                <SearchField
                    testid="customer-search"
                    label=text("customer.search_label")
                    placeholder=text("customer.search")
                    value=state.query
                    on_down=move || {
                        dom::focus(ROWS);
                    }
                />
                <Branches state />
                <Views state />
            </header>
            <p class="sr-only" aria-live="polite">
                {move || {
                    let is_known = store.reach() >= Reach::Lists;
                    is_known.then(|| counted("customer.count", found.with(|found| found.len())))
                }}
            </p>
            <Rows state found open />
        </section>
    }
}

#[component]
fn Heading(state: ListState) -> impl IntoView {
    let store = use_store();
    let place = move || {
        store.track();
        let own = store
            .session()
            .map(|session| session.branches)
            .unwrap_or_default();
        let only = (own.len() == 1).then(|| own[0].clone());
        let branch = state
            .chosen_branch()
            .or(only)
            .and_then(|id| store.branch(&id));
        branch.map(|branch| text_with("customer.branch_of", &[("branch", branch.name)]))
    };
    view! {
        <div class="act">
            <h1>{text("customer.title")} " " <small>{place}</small></h1>
            <a class="btn" href="/customers/new" data-testid="customer-new">
                {text("customer.new")}
            </a>
        </div>
    }
}

/// A choice of branch for those who see several.
#[component]
fn Branches(state: ListState) -> impl IntoView {
    let store = use_store();
    let options = Memo::new(move |_| {
        store.track();
        let actor = store.actor();
        let seen = store
            .branches()
            .into_iter()
            .filter(|branch| actor.covers(&branch.id));
        seen.map(|branch| Choice::new(branch.id, branch.name))
            .collect::<Vec<_>>()
    });
    move || {
        (options.with(Vec::len) > 1).then(|| {
            view! {
                <ChoiceField
                    name="branch"
                    label=text("customer.choose_branch")
                    value=state.branch
                    options
                    blank=text("customer.all_branches")
                />
            }
        })
    }
}

#[component]
fn Views(state: ListState) -> impl IntoView {
    let store = use_store();
    let counts = Memo::new(move |_| {
        store.track();
        let branch = state.chosen_branch();
        store.index(|index| index.view_counts(branch.as_deref()))
    });
    let chips = View::ALL.into_iter().enumerate().map(|(at, view)| {
        view! {
            <Chip
                label=view_label(view)
                pressed=Signal::derive(move || state.view.get() == view)
                on_press=move || state.view.set(view)
                count=Signal::derive(move || {
                    let is_known = store.reach() >= Reach::Lists;
                    is_known.then(|| counts.with(|counts| counts[at]))
                })
            />
        }
    });
    view! {
        <div class="views" role="group" aria-label=text("customer.views")>
            {chips.collect_view()}
        </div>
    }
}

fn view_label(view: View) -> String {
    match view {
        View::All => text("customer.view.all"),
        View::ToContact => text("customer.view.contact"),
        View::Active => text("customer.view.active"),
        View::Passive => text("customer.view.passive"),
        View::Prospects => text("customer.view.prospect"),
        View::PaysLate => text("customer.view.pays_late"),
        View::Troubled => choice_label("customer", "standing", "troubled"),
        View::Archived => text("customer.view.archived"),
    }
}

#[component]
fn Rows(state: ListState, found: Memo<Arc<Vec<u32>>>, open: Memo<Option<String>>) -> impl IntoView {
    let store = use_store();
    let navigate = use_navigate();
    let on_open = UnsyncCallback::new(move |at: u32| {
        navigate(
            &format!("/customers/{}", row_key(store, at).0),
            Default::default(),
        );
    });
    let is_empty = Memo::new(move |_| found.with(|found| found.is_empty()));
    let looked_for = Signal::derive(move || {
        format!(
            "{} {} {}",
            state.view.get().as_str(),
            state.branch.get(),
            state.query.get()
        )
    });
    move || {
        if is_empty.get() {
            return view! { <NothingFound state /> }.into_any();
        }
        view! {
            <VirtualList
                items=found
                key=move |at: &u32| row_key(store, *at)
                row=move |at: u32| view! { <RowInside at /> }
                on_open
                selected=open
                top_on=looked_for
                label=text("customer.list_label")
                testid="customer-row"
                id=ROWS
            />
        }
        .into_any()
    }
}

#[component]
fn NothingFound(state: ListState) -> impl IntoView {
    let store = use_store();
    let is_new = Memo::new(move |_| {
        store.track();
        store.index(|index| index.customers.is_empty())
    });
    let is_coming = Memo::new(move |_| store.sync().synced_ms.is_none());
    move || {
        let query = state.query.get();
        let (title, hint) = if store.reach() < Reach::Lists {
            (text("app.loading"), String::new())
        } else if !query.trim().is_empty() {
            (
                text_with("empty.search", &[("query", query)]),
                text("empty.search_hint"),
            )
        } else if is_new.get() && is_coming.get() {
            (text("sync.first"), String::new())
        } else if is_new.get() {
            (text("empty.customers"), text("empty.customers_hint"))
        } else {
            (text("empty.view"), text("empty.view_hint"))
        };
        view! { <EmptyState title hint /> }
    }
}

/// Positions of the customers to be shown. Rows change while positions stay, so that every
/// change of the book counts as one.
fn found_customers(state: ListState) -> Memo<Arc<Vec<u32>>> {
    let store = use_store();
    let search = move || {
        store.track();
        let (query, view, branch) = (state.query.get(), state.view.get(), state.chosen_branch());
        Arc::new(store.index(|index| index.search(&query, view, branch.as_deref())))
    };
    Memo::new_with_compare(move |_| search(), |_, _| true)
}

/// Other pages link to the customers of one branch, `/customers?branch=MKS`.
fn take_branch_from_address(state: ListState) {
    let store = use_store();
    let wanted = use_query_map().with_untracked(|query| query.get("branch"));
    let Some(wanted) = wanted else { return };
    let branches = store.branches().into_iter();
    let found = branches
        .into_iter()
        .find(|branch| branch.id == wanted || branch.code == wanted);
    if let Some(branch) = found {
        state.branch.set(branch.id);
    }
}
