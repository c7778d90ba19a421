//! The lines of an order as a table.

use domain::order::{Line, Order, Totals};
use leptos::prelude::*;

use crate::i18n::{format, text};

/// Lines and what they come to.
#[component]
pub fn LineTable(order: Order) -> impl IntoView {
    let currency = order.currency;
    let totals = order.totals().unwrap_or_default();
    let has_discount = totals.discount.0 != 0;
    let heading = |key: &str, class: &'static str| view! { <th class=class>{text(key)}</th> };
    let row = |line: &Line| {
        let net = line.net(currency).unwrap_or_default();
        let amount = if line.free {
            text("order.free")
        } else {
            format::money(net, currency)
        };
        let discount =
            (line.discount.0 != 0).then(|| format::percent(line.discount.0 as f64 / 10_000.0));
        let quantity = format!("{} {}", format::quantity(line.quantity), line.unit);
        view! {
            <tr data-testid="order-line">
                <td>{line.code.clone()}</td>
                <td>{line.name.clone()}</td>
                <td class="num">{quantity}</td>
                <td class="num">{format::unit_price(line.price, currency)}</td>
                {has_discount.then(|| view! { <td class="num">{discount}</td> })}
                <td class="num">{amount}</td>
            </tr>
        }
    };
    let rows = order.lines.iter().map(row).collect_view();
    let sum = |label: &str, amount| {
        let span = if has_discount { "5" } else { "4" };
        view! {
            <tr>
                <th colspan=span class="num">{text(label)}</th>
                <td class="num">{format::money(amount, currency)}</td>
            </tr>
        }
    };
    let Totals {
        gross,
        discount,
        net,
    } = totals;
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=text("order.lines")>
            <table>
                <thead>
                    <tr>
                        {heading("order.column.code", "")}
                        {heading("order.column.product", "")}
                        {heading("order.column.quantity", "num")}
                        {heading("order.column.price", "num")}
                        {has_discount.then(|| heading("order.column.discount", "num"))}
                        {heading("order.column.amount", "num")}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot data-testid="order-total">
                    {has_discount
                        .then(|| {
                            view! {
                                {sum("order.gross", gross)}
                                {sum("order.discount", -discount)}
                            }
                        })}
                    {sum("order.total", net)}
                </tfoot>
            </table>
        </div>
    }
}
