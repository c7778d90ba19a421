//! What a customer owes and buys, in figures.

use domain::buying::{Bought, bought};
use domain::order::{Line, Order};
use domain::sales::Sale;
use leptos::prelude::*;

use super::Card;
use super::figures::{MONTHS, digits};
use super::filter::Group;
use crate::components::Kpi;
use crate::i18n::{format, text, text_with};
use crate::pages::receivables::{Account, account, as_of, status_words};
use crate::pages::shell::use_minute;
use crate::store::OrderRow;

/// Products that are named of an order.
const MOST_NAMED: usize = 5;

/// What is owed, what was bought in a year, and when last.
#[component]
pub fn WorthFigures(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let receivables = format!("/customers/{}/receivables", card.id());
    let orders = Group::Order.href(&card.id());
    let sums = Memo::new(move |_| sums(card));
    let account = Memo::new(move |_| {
        card.record(|record| Some(card.books(|books| account(card.store, record, books))))
    });
    let owed = move || {
        let balance = account.get().map(|account| account.balance);
        format::money(balance.unwrap_or_default(), card.store.currency())
    };
    let has_orders = move |href: String| {
        Signal::derive(move || card.orders(|all| !all.is_empty()).then(|| href.clone()))
    };
    let title = |key: &str| text(&format!("customer.kpi.{key}"));
    view! {
        <Kpi
            testid="figure-receivables"
            label=title("receivables")
            value=Signal::derive(owed)
            note=status_note(card, account)
            href=Signal::derive(move || Some(receivables.clone()))
        />
        <Kpi
            testid="figure-value"
            label=title("value")
            value=Signal::derive(move || format::money(sums.get().value, card.store.currency()))
            href=has_orders(orders.clone())
        />
        <Kpi
            testid="figure-orders"
            label=title("orders")
            value=Signal::derive(move || digits(sums.get().orders))
            href=has_orders(orders)
        />
        <LastPurchase card />
    }
}

/// The status in words, and as of when it is known.
fn status_note(card: Card, account: Memo<Option<Account>>) -> Signal<String> {
    let minute = use_minute();
    Signal::derive(move || {
        let status = account
            .get()
            .map(|account| status_words(account.credit.status));
        let as_of = as_of(card.store, minute.now_ms());
        format!("{} · {as_of}", status.unwrap_or_default())
    })
}

fn sums(card: Card) -> Bought {
    let today = card.store.today().parse().ok();
    let currency = card.store.currency();
    let found = today.map(|today| {
        card.orders(|orders| {
            let orders: Vec<Sale> = orders.iter().filter_map(OrderRow::sale).collect();
            bought(&orders, currency, MONTHS, today)
        })
    });
    found.unwrap_or_default()
}

#[component]
fn LastPurchase(card: Card) -> impl IntoView {
    let last = Memo::new(move |_| {
        card.orders(|orders| orders.iter().find(|row| row.is_firm_sale()).cloned())
    });
    let day = move || {
        last.with(|last| match last {
            Some(row) => format::day(&row.ordered_on),
            None => text("customer.kpi.never"),
        })
    };
    let what = move || {
        let id = last.with(|last| last.as_ref().map(|row| row.id.clone()));
        let record = card.store.record(&id?)?;
        Some(products(&Order::read(&record.id, &record.fields)?))
    };
    let what = move || what().unwrap_or_default();
    let href = move || last.with(|last| Some(format!("/orders/{}", last.as_ref()?.id)));
    view! {
        <Kpi
            testid="figure-last-purchase"
            label=text("customer.kpi.last_purchase")
            value=Signal::derive(day)
            note=Signal::derive(what)
            href=Signal::derive(href)
        />
    }
}

/// Names of the first products of an order.
pub fn products(order: &Order) -> String {
    let name = |line: &Line| match line.name.as_str() {
        "" => line.code.clone(),
        name => name.to_owned(),
    };
    let names: Vec<String> = order.lines.iter().take(MOST_NAMED).map(name).collect();
    let names = names.join(", ");
    match order.lines.len().saturating_sub(MOST_NAMED) {
        0 => names,
        more => text_with(
            "customer.and_more",
            &[("names", names), ("count", digits(more))],
        ),
    }
}
