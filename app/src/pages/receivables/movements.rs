//! The rows of a statement.

use std::collections::BTreeSet;

use domain::access;
use domain::kinds::invoice;
use domain::kinds::payment::{self, PAYMENT};
use domain::money::Amount;
use domain::receivables::{InvoiceType, Movement, Source, Statement};
use leptos::prelude::*;

use super::sheet::Sheet;
use super::take_back::Asking;
use crate::components::{Tag, Tone};
use crate::i18n::{choice_label, format, kind_label, text, text_with};

/// The opening balance, and a row for everything that moved it.
pub fn rows(sheet: Sheet, found: &Statement, asking: Asking) -> impl IntoView + use<> {
    let standing = standing(sheet);
    let row = |movement: &Movement| {
        let is_standing = standing.contains(&movement.entry.id);
        row(sheet, movement, is_standing.then_some(asking))
    };
    view! {
        <tr data-testid="statement-opening">
            <td></td>
            <td colspan="3">{text("receivables.opening")}</td>
            <td class="num">{format::money(found.opening, sheet.currency())}</td>
            <td class="no-print"></td>
        </tr>
        {found.movements.iter().map(row).collect_view()}
    }
}

/// Ids of the payments that the person may take back.
fn standing(sheet: Sheet) -> BTreeSet<String> {
    let actor = sheet.store.actor();
    let may = access::may_create(&PAYMENT, &actor).is_ok();
    sheet.ledger(|ledger| {
        let standing = ledger.standing();
        let own = standing.filter(|one| may && one.payment_type.may_enter(actor.role));
        own.map(|one| one.id.clone()).collect()
    })
}

fn row(sheet: Sheet, movement: &Movement, asking: Option<Asking>) -> impl IntoView + use<> {
    let entry = &movement.entry;
    let money = |amount: Amount| format::money(amount, sheet.currency());
    let (debit, credit) = match entry.amount {
        amount if amount < Amount::ZERO => (None, Some(money(-amount))),
        amount => (Some(money(amount)), None),
    };
    let pending = sheet.books(|books| books.paper(&entry.id).is_some_and(|paper| paper.pending));
    let unsent = pending.then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> });
    let id = entry.id.clone();
    let take_back = asking.map(|asking| {
        let ask = move |_| asking.ask(&id);
        view! {
            <button type="button" class="link" data-testid="payment-reverse" on:click=ask>
                {text("receivables.take_back")}
            </button>
        }
    });
    view! {
        <tr data-testid="statement-row" data-id=entry.id.clone()>
            <td>{format::day(&entry.on.to_string())}</td>
            <td>
                {document_view(sheet, movement)}
                " "
                {unsent}
                <br />
                <span class="when">{detail(sheet, movement)}</span>
            </td>
            <td class="num">{debit}</td>
            <td class="num">{credit}</td>
            <td class="num">{money(movement.balance)}</td>
            <td class="no-print">{take_back}</td>
        </tr>
    }
}

/// Invoices have a page of their own.
fn document_view(sheet: Sheet, movement: &Movement) -> AnyView {
    let words = document(sheet, movement);
    match movement.entry.source {
        Source::Invoice(_) => {
            let href = format!("/invoices/{}", movement.entry.id);
            view! { <a class="link" href=href>{words}</a> }.into_any()
        }
        _ => words.into_any(),
    }
}

fn document(sheet: Sheet, movement: &Movement) -> String {
    let entry = &movement.entry;
    let number = sheet.books(|books| books.number(&entry.id));
    let payment = |one: &str| choice_label(payment::KIND, payment::TYPE, one);
    let what = match entry.source {
        Source::Invoice(InvoiceType::Sale) => kind_label(invoice::KIND),
        Source::Invoice(one) => choice_label(invoice::KIND, invoice::TYPE, one.as_str()),
        Source::Payment(one) => payment(one.as_str()),
        Source::Reversal(one) => text_with(
            "receivables.reversal_of",
            &[("what", payment(one.as_str()))],
        ),
    };
    format!("{what} {number}")
}

/// When an invoice is due; which invoice a payment is for and how it came; which payment was
/// taken back.
fn detail(sheet: Sheet, movement: &Movement) -> String {
    let about = |key: &str, number: String| text_with(key, &[("number", number)]);
    sheet.books(|books| {
        let Some(paper) = books.paper(&movement.entry.id) else {
            return String::new();
        };
        let record = &paper.record;
        let named = |field: &str| Some(record.text(field)).filter(|id| !id.is_empty());
        let parts = match movement.entry.source {
            Source::Invoice(_) => {
                let day = format::day(record.text(invoice::DUE_ON));
                [Some(text_with("receivables.due", &[("day", day)])), None]
            }
            Source::Payment(_) => [
                named(payment::METHOD)
                    .map(|word| choice_label(payment::KIND, payment::METHOD, word)),
                named(payment::INVOICE).map(|id| about("receivables.for", books.number(id))),
            ],
            Source::Reversal(_) => [
                named(payment::REVERSES).map(|id| about("receivables.reverses", books.number(id))),
                named(payment::NOTE).map(str::to_owned),
            ],
        };
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
}
