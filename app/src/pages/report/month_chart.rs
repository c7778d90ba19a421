//! Months as columns, each as high as its share of the best one.

use domain::money::{Amount, Currency};
use domain::sales::MonthSales;
use leptos::prelude::*;

use super::bars::share;
use crate::i18n::{format, text_with};

/// With more columns than this only every so-manieth is named.
const MOST_NAMES: usize = 12;

/// One column for every month.
#[component]
pub fn MonthChart(
    /// From the first month to the last.
    months: Vec<MonthSales>,
    currency: Currency,
) -> impl IntoView {
    let greatest = months.iter().map(|one| one.net).max();
    let greatest = greatest.unwrap_or(Amount::ZERO);
    let every = months.len().div_ceil(MOST_NAMES).max(1);
    let column = |(at, one): (usize, &MonthSales)| {
        let is_named = (months.len() - 1 - at).is_multiple_of(every);
        let height = format!("{:.2}%", share(one.net, greatest) * 100.0);
        view! {
            <div class="column" title=format::money(one.net, currency)>
                <div class="fill" style:height=height></div>
                <span>{is_named.then(|| format::short_month(one.month))}</span>
            </div>
        }
    };
    let columns = months.iter().enumerate().map(column).collect_view();
    let most = format::money(greatest, currency);
    view! {
        <div
            class="chart"
            role="img"
            aria-label=summary(&months, currency)
            data-testid="report-chart-months"
        >
            <p class="sub">{most}</p>
            <div class="columns">{columns}</div>
        </div>
    }
}

fn summary(months: &[MonthSales], currency: Currency) -> String {
    let name = |one: Option<&MonthSales>| one.map(|one| format::month(one.month));
    let best = months.iter().max_by_key(|one| one.net);
    let sum = best.map(|one| format::money(one.net, currency));
    let values = [
        ("first", name(months.first())),
        ("last", name(months.last())),
        ("month", name(best)),
        ("sum", sum),
    ];
    let values = values.map(|(key, value)| (key, value.unwrap_or_default()));
    text_with("report.months_summary", &values)
}
