//! Documents, lines and what they come to, side by side.

use domain::money::{Amount, Currency};
use leptos::prelude::*;

use crate::i18n::{format, text};
use crate::pages::import::digits;

/// A row for each count, and one for all of them.
#[component]
pub fn CountTable(
    /// What the rows tell apart.
    heading: String,
    /// The rows.
    children: Children,
    /// Documents of all rows.
    documents: usize,
    /// Lines of all rows.
    lines: usize,
    /// What all rows come to.
    net: Amount,
    /// Currency of all amounts.
    currency: Currency,
) -> impl IntoView {
    view! {
        <div class="scroll">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{heading}</th>
                        <th scope="col" class="num">{text("import_orders.documents")}</th>
                        <th scope="col" class="num">{text("import_orders.lines")}</th>
                        <th scope="col" class="num">{text("import_orders.worth")}</th>
                    </tr>
                </thead>
                <tbody>{children()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{text("import_orders.all")}</th>
                        {count_cells(documents, lines, net, currency)}
                    </tr>
                </tfoot>
            </table>
        </div>
    }
}

/// The cells of a row after its name.
pub fn count_cells(
    documents: usize,
    lines: usize,
    net: Amount,
    currency: Currency,
) -> impl IntoView {
    view! {
        <td class="num">{digits(documents)}</td>
        <td class="num">{digits(lines)}</td>
        <td class="num">{format::money(net, currency)}</td>
    }
}
