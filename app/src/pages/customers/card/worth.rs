//! What a customer owes and buys, in figures.

use domain::buying::{Bought, Lately, bought};
use domain::order::{Line, Order};
use domain::sales::Sale;
use leptos::prelude::*;

use super::Card;
use super::figures::{MONTHS, digits};
use super::filter::{Counted, Shown};
use crate::components::Kpi;
use crate::i18n::{format, text, text_with};
use crate::pages::receivables::{Account, account, status_words};
use crate::store::{OrderRow, Store};

/// Products that are named of an order.
const MOST_NAMED: usize = 5;

/// What is owed, what was bought in a year, and when last.
#[component]
pub fn WorthFigures(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let receivables = format!("/customers/{}/receivables", card.id());
    let sums = Memo::new(move |_| sums(card));
    let account = Memo::new(move |_| {
        card.record(|record| Some(card.books(|books| account(card.store, record, books))))
    });
    let owed = move || {
        let balance = account.get().map(|account| account.balance);
        format::money(balance.unwrap_or_default(), card.store.currency())
    };
    let counted = move |figure: Counted| {
        let href = Shown::Counted(figure).href(&card.id());
        Signal::derive(move || card.orders(|all| !all.is_empty()).then(|| href.clone()))
    };
    view! {
        <Kpi
            testid="figure-receivables"
            label=text("customer.kpi.receivables")
            value=Signal::derive(owed)
            note=Signal::derive(move || status(account))
            href=Signal::derive(move || Some(receivables.clone()))
        />
        <Kpi
            testid="figure-value"
            label=Counted::Value.label()
            value=Signal::derive(move || format::money(sums.get().value, card.store.currency()))
            href=counted(Counted::Value)
        />
        <Kpi
            testid="figure-orders"
            label=Counted::Orders.label()
            value=Signal::derive(move || digits(sums.get().orders))
            href=counted(Counted::Orders)
        />
        <LastPurchase card />
    }
}

/// Where the debt is before the limits, in words.
fn status(account: Memo<Option<Account>>) -> String {
    let account = account.get();
    let words = account.map(|account| status_words(account.credit.status));
    words.unwrap_or_default()
}

/// What counts as bought lately, in the company's currency. Reactive, as days go by.
pub fn lately(store: Store) -> Option<Lately> {
    store.track();
    let today = store.today().parse().ok()?;
    Some(Lately::new(store.currency(), MONTHS, today))
}

fn sums(card: Card) -> Bought {
    let found = lately(card.store).map(|lately| {
        card.orders(|orders| {
            let orders: Vec<Sale> = orders.iter().filter_map(OrderRow::sale).collect();
            bought(&orders, lately)
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
