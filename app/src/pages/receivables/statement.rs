//! Everything that moved the balance, with the balance after it.

use domain::receivables::{Period, statement};
use leptos::prelude::*;

use super::movements::rows;
use super::sheet::Sheet;
use super::take_back::{Asking, TakeBack};
use crate::components::{Chip, Panel};
use crate::i18n::text;

/// The statement of a period that can be chosen.
#[component]
pub fn StatementPanel(
    /// The account.
    sheet: Sheet,
) -> impl IntoView {
    let period = RwSignal::new(Period::default());
    let asking = Asking::new();
    let found = Memo::new(move |_| {
        let first = sheet
            .today()
            .parse()
            .ok()
            .map(|today| period.get().first_day(today));
        first.map(|first| sheet.ledger(|ledger| statement(first, &ledger.entries())))
    });
    let title = move || {
        format!(
            "{} · {}",
            text("receivables.statement"),
            period_words(period.get())
        )
    };
    view! {
        <Panel title=Signal::derive(title)>
            <div class="body no-print">
                <Periods period />
            </div>
            <div class="scroll" role="region" tabindex="0" aria-label=text("receivables.statement")>
                <table data-testid="statement">
                    <Heads />
                    <tbody>{move || Some(rows(sheet, &found.get()?, asking))}</tbody>
                </table>
            </div>
        </Panel>
        <TakeBack sheet asking />
    }
}

#[component]
fn Periods(period: RwSignal<Period>) -> impl IntoView {
    let chip = |one: Period| {
        view! {
            <Chip
                label=period_words(one)
                pressed=Signal::derive(move || period.get() == one)
                on_press=move || period.set(one)
            />
        }
    };
    view! {
        <div class="views" role="group" aria-label=text("receivables.period")>
            {Period::ALL.map(chip).into_iter().collect_view()}
        </div>
    }
}

fn period_words(period: Period) -> String {
    text(&format!("receivables.periods.{}", period.as_str()))
}

#[component]
fn Heads() -> impl IntoView {
    view! {
        <thead>
            <tr>
                <th>{text("receivables.day")}</th>
                <th class="long">{text("receivables.document")}</th>
                <th class="num">{text("receivables.debit")}</th>
                <th class="num">{text("receivables.credit")}</th>
                <th class="num">{text("receivables.balance_after")}</th>
                <th class="no-print"></th>
            </tr>
        </thead>
    }
}
