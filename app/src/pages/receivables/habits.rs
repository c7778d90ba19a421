//! How the customer pays: late or in time, and whether their word holds.

use domain::behaviour::{Behaviour, behaviour};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::components::Panel;
use crate::i18n::{counted, format, text, text_with};

/// Mean delay, share of late invoices, and promises.
#[component]
pub fn HabitsPanel(
    /// The account.
    sheet: Sheet,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        let today = sheet.today();
        let found = sheet.books(|books| {
            let today = today.parse().ok()?;
            Some(sheet.ledger(|ledger| behaviour(ledger, &books.promises, today)))
        });
        found.unwrap_or_default()
    });
    let line = move |key: &'static str, words: fn(&Behaviour) -> String| {
        view! {
            <dt>{text(key)}</dt>
            <dd>{move || found.with(words)}</dd>
        }
    };
    let link = move || {
        view! {
            <a class="link no-print" data-testid="promise-new" href=sheet.path("promises/new")>
                {text("receivables.new_promise")}
            </a>
        }
    };
    view! {
        <Panel title=text("receivables.habits") action=link>
            <dl data-testid="habits">
                {line("receivables.mean_late", mean_late)}
                {line("receivables.share_late", share_late)}
                {line("receivables.kept", |found| promises(found.kept))}
                {line("receivables.broken", |found| promises(found.broken))}
                {line("receivables.pending", |found| promises(found.pending))}
            </dl>
        </Panel>
    }
}

fn mean_late(found: &Behaviour) -> String {
    let Some(mean) = found.mean_days_late() else {
        return text("receivables.nothing_paid");
    };
    let days = mean.round() as i64;
    let count = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    match days {
        0 => text("receivables.in_time"),
        1.. => counted("receivables.days_late", count),
        _ => counted("receivables.days_early", count),
    }
}

fn share_late(found: &Behaviour) -> String {
    let Some(share) = found.share_late() else {
        return text("receivables.nothing_paid");
    };
    let values = [
        (
            "share",
            format::percent(share.0 as f64 / domain::schema::WHOLE as f64),
        ),
        ("late", found.paid_late.to_string()),
        ("paid", found.paid.to_string()),
    ];
    text_with("receivables.share_of", &values)
}

fn promises(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
