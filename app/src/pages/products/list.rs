//! The list of products: search, rows, and those that are archived.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::LIST;
use super::list_state::ListState;
use super::page::keeps_products;
use super::row::{Columns, RowInside, row_key};
use crate::components::{Chip, EmptyState, SearchField, VirtualList};
use crate::i18n::{counted, text, text_with};
use crate::platform::dom;
use crate::store::use_store;

/// Id of the element with the rows.
const ROWS: &str = "product-list";

/// All products, found by code, name and category.
#[component]
pub fn ProductsPage() -> impl IntoView {
    let state = ListState::kept();
    let found = found_products(state);
    view! {
        <main class="list products" id="main">
            <header>
                <Heading />
                <SearchField
                    testid="product-search"
                    label=text("product.search_label")
                    placeholder=text("product.search")
                    value=state.query
                    on_down=move || {
                        dom::focus(ROWS);
                    }
                />
                <ArchivedChip state />
            </header>
            <p class="sr-only" aria-live="polite">
                {move || counted("product.count", found.with(|found| found.len()))}
            </p>
            <Rows state found />
        </main>
    }
}

#[component]
fn Heading() -> impl IntoView {
    let new = keeps_products(use_store()).then(|| {
        view! {
            <a class="btn" href="/products/new" data-testid="product-new">
                {text("product.new")}
            </a>
        }
    });
    view! {
        <div class="act">
            <h1>{text("product.title")}</h1>
            {new}
        </div>
    }
}

/// Shows those that are archived instead of those in use.
#[component]
fn ArchivedChip(state: ListState) -> impl IntoView {
    let store = use_store();
    let count = Memo::new(move |_| {
        store.track();
        store.index(|index| index.products.iter().filter(|row| row.archived).count())
    });
    view! {
        <div class="views">
            <Chip
                label=text("common.archived")
                pressed=state.archived
                on_press=move || state.archived.update(|shown| *shown = !*shown)
                count=Signal::derive(move || Some(count.get()))
            />
        </div>
    }
}

#[component]
fn Rows(state: ListState, found: Memo<Arc<Vec<usize>>>) -> impl IntoView {
    let store = use_store();
    let navigate = use_navigate();
    let on_open = UnsyncCallback::new(move |at: usize| {
        let path = format!("{LIST}/{}", row_key(store, at).0);
        navigate(&path, Default::default());
    });
    let is_empty = Memo::new(move |_| found.with(|found| found.is_empty()));
    let looked_for =
        Signal::derive(move || format!("{} {}", state.archived.get(), state.query.get()));
    move || {
        if is_empty.get() {
            return view! { <NothingFound state /> }.into_any();
        }
        view! {
            <Columns />
            <VirtualList
                items=found
                key=move |at: &usize| row_key(store, *at)
                row=move |at: usize| view! { <RowInside at /> }
                on_open
                top_on=looked_for
                label=text("product.list_label")
                testid="product-row"
                id=ROWS
            />
        }
        .into_any()
    }
}

#[component]
fn NothingFound(state: ListState) -> impl IntoView {
    let store = use_store();
    move || {
        let query = state.query.get();
        let (title, hint) = if !query.trim().is_empty() {
            (
                text_with("empty.search", &[("query", query)]),
                text("empty.products_search_hint"),
            )
        } else if state.archived.get() {
            (text("empty.products_archived"), String::new())
        } else if keeps_products(store) {
            (text("empty.products"), text("empty.products_hint"))
        } else {
            (text("empty.products"), text("empty.products_follow"))
        };
        view! { <EmptyState title hint /> }
    }
}

/// Positions of the products to be shown. Rows change while positions stay, so that every
/// change of the book counts as one.
fn found_products(state: ListState) -> Memo<Arc<Vec<usize>>> {
    let store = use_store();
    let search = move || {
        store.track();
        let query = state.query.get();
        let archived = state.archived.get();
        Arc::new(store.index(|index| {
            if archived {
                index.search_archived_products(&query)
            } else {
                index.search_products(&query)
            }
        }))
    };
    Memo::new_with_compare(move |_| search(), |_, _| true)
}
