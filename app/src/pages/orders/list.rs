//! The list of orders: search, state, branch, period, and what they come to.

use std::sync::Arc;

use domain::sales::Month;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::list_state::ListState;
use super::row::RowInside;
use crate::components::{Chip, Choice, ChoiceField, EmptyState, SearchField, VirtualList};
use crate::i18n::{choice_label, counted, format, text, text_with};
use crate::platform::dom;
use crate::store::{OrderFilter, OrderView, Store, use_store};

/// Id of the element with the rows.
const ROWS: &str = "order-list";
/// Periods that can be chosen, in months.
const PERIODS: [&str; 3] = ["1", "3", "12"];

/// The list of orders.
#[component]
pub fn SalesPage() -> impl IntoView {
    let state = ListState::kept();
    take_month_from_address(state);
    let found = found_orders(state);
    view! {
        <main class="list sales" id="main">
            <header>
                <Heading />
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
                    options=Memo::new(move |_| periods(&state.period.get()))
                    blank=text("order.period_all")
                />
            </div>
                <Views state />
                <Sum found />
            </header>
            <Rows state found />
        </main>
    }
}

#[component]
fn Heading() -> impl IntoView {
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
            </div>
        </div>
    }
}

/// What can be chosen; one month only where the chosen period is one.
fn periods(chosen: &str) -> Vec<Choice> {
    let choice = |months: &str| {
        let words = counted("order.period_months", months.parse().unwrap_or(0));
        Choice::new(months, words)
    };
    let month = Month::parse(chosen).map(|month| Choice::new(chosen, format::month(month)));
    month
        .into_iter()
        .chain(PERIODS.into_iter().map(choice))
        .collect()
}

/// Other pages link to the orders of one month, `/sales?period=2026-11&branch=…`.
fn take_month_from_address(state: ListState) {
    let wanted = |name| use_query_map().with_untracked(|query| query.get(name));
    let month = wanted("period").filter(|period| Month::parse(period).is_some());
    if let Some(month) = month {
        state.show_month(month, wanted("branch").unwrap_or_default());
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

fn view_label(view: OrderView) -> String {
    match view {
        OrderView::All => text("order.view_all"),
        OrderView::State(state) => choice_label("order", "state", state.as_str()),
        OrderView::Returns => choice_label("order", "type", "return"),
    }
}

/// How many orders are shown, and what those come to that hold.
#[component]
fn Sum(found: Memo<Arc<Vec<u32>>>) -> impl IntoView {
    let store = use_store();
    let words = move || {
        let sums = found.with(|found| store.index(|index| index.order_sums(found)));
        let count = counted("order.count", found.with(|found| found.len()));
        let sums = sums
            .into_iter()
            .map(|(currency, net)| format::money(net, currency));
        let sums: Vec<String> = sums.collect();
        match sums.is_empty() {
            true => count,
            false => text_with("order.sum", &[("count", count), ("sum", sums.join(" + "))]),
        }
    };
    view! { <p class="sub" aria-live="polite" data-testid="order-sum">{words}</p> }
}

#[component]
fn Rows(state: ListState, found: Memo<Arc<Vec<u32>>>) -> impl IntoView {
    let store = use_store();
    let navigate = use_navigate();
    let on_open = UnsyncCallback::new(move |at: u32| {
        navigate(
            &format!("/orders/{}", row_key(store, at).0),
            Default::default(),
        );
    });
    let is_empty = Memo::new(move |_| found.with(|found| found.is_empty()));
    let looked_for = Signal::derive(move || {
        let (query, view) = (state.query.get(), state.view.get());
        format!(
            "{query} {view:?} {} {}",
            state.branch.get(),
            state.period.get()
        )
    });
    move || {
        if is_empty.get() {
            let hint = text("empty.orders_hint");
            return view! { <EmptyState title=text("empty.orders") hint /> }.into_any();
        }
        view! {
            <VirtualList
                    items=found
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

/// Positions of the orders to be shown. Rows change while positions stay, so that every change
/// of the book counts as one.
fn found_orders(state: ListState) -> Memo<Arc<Vec<u32>>> {
    let store = use_store();
    let search = move || {
        store.track();
        let (since, until) = bounds(store, &state.period.get());
        let filter = OrderFilter {
            query: state.query.get(),
            view: state.view.get(),
            branch: state.branch.get(),
            since,
            until,
        };
        let found = store
            .index(|index| index.search_orders(&filter))
            .into_iter();
        Arc::new(found.filter_map(|at| u32::try_from(at).ok()).collect())
    };
    Memo::new_with_compare(move |_| search(), |_, _| true)
}

/// First and last day of a period: one month, or from so many months before today on.
fn bounds(store: Store, period: &str) -> (String, String) {
    if let Some(days) = Month::parse(period).map(Month::period) {
        return (days.first.to_string(), days.last.to_string());
    }
    let Ok(months) = period.parse() else {
        return Default::default();
    };
    let ms = domain::customer::months_before(store.now_ms(), months);
    let since = crate::i18n::zone::today(&store.zone(), ms);
    (since, String::new())
}
