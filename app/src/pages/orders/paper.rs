//! The shown orders on paper. The list on the screen draws only the rows in sight, so that paper
//! has a table of its own, which is there only while it is printed.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::found::Found;
use super::list::{sum_words, view_label};
use super::list_state::ListState;
use super::period;
use super::print::PrintHead;
use super::row::sub;
use crate::i18n::{counted, field_label, format, text};
use crate::pages::customers::name_of;
use crate::pages::receivables::as_of;
use crate::pages::shell::use_minute;
use crate::platform::{dom, timer};
use crate::store::{OrderRow, OrderView, Store, use_store};

/// Rows that are printed, about 25 sheets; the file has all of them.
const MOST: usize = 1_000;

/// Prints what the list shows. `printing` says whether the table is there.
pub fn print_list(printing: RwSignal<bool>) {
    printing.set(true);
    spawn_local(async {
        // The table is drawn first.
        timer::sleep(0).await;
        dom::print();
    });
}

/// Whether the page is being printed, by our button or by the browser's own.
pub fn use_printing() -> RwSignal<bool> {
    let printing = RwSignal::new(false);
    let listeners = dom::on_print(move |is_printing| {
        printing.try_set(is_printing);
    });
    // Held until the page goes away.
    StoredValue::new_local(listeners);
    printing
}

/// The table, while it is printed.
#[component]
pub fn OrdersPaper(state: ListState, found: Found, printing: RwSignal<bool>) -> impl IntoView {
    move || printing.get().then(|| view! { <Sheet state found /> })
}

#[component]
fn Sheet(state: ListState, found: Found) -> impl IntoView {
    let store = use_store();
    let minute = use_minute();
    let head = move || {
        let known = as_of(store, minute.now_ms());
        let sum = found.orders.with(|orders| sum_words(store, orders));
        format!("{} · {sum} · {known}", chosen(state))
    };
    let left_out = move || {
        let more = found
            .orders
            .with(|orders| orders.len().saturating_sub(MOST));
        let words = move || counted("order.left_out", more);
        (more > 0).then(|| view! { <p data-testid="order-left-out">{words}</p> })
    };
    view! {
        <div class="print-only" data-testid="order-paper">
            <PrintHead store branch=state.branch />
            <h1>{text("order.title")}</h1>
            <p>{head}</p>
            <table>
                <Columns />
                <tbody>{move || rows(store, &found.orders.get())}</tbody>
            </table>
            {left_out}
        </div>
    }
}

/// What the list was narrowed to, in words.
fn chosen(state: ListState) -> String {
    let period = state.period.get();
    let choice = period::choices(&period)
        .into_iter()
        .find(|choice| choice.value == period);
    let period = choice.map_or_else(|| text("order.period_all"), |choice| choice.label);
    let words = [
        period,
        view_label(state.view.get()),
        state.product.get(),
        state.query.get(),
    ];
    let words = words.into_iter().filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join(" · ")
}

#[component]
fn Columns() -> impl IntoView {
    let head =
        |words: String, class: &'static str| view! { <th scope="col" class=class>{words}</th> };
    view! {
        <thead>
            <tr>
                {head(field_label("order", "ordered_on"), "")}
                {head(text("report.column.customer"), "")}
                {head(field_label("order", "code"), "")}
                {head(field_label("order", "state"), "")}
                {head(text("report.column.net"), "num")}
            </tr>
        </thead>
    }
}

fn rows(store: Store, orders: &Arc<Vec<u32>>) -> impl IntoView + use<> {
    let rows = store.index(|index| {
        let rows = orders.iter().take(MOST);
        let rows = rows.filter_map(|at| index.orders().get(*at as usize));
        let named = rows.map(|row| (row.clone(), name_of(index, &row.customer)));
        named.collect::<Vec<_>>()
    });
    let rows = rows.into_iter();
    rows.map(|(row, name)| line(&row, name)).collect_view()
}

fn line(row: &OrderRow, name: String) -> impl IntoView + use<> {
    view! {
        <tr data-testid="order-paper-row">
            <td>{format::day(&row.ordered_on)}</td>
            <td>{name}</td>
            <td>{sub(row)}</td>
            <td>{view_label(OrderView::State(row.state))}</td>
            <td class="num">{format::money(row.net, row.currency)}</td>
        </tr>
    }
}
