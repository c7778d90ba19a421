//! Sales per month: the chart, and the table that leads to the orders of a month.

use std::sync::Arc;

use domain::money::Currency;
use domain::sales::MonthSales;
use leptos::prelude::*;

use super::figures::Figures;
use super::month_chart::MonthChart;
use super::state::ReportState;
use super::table::{CsvButton, amount, count, digits, head, net_heading, total};
use crate::components::Panel;
use crate::i18n::{format, text};
use crate::table_file::Cell;

/// The panel of months.
#[component]
pub fn Months(state: ReportState, figures: Memo<Arc<Figures>>) -> impl IntoView {
    let months = Memo::new(move |_| {
        let figures = figures.get();
        (figures.months.clone(), figures.currency)
    });
    let csv =
        move || view! { <CsvButton table="months" rows=move || months.with_untracked(csv) /> };
    let inside = move || {
        let (months, currency) = months.get();
        view! {
            <MonthChart months=months.clone() currency />
            <MonthTable state months currency />
        }
    };
    view! {
        <Panel title=text("report.months") action=csv>
            <div class="figure">{inside}</div>
        </Panel>
    }
}

#[component]
fn MonthTable(state: ReportState, months: Vec<MonthSales>, currency: Currency) -> impl IntoView {
    let row = |one: &MonthSales| {
        let month = one.month.to_string();
        let branch = state.branch;
        let words = format::month(one.month);
        let href = move || format!("/sales?period={month}&branch={}", branch.get());
        view! {
            <tr data-testid="report-month-row" data-month=one.month.to_string()>
                <td><a href=href>{words}</a></td>
                <td class="num">{digits(one.orders)}</td>
                <td class="num">{amount(one.net, currency)}</td>
            </tr>
        }
    };
    let rows = months.iter().rev().map(row).collect_view();
    let (orders, net) = (
        months.iter().map(|one| one.orders).sum(),
        months.iter().map(|one| one.net).sum(),
    );
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=text("report.months")>
            <table>
                <thead>
                    <tr>
                        {head("month", "")}
                        {head("orders", "num")}
                        {head("net", "num")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>
                    {total("months", view! { <td class="num">{digits(orders)}</td> }, net, currency)}
                </tfoot>
            </table>
        </div>
    }
}

fn csv((months, currency): &(Vec<MonthSales>, Currency)) -> (Vec<String>, Vec<Vec<Cell>>) {
    let heading = vec![
        text("report.column.month"),
        text("report.column.orders"),
        net_heading(*currency),
    ];
    let row = |one: &MonthSales| {
        vec![
            Cell::Text(one.month.to_string()),
            count(one.orders),
            super::table::decimal(one.net, *currency),
        ]
    };
    (heading, months.iter().rev().map(row).collect())
}
