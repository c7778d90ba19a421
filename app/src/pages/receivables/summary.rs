//! The balance and the limits in a few figures.

use domain::kinds::customer;
use domain::money::Amount;
use domain::receivables::{ageing, allocate};
use leptos::prelude::*;

use super::account::Account;
use super::sheet::Sheet;
use crate::components::Kpi;
use crate::i18n::{civil, counted, field_label, format, text, text_with};

/// What is owed, what of it is late, and what remains of the limits.
#[component]
pub fn Summary(
    /// The account.
    sheet: Sheet,
) -> impl IntoView {
    let account = Memo::new(move |_| sheet.account());
    let of_account = move |words: fn(Sheet, &Account) -> String| {
        Signal::derive(move || {
            account.with(|account| {
                account
                    .as_ref()
                    .map_or_else(String::new, |one| words(sheet, one))
            })
        })
    };
    view! {
        <div class="kpis">
            <Kpi
                testid="receivables-balance"
                label=text("receivables.balance")
                value=Signal::derive(move || balance(sheet))
                note=Signal::derive(move || overpaid(sheet))
            />
            <Kpi
                label=text("receivables.past_due")
                value=Signal::derive(move || past_due(sheet))
                note=Signal::derive(move || longest(sheet))
            />
            <Kpi
                label=field_label(customer::KIND, customer::CREDIT_LIMIT)
                value=of_account(limit)
                note=of_account(amount_left)
            />
            <Kpi
                label=text("receivables.open")
                value=of_account(|_, account| digits(account.open))
                note=of_account(|_, account| documents_left(account))
            />
        </div>
        {move || margin_note(account.get()?)}
    }
}

fn balance(sheet: Sheet) -> String {
    format::money(sheet.ledger(|ledger| ledger.balance()), sheet.currency())
}

fn overpaid(sheet: Sheet) -> String {
    let unallocated = sheet.ledger(|ledger| allocate(ledger).unallocated);
    if unallocated == Amount::ZERO {
        return String::new();
    }
    let amount = format::money(unallocated, sheet.currency());
    text_with("receivables.overpaid", &[("amount", amount)])
}

fn past_due(sheet: Sheet) -> String {
    let today = sheet.today();
    let amount = sheet.ledger(|ledger| {
        let today = today.parse().ok()?;
        Some(ageing(allocate(ledger).open(), today).past_due())
    });
    format::money(amount.unwrap_or_default(), sheet.currency())
}

fn longest(sheet: Sheet) -> String {
    let today = sheet.today();
    let first = sheet.ledger(|ledger| {
        let found = allocate(ledger);
        found
            .open()
            .map(|item| item.invoice.due_on.to_string())
            .next()
    });
    match first.map(|due_on| days_late(&due_on, &today)) {
        Some(days @ 1..) => text_with("receivables.longest", &[("count", format::number(days))]),
        _ => String::new(),
    }
}

/// Days past a due day, none or less before it.
pub fn days_late(due_on: &str, today: &str) -> i64 {
    let days = civil::day_number(today).zip(civil::day_number(due_on));
    days.map_or(0, |(today, due)| today - due)
}

fn limit(sheet: Sheet, account: &Account) -> String {
    match account.limits.amount {
        Some(limit) => format::money(limit, sheet.store.currency()),
        None => text("receivables.no_limit"),
    }
}

fn amount_left(sheet: Sheet, account: &Account) -> String {
    let Some(left) = account.credit.amount_left else {
        return String::new();
    };
    let (key, shown) = if left < Amount::ZERO {
        ("receivables.over_by", -left)
    } else {
        ("receivables.left", left)
    };
    text_with(
        key,
        &[("amount", format::money(shown, sheet.store.currency()))],
    )
}

fn documents_left(account: &Account) -> String {
    let Some(most) = account.limits.documents else {
        return String::new();
    };
    let left = account.credit.documents_left.unwrap_or_default().max(0);
    let values = [
        ("most", format::number(most)),
        ("left", format::number(left)),
    ];
    text_with("receivables.documents", &values)
}

/// That some of the limit is kept free because others may be selling unseen.
fn margin_note(account: Account) -> Option<impl IntoView> {
    let has_limit = account.limits.amount.is_some() || account.limits.documents.is_some();
    let share = format::percent(account.limits.margin.0 as f64 / domain::schema::WHOLE as f64);
    let words = text_with("receivables.margin", &[("share", share)]);
    (has_limit && account.is_offline).then(|| view! { <p class="sub">{words}</p> })
}

fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

/// How many days late, in words, or that it is not due yet.
pub fn late_words(days: i64) -> String {
    match usize::try_from(days) {
        Ok(days @ 1..) => counted("receivables.days_late", days),
        _ => text("receivables.not_late"),
    }
}
