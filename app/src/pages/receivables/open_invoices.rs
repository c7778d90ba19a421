//! The invoices that are not wholly paid.

use domain::receivables::{Item, allocate};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::summary::{days_late, late_words};
use crate::components::{Panel, Tag, Tone};
use crate::i18n::{format, text, text_with};

/// A line for each open invoice, the one that is due first leading. Nothing where there is none.
#[component]
pub fn OpenPanel(
    /// The account.
    sheet: Sheet,
) -> impl IntoView {
    let rows = move || {
        let today = sheet.today();
        sheet.ledger(|ledger| {
            let found = allocate(ledger);
            found
                .open()
                .map(|item| row(sheet, item, &today))
                .collect::<Vec<_>>()
        })
    };
    move || {
        let rows = rows();
        (!rows.is_empty()).then(|| {
            view! {
                <Panel title=text("receivables.open")>
                    <div class="scroll" role="region" tabindex="0" aria-label=text("receivables.open")>
                        <table>
                            <thead>
                                <tr>
                                    <th>{text("kind.invoice")}</th>
                                    <th>{text("field.invoice.due_on")}</th>
                                    <th>{text("receivables.late")}</th>
                                    <th class="num">{text("receivables.remaining")}</th>
                                    <th class="no-print"></th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                </Panel>
            }
        })
    }
}

fn row(sheet: Sheet, item: &Item, today: &str) -> impl IntoView + use<> {
    let invoice = item.invoice;
    let days = days_late(&invoice.due_on.to_string(), today);
    let tone = if days > 0 { Tone::Bad } else { Tone::Mute };
    let issued = format::day(&invoice.issued_on.to_string());
    let of = (item.remaining != invoice.amount).then(|| {
        let amount = format::money(invoice.amount, invoice.currency);
        text_with("receivables.of", &[("amount", amount)])
    });
    view! {
        <tr data-testid="open-invoice" data-id=invoice.id.clone()>
            <td>
                <a class="link" href=format!("/invoices/{}", invoice.id)>
                    {sheet.books(|books| books.number(&invoice.id))}
                </a>
                <br />
                <span class="when">{issued}</span>
            </td>
            <td>{format::day(&invoice.due_on.to_string())}</td>
            <td>
                <Tag tone text=late_words(days) />
            </td>
            <td class="num">
                {format::money(item.remaining, invoice.currency)}
                <br />
                <span class="when">{of}</span>
            </td>
            <td class="no-print">
                <div class="row">{links(sheet, &invoice.id)}</div>
            </td>
        </tr>
    }
}

fn links(sheet: Sheet, invoice: &str) -> impl IntoView + use<> {
    let link = |testid: &'static str, form: &str, words: &str| {
        let href = sheet.path(&format!("{form}/new?invoice={invoice}"));
        view! { <a class="link" data-testid=testid href=href>{text(words)}</a> }
    };
    view! {
        {link("invoice-pay", "payments", "receivables.pay")}
        {link("invoice-promise", "promises", "receivables.promise")}
    }
}
