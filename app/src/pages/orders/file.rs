//! The shown orders as a file for spreadsheets.

use domain::kinds::order;
use domain::money::{Amount, format_decimal};
use domain::sales::counted;
use leptos::prelude::*;

use super::found::Found;
use crate::i18n::{choice_label, field_label, text};
use crate::pages::customers::name_of;
use crate::pages::report::CsvButton;
use crate::store::{Index, OrderRow, use_store};
use crate::table_file::Cell;

/// Offers the orders that are shown, with whatever is chosen.
#[component]
pub fn OrdersFile(found: Found) -> impl IntoView {
    let store = use_store();
    let rows = move || {
        let found = found.orders.get_untracked();
        let rows = store.index(|index| {
            let rows = found
                .iter()
                .filter_map(|at| index.orders().get(*at as usize));
            rows.map(|row| cells(index, row)).collect()
        });
        (heading(), rows)
    };
    view! { <CsvButton table="orders" rows /> }
}

fn heading() -> Vec<String> {
    let field = |name| field_label(order::KIND, name);
    vec![
        field(order::ORDERED_ON),
        field(order::CODE),
        field(order::DOCUMENT),
        text("report.column.branch"),
        text("report.column.customer_code"),
        text("report.column.customer"),
        field(order::TYPE),
        field(order::STATE),
        field(order::CURRENCY),
        text("report.column.net"),
        text("report.column.counted"),
    ]
}

/// The last cell is what the order adds to sales, so that the column comes to what the list says.
fn cells(index: &Index, row: &OrderRow) -> Vec<Cell> {
    let branch = index.home_of(&row.customer).and_then(|home| {
        let mut all = index.branches.iter();
        all.find(|branch| branch.id == home)
    });
    let customer = index.customer(&row.customer);
    let customer_code = customer.map(|customer| customer.code.clone());
    let customer_code = customer_code.unwrap_or_default();
    let name = name_of(index, &row.customer);
    let choice = |field, word: &str| Cell::Text(choice_label(order::KIND, field, word));
    let decimal = |net: Amount| Cell::Number(format_decimal(net.0, '.', row.currency.decimals()));
    let own_code = match row.code == row.document {
        true => "",
        false => row.code.as_str(),
    };
    vec![
        Cell::Text(row.ordered_on.clone()),
        Cell::Text(own_code.to_owned()),
        Cell::Text(row.document.clone()),
        Cell::Text(branch.map(|branch| branch.code.clone()).unwrap_or_default()),
        Cell::Text(customer_code),
        Cell::Text(name),
        choice(order::TYPE, row.order_type.as_str()),
        choice(order::STATE, row.state.as_str()),
        Cell::Text(row.currency.as_str().to_owned()),
        decimal(row.net),
        decimal(counted(row.order_type, row.state, row.net).unwrap_or_default()),
    ]
}
