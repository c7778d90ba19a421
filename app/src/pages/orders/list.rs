//! The list of orders: search, state, branch, period, and what they come to.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::file::OrdersFile;
use super::found::{Found, found_orders};
use super::list_state::ListState;
use super::paper::{OrdersPaper, print_list, use_printing};
use super::period::{choices, whole_months};
use super::product::ProductChoice;
use super::row::RowInside;
use crate::components::{
    Chip, Choice, ChoiceField, EmptyState, PrintButton, SearchField, VirtualList,
};
use crate::i18n::{choice_label, counted, format, text, text_with};
use crate::platform::dom;
use crate::store::{OrderView, Store, use_store};

/// Id of the element with the rows.
const ROWS: &str = "order-list";

/// The list of orders.
#[component]
pub fn SalesPage() -> impl IntoView {
    let state = ListState::kept();
    take_from_address(state);
    let found = found_orders(state);
    let printing = use_printing();
    view! {
        <main class="list sales" id="main">
            <header>
                <Heading printing />
            <div class="filters">
                <SearchField
                    testid="order-search"
                    label=text("order.search_label")
                    placeholder=text("order.search")
                    value=state.query
                    on_down=move || {
                        dom::focus(ROWS);
                    }
                />
                <BranchField value=state.branch />
                <ChoiceField
                    name="period"
                    label=text("order.period")
                    value=state.period
                    options=Memo::new(move |_| choices(&state.period.get()))
                    blank=text("order.period_all")
                />
            </div>
                <Views state />
                <ProductChoice state />
                <div class="act">
                    <Sum found />
                    <OrdersFile found />
                </div>
            </header>
            <Rows state found />
        </main>
        <OrdersPaper state found printing />
    }
}

#[component]
fn Heading(printing: RwSignal<bool>) -> impl IntoView {
    view! {
        <div class="act">
            <h1>{text("order.title")}</h1>
            <div class="row">
                <a class="btn" data-testid="sales-report" href="/sales/report">
                    {text("report.title")}
                </a>
                <a class="btn" data-testid="products" href="/products">
                    {text("product.title")}
                </a>
                <PrintButton testid="order-print" on_press=move || print_list(printing) />
            </div>
        </div>
    }
}

/// Other pages link to orders, `/sales?period=2026-11&branch=…`, or `/sales?product=…` beside that.
fn take_from_address(state: ListState) {
    let query = use_query_map();
    let wanted = |name| query.with_untracked(|query| query.get(name));
    let period = wanted("period").filter(|period| whole_months(period).is_some());
    let product = wanted("product");
    if period.is_some() || product.is_some() {
        let branch = wanted("branch").unwrap_or_default();
        state.show(
            period.unwrap_or_default(),
            branch,
            product.unwrap_or_default(),
        );
    }
}

/// The choice among the branches that the person covers, where there are several.
#[component]
pub fn BranchField(
    /// Id of the chosen branch; empty for all.
    value: RwSignal<String>,
) -> impl IntoView {
    let store = use_store();
    let options = Memo::new(move |_| {
        store.track();
        let actor = store.actor();
        let branches = store.branches().into_iter();
        branches
            .filter(|branch| actor.covers(&branch.id))
            .map(|branch| Choice::new(branch.id, branch.name))
            .collect::<Vec<_>>()
    });
    move || {
        (options.with(Vec::len) > 1).then(|| {
            view! {
                <ChoiceField
                    name="branch"
                    label=text("customer.choose_branch")
                    value
                    options
                    blank=text("customer.all_branches")
                />
            }
        })
    }
}

#[component]
fn Views(state: ListState) -> impl IntoView {
    let chip = |view: OrderView| {
        view! {
            <Chip
                label=view_label(view)
                pressed=Signal::derive(move || state.view.get() == view)
                on_press=move || state.view.set(view)
            />
        }
    };
    view! {
        <div class="views" role="group" aria-label=text("order.views")>
            {OrderView::ALL.into_iter().map(chip).collect_view()}
        </div>
    }
}

/// What a view is called.
pub fn view_label(view: OrderView) -> String {
    match view {
        OrderView::All => text("order.view_all"),
        OrderView::State(state) => choice_label("order", "state", state.as_str()),
        OrderView::Returns => choice_label("order", "type", "return"),
    }
}

/// How many orders are shown, and what those come to that hold.
#[component]
fn Sum(found: Found) -> impl IntoView {
    let store = use_store();
    let words = move || match found.is_counting.get() {
        true => text("report.counting"),
        false => found.orders.with(|orders| sum_words(store, orders)),
    };
    view! { <p class="sub" aria-live="polite" data-testid="order-sum">{words}</p> }
}

/// How many orders these are, and what they come to.
pub fn sum_words(store: Store, orders: &[u32]) -> String {
    let count = counted("order.count", orders.len());
    let sums = store.index(|index| index.order_sums(orders)).into_iter();
    let sums = sums.map(|(currency, net)| format::money(net, currency));
    let sums: Vec<String> = sums.collect();
    match sums.is_empty() {
        true => count,
        false => text_with("order.sum", &[("count", count), ("sum", sums.join(" + "))]),
    }
}

#[component]
fn Rows(state: ListState, found: Found) -> impl IntoView {
    let store = use_store();
    let navigate = use_navigate();
    let on_open = UnsyncCallback::new(move |at: u32| {
        navigate(
            &format!("/orders/{}", row_key(store, at).0),
            Default::default(),
        );
    });
    let orders: Memo<Arc<Vec<u32>>> = found.orders;
    let is_empty = Memo::new(move |_| orders.with(|orders| orders.is_empty()));
    let looked_for = Signal::derive(move || {
        let (query, view) = (state.query.get(), state.view.get());
        format!(
            "{query} {view:?} {} {} {}",
            state.branch.get(),
            state.period.get(),
            state.product.get()
        )
    });
    move || {
        if found.is_counting.get() {
            return ().into_any();
        }
        if is_empty.get() {
            let hint = text("empty.orders_hint");
            return view! { <EmptyState title=text("empty.orders") hint /> }.into_any();
        }
        view! {
            <VirtualList
                    items=orders
                    key=move |at: &u32| row_key(store, *at)
                    row=move |at: u32| view! { <RowInside at /> }
                    on_open
                    top_on=looked_for
                    label=text("order.title")
                    testid="order-row"
                    id=ROWS
                />
        }
        .into_any()
    }
}

fn row_key(store: Store, at: u32) -> (String, u64) {
    let key = store.index(|index| {
        let row = index.orders().get(at as usize)?;
        Some((row.id.clone(), row.version_key))
    });
    key.unwrap_or_default()
}
