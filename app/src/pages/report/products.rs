//! The products that were sold most. Their figures are in the lines of orders, which are read
//! only while the panel is open, a few at a time.

use std::collections::HashMap;
use std::sync::Arc;

use domain::kinds::order;
use domain::money::{Currency, QUANTITY_DECIMALS, format_decimal};
use domain::order::Order;
use domain::sales::{ProductSales, ProductTally};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::figures::Figures;
use super::ranking::{Of, Ranked, Ranking};
use super::state::ReportState;
use super::table::{CsvButton, decimal, net_heading};
use crate::components::Panel;
use crate::i18n::{format, text};
use crate::pages::orders::period_word;
use crate::platform::{dom, timer};
use crate::store::{ProductRow, Store, use_store};
use crate::table_file::Cell;

const OF: Of = Of {
    table: "products",
    one: "product",
    much: "quantity",
};
/// Orders that are read together. Few enough for the page to stay quick in between.
const BATCH: usize = 100;

/// What was added up, and in which currency.
type Sold = Arc<(Vec<ProductSales>, Currency)>;

/// The panel of products.
#[component]
pub fn Products(state: ReportState, figures: Memo<Arc<Figures>>) -> impl IntoView {
    let store = use_store();
    let sold = sold(store, state, figures);
    let csv = move || {
        let sold = sold.get()?;
        let rows = move || csv(&sold.0, sold.1);
        Some(view! { <CsvButton table=OF.table rows /> })
    };
    // The orders of the same branch and days.
    let asked = Memo::new(move |_| {
        let period = figures.with(|figures| period_word(figures.period));
        format!("period={period}&branch={}", state.branch.get())
    });
    let action = move || view! { {csv} <OpenButton open=state.with_products /> };
    let inside = move || {
        state.with_products.get().then(|| match sold.get() {
            Some(sold) => {
                let ranked = ranked(store, &sold.0, &asked.get());
                view! { <Ranking of=OF ranked currency=sold.1 /> }.into_any()
            }
            None => view! { <p class="pad" role="status">{text("report.counting")}</p> }.into_any(),
        })
    };
    view! { <Panel title=text("report.products") action>{inside}</Panel> }
}

#[component]
fn OpenButton(open: RwSignal<bool>) -> impl IntoView {
    let words = move || {
        text(if open.get() {
            "report.hide"
        } else {
            "report.show"
        })
    };
    view! {
        <button
            type="button"
            class="link no-print"
            data-testid="report-open-products"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            {words}
        </button>
    }
}

/// Products in figures, added up anew whenever orders or choices changed.
fn sold(store: Store, state: ReportState, figures: Memo<Arc<Figures>>) -> RwSignal<Option<Sold>> {
    let sold = RwSignal::new(None);
    let run = StoredValue::new(0_u32);
    Effect::new(move |_| {
        if !state.with_products.get() {
            return;
        }
        let figures = figures.get();
        run.update_value(|run| *run += 1);
        let own = run.get_value();
        spawn_local(async move {
            let goes_on = || run.try_get_value() == Some(own);
            if let Some(found) = add_up(store, &figures, goes_on).await {
                sold.try_set(Some(Arc::new((found, figures.currency))));
            }
        });
    });
    sold
}

/// Reads all lines; none when nobody waits for them any more.
async fn add_up(
    store: Store,
    figures: &Figures,
    goes_on: impl Fn() -> bool,
) -> Option<Vec<ProductSales>> {
    let mut tally = ProductTally::new(figures.currency, figures.period);
    for orders in figures.orders.chunks(BATCH) {
        timer::sleep(0).await;
        if !goes_on() {
            return None;
        }
        let read = |(id, _): &(String, u64)| {
            let record = store
                .record(id)
                .filter(|record| record.kind == order::KIND)?;
            Order::read(id, &record.fields)
        };
        let orders = orders.iter().filter_map(read);
        orders.for_each(|order| tally.add(&order));
    }
    Some(tally.ranked())
}

/// With links to the orders that contain them, whether they are still in the catalogue or not.
fn ranked(store: Store, sold: &[ProductSales], asked: &str) -> Vec<Ranked> {
    store.index(|index| {
        let live = index.products.iter().filter(|row| !row.archived);
        let known: HashMap<&str, &ProductRow> = live.map(|row| (row.code.as_str(), row)).collect();
        let of_product = |one: &ProductSales| {
            let product = known.get(one.code.as_str()).copied();
            Ranked {
                id: one.code.clone(),
                name: name(one, product),
                href: Some(format!(
                    "/sales?product={}&{asked}",
                    dom::query_value(&one.code)
                )),
                much: format!("{} {}", format::quantity(one.quantity), one.unit),
                net: one.net,
            }
        };
        sold.iter().map(of_product).collect()
    })
}

/// As it was sold, or else as it is called now.
fn name(one: &ProductSales, product: Option<&ProductRow>) -> String {
    let now = product.map_or("", |product| product.name.as_str());
    let names = [one.name.as_str(), now, one.code.as_str()];
    let name = names.into_iter().find(|name| !name.is_empty());
    name.unwrap_or_default().to_owned()
}

fn csv(sold: &[ProductSales], currency: Currency) -> (Vec<String>, Vec<Vec<Cell>>) {
    let heading = vec![
        text("report.column.product_code"),
        text("report.column.product"),
        text("report.column.quantity"),
        text("report.column.unit"),
        net_heading(currency),
    ];
    let row = |one: &ProductSales| {
        vec![
            Cell::Text(one.code.clone()),
            Cell::Text(one.name.clone()),
            Cell::Number(format_decimal(one.quantity.0, '.', QUANTITY_DECIMALS)),
            Cell::Text(one.unit.clone()),
            decimal(one.net, currency),
        ]
    };
    (heading, sold.iter().map(row).collect())
}
