//! The customers with the greatest sales.

use std::sync::Arc;

use domain::money::Currency;
use domain::sales::CustomerSales;
use leptos::prelude::*;

use super::figures::Figures;
use super::ranking::{Of, Ranked, Ranking};
use super::table::{CsvButton, count, decimal, digits, net_heading};
use crate::components::Panel;
use crate::i18n::text;
use crate::pages::customers::name_of;
use crate::store::{Store, use_store};
use crate::table_file::Cell;

const OF: Of = Of {
    table: "customers",
    one: "customer",
    much: "orders",
};

/// The panel of customers.
#[component]
pub fn Customers(figures: Memo<Arc<Figures>>) -> impl IntoView {
    let store = use_store();
    // Names may change while the sums stay.
    let ranked = Memo::new(move |_| {
        store.track();
        let figures = figures.get();
        let ranked = figures.customers.iter().map(|one| ranked(store, one));
        (ranked.collect::<Vec<_>>(), figures.currency)
    });
    let csv = move || {
        let rows = move || figures.with_untracked(|figures| csv(store, figures));
        view! { <CsvButton table=OF.table rows /> }
    };
    let inside = move || {
        let (ranked, currency) = ranked.get();
        view! { <Ranking of=OF ranked currency /> }
    };
    view! { <Panel title=text("report.customers") action=csv>{inside}</Panel> }
}

fn ranked(store: Store, one: &CustomerSales) -> Ranked {
    let (_, name) = code_and_name(store, &one.customer);
    let is_erased = store.index(|index| index.is_erased(&one.customer));
    Ranked {
        id: one.customer.clone(),
        name,
        href: (!is_erased).then(|| format!("/customers/{}", one.customer)),
        much: digits(one.orders),
        net: one.net,
    }
}

fn code_and_name(store: Store, id: &str) -> (String, String) {
    store.index(|index| {
        let code = index.customer(id).map(|row| row.code.clone());
        (code.unwrap_or_default(), name_of(index, id))
    })
}

fn csv(store: Store, figures: &Figures) -> (Vec<String>, Vec<Vec<Cell>>) {
    let currency: Currency = figures.currency;
    let heading = vec![
        text("report.column.customer_code"),
        text("report.column.customer"),
        text("report.column.orders"),
        net_heading(currency),
    ];
    let row = |one: &CustomerSales| {
        let (code, name) = code_and_name(store, &one.customer);
        vec![
            Cell::Text(code),
            Cell::Text(name),
            count(one.orders),
            decimal(one.net, currency),
        ]
    };
    (heading, figures.customers.iter().map(row).collect())
}
