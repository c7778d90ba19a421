//! What is owed, by how long it has been due.

use domain::receivables::{Ageing, Bucket, ageing, allocate};
use leptos::prelude::*;

use super::sheet::Sheet;
use crate::components::Panel;
use crate::i18n::{format, text};

/// A line for each length of time, and their sum.
#[component]
pub fn AgeingPanel(
    /// The account.
    sheet: Sheet,
) -> impl IntoView {
    let found = Memo::new(move |_| {
        let today = sheet.today();
        let found =
            sheet.ledger(|ledger| Some(ageing(allocate(ledger).open(), today.parse().ok()?)));
        found.unwrap_or_default()
    });
    let rows = move || {
        let found = found.get();
        Bucket::ALL
            .map(|bucket| row(sheet, &found, bucket))
            .into_iter()
            .collect_view()
    };
    let total = move || format::money(found.get().total(), sheet.currency());
    view! {
        <Panel title=text("receivables.ageing")>
            <table data-testid="ageing">
                <thead>
                    <tr>
                        <th>{text("receivables.days_past")}</th>
                        <th class="num">{text("receivables.amount")}</th>
                    </tr>
                </thead>
                <tbody>
                    {rows}
                    <tr data-bucket="total">
                        <td>
                            <strong>{text("receivables.total")}</strong>
                        </td>
                        <td class="num">
                            <strong>{total}</strong>
                        </td>
                    </tr>
                </tbody>
            </table>
        </Panel>
    }
}

fn row(sheet: Sheet, found: &Ageing, bucket: Bucket) -> impl IntoView + use<> {
    let amount = found.get(bucket);
    let tone = match bucket {
        _ if amount.0 == 0 => "num",
        Bucket::NotDue => "num",
        Bucket::To30 => "num warn",
        _ => "num bad",
    };
    view! {
        <tr data-bucket=bucket.as_str()>
            <td>{text(&format!("receivables.bucket.{}", bucket.as_str()))}</td>
            <td class=tone>{format::money(amount, sheet.currency())}</td>
        </tr>
    }
}
