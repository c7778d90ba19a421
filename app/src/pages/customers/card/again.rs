//! What a customer usually buys, and how often.

use domain::buying::{Usual, rhythm_of_days, usual_products};
use domain::order::Order;
use leptos::prelude::*;

use super::Card;
use crate::components::Panel;
use crate::i18n::{format, text, text_with};
use crate::platform::dom;
use crate::store::OrderRow;

/// As many as one reads at a glance.
const MOST_SHOWN: usize = 8;
/// Sales by which one sees what is usual: of a customer with thousands the latest ones.
const MOST_READ: usize = 100;

/// The products that are bought again and again, with the way to the same order again. Nothing
/// where there are no orders.
#[component]
pub fn UsualPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let usual = Memo::new(move |_| {
        let mut usual = usual_products(&latest_sales(card));
        usual.truncate(MOST_SHOWN);
        usual
    });
    let has_orders = Memo::new(move |_| card.orders(|orders| !orders.is_empty()));
    let link = move || {
        let href = usual.with(|usual| order_again(&card.id(), usual));
        view! {
            <a class="link no-print" data-testid="order-again" href=href>
                {text("customer.order_again")}
            </a>
        }
    };
    view! {
        <Show when=move || has_orders.get()>
            <Panel title=text("customer.usual") action=link>
                {move || table(&usual.get())}
                <div class="body">
                    <span class="when">{move || card.orders(rhythm_words)}</span>
                </div>
            </Panel>
        </Show>
    }
}

/// Address of a new order with these products.
fn order_again(customer: &str, usual: &[Usual]) -> String {
    let path = format!("/customers/{customer}/orders/new");
    if usual.is_empty() {
        return path;
    }
    let codes = usual.iter().map(|one| dom::query_value(&one.code));
    format!("{path}?again={}", codes.collect::<Vec<_>>().join(","))
}

fn table(usual: &[Usual]) -> Option<impl IntoView + use<>> {
    (!usual.is_empty()).then(|| {
        let rows = usual.iter().map(row).collect_view();
        view! {
            <table>
                <thead>
                    <tr>
                        <th>{text("kind.product")}</th>
                        <th class="num">{text("customer.usual_quantity")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    })
}

fn row(usual: &Usual) -> impl IntoView + use<> {
    let name = match usual.name.as_str() {
        "" => usual.code.clone(),
        name => name.to_owned(),
    };
    let quantity = format!("{} {}", format::quantity(usual.quantity), usual.unit);
    let last = format::day(&usual.last_on.to_string());
    let last = text_with("customer.usual_last", &[("day", last)]);
    view! {
        <tr data-testid="usual-product" data-code=usual.code.clone()>
            <td>
                {name}
                <br />
                <span class="when">{last}</span>
            </td>
            <td class="num">{quantity}</td>
        </tr>
    }
}

/// The latest sales with their lines.
fn latest_sales(card: Card) -> Vec<Order> {
    let ids: Vec<String> = card.orders(|orders| {
        let sales = orders.iter().filter(|row| row.is_firm_sale());
        sales.take(MOST_READ).map(|row| row.id.clone()).collect()
    });
    let read = |id: &String| Order::read(id, &card.store.record(id)?.fields);
    ids.iter().filter_map(read).collect()
}

fn rhythm_words(orders: &[OrderRow]) -> String {
    let sales = orders.iter().filter(|row| row.is_firm_sale());
    let days = sales.filter_map(|row| row.ordered_on.parse().ok());
    match rhythm_of_days(days.collect()) {
        Some(days) => text_with("customer.rhythm", &[("count", format::number(days))]),
        None => text("customer.no_rhythm"),
    }
}
