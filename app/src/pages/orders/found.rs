//! Which orders the list shows. Those with a product are told by their lines, which are read a few
//! orders at a time, so that the page stays quick meanwhile.

use std::collections::HashSet;
use std::sync::Arc;

use domain::kinds::order;
use domain::order::Order;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list_state::ListState;
use super::period::bounds;
use crate::platform::timer;
use crate::store::{OrderFilter, OrderView, Store, use_store};

/// Orders that are read together.
const BATCH: usize = 100;

/// What the list shows.
#[derive(Clone, Copy)]
pub struct Found {
    /// Positions in the index, latest first.
    pub orders: Memo<Arc<Vec<u32>>>,
    /// Whether lines are still being read for the first time.
    pub is_counting: Memo<bool>,
}

/// The orders of branch and period that have a product.
struct WithProduct {
    product: String,
    orders: HashSet<String>,
}

/// Follows what is looked for. Rows change while positions stay, so that every change of the book
/// counts as one.
pub fn found_orders(state: ListState) -> Found {
    let store = use_store();
    let with_product = with_product(store, state);
    let search = move || {
        store.track();
        let filter = OrderFilter {
            query: state.query.get(),
            view: state.view.get(),
            ..of_branch_and_period(store, state)
        };
        let product = state.product.get();
        let found = store.index(|index| {
            let found = index.search_orders(&filter).into_iter();
            let has_product = |at: &usize| {
                let id = index.orders().get(*at).map(|row| &row.id);
                product.is_empty() || id.is_some_and(|id| knows(with_product, &product, id))
            };
            let found = found.filter(has_product);
            found.filter_map(|at| u32::try_from(at).ok()).collect()
        });
        Arc::new(found)
    };
    let is_counting = move || {
        let product = state.product.get();
        let is_read = |one: &WithProduct| one.product == product;
        !product.is_empty() && !with_product.with(|found| found.as_ref().is_some_and(is_read))
    };
    Found {
        orders: Memo::new_with_compare(move |_| search(), |_, _| true),
        is_counting: Memo::new(move |_| is_counting()),
    }
}

fn knows(with_product: RwSignal<Option<WithProduct>>, product: &str, id: &str) -> bool {
    with_product.with(|found| {
        let found = found.as_ref().filter(|found| found.product == product);
        found.is_some_and(|found| found.orders.contains(id))
    })
}

fn of_branch_and_period(store: Store, state: ListState) -> OrderFilter {
    let (since, until) = bounds(store, &state.period.get());
    OrderFilter {
        query: String::new(),
        view: OrderView::All,
        branch: state.branch.get(),
        since,
        until,
    }
}

/// Read anew whenever the book or a choice changed; what was read before holds until then.
fn with_product(store: Store, state: ListState) -> RwSignal<Option<WithProduct>> {
    let found = RwSignal::new(None);
    let run = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let product = state.product.get();
        run.update_value(|run| *run += 1);
        if product.is_empty() {
            return;
        }
        store.track();
        let filter = of_branch_and_period(store, state);
        let own = run.get_value();
        spawn_local(async move {
            let goes_on = || run.try_get_value() == Some(own);
            if let Some(orders) = read(store, &filter, &product, goes_on).await {
                found.try_set(Some(WithProduct { product, orders }));
            }
        });
    });
    found
}

/// Ids of the orders that have the product; none when nobody waits for them any more.
async fn read(
    store: Store,
    filter: &OrderFilter,
    product: &str,
    goes_on: impl Fn() -> bool,
) -> Option<HashSet<String>> {
    let ids: Vec<String> = store.index(|index| {
        let found = index.search_orders(filter).into_iter();
        let rows = found.filter_map(|at| index.orders().get(at));
        rows.map(|row| row.id.clone()).collect()
    });
    let mut found = HashSet::new();
    for batch in ids.chunks(BATCH) {
        timer::sleep(0).await;
        if !goes_on() {
            return None;
        }
        let having = batch.iter().filter(|id| has_product(store, id, product));
        found.extend(having.cloned());
    }
    Some(found)
}

fn has_product(store: Store, id: &str, product: &str) -> bool {
    let record = store.record(id).filter(|record| record.kind == order::KIND);
    let order = record.and_then(|record| Order::read(id, &record.fields));
    order.is_some_and(|order| order.lines.iter().any(|line| line.code == product))
}
