//! What the tables of the report share.

use domain::money::{Amount, Currency, format_decimal};
use leptos::prelude::*;

use crate::i18n::{format, text, text_with};
use crate::table_file::{self, Cell};

/// A heading by the name of its text.
pub fn head(name: &str, class: &'static str) -> impl IntoView + use<> {
    view! { <th scope="col" class=class>{text(&format!("report.column.{name}"))}</th> }
}

/// Money as people read it.
pub fn amount(net: Amount, currency: Currency) -> String {
    format::money(net, currency)
}

/// A count as people read it.
pub fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The last line: what stands between its name and the sum, and the sum.
pub fn total(
    table: &str,
    between: impl IntoView,
    net: Amount,
    currency: Currency,
) -> impl IntoView {
    view! {
        <tr data-testid=format!("report-total-{table}")>
            <th scope="row">{text("report.total")}</th>
            {between}
            <td class="num">{amount(net, currency)}</td>
        </tr>
    }
}

/// The heading of amounts in a file, whose cells are plain numbers.
pub fn net_heading(currency: Currency) -> String {
    text_with("report.column.net_in", &[("currency", currency.as_str())])
}

/// An amount as a cell of a file.
pub fn decimal(net: Amount, currency: Currency) -> Cell {
    Cell::Number(format_decimal(net.0, '.', currency.decimals()))
}

/// A count as a cell of a file.
pub fn count(count: usize) -> Cell {
    Cell::Number(count.to_string())
}

/// Offers a table as a file.
#[component]
pub fn CsvButton<F>(
    /// Name of the table in the texts: `months`, `customers`, `products`, `orders`.
    table: &'static str,
    /// The heading and the rows when it is pressed.
    rows: F,
) -> impl IntoView
where
    F: Fn() -> (Vec<String>, Vec<Vec<Cell>>) + 'static,
{
    let save = move |_| {
        let (heading, rows) = rows();
        table_file::offer(&text(&format!("report.file.{table}")), &heading, rows);
    };
    let title = text(&format!("report.{table}"));
    view! {
        <button
            type="button"
            class="link no-print"
            data-testid=format!("report-csv-{table}")
            aria-label=text_with("report.csv_of", &[("table", title)])
            on:click=save
        >
            {text("report.csv")}
        </button>
    }
}
