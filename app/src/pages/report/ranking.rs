//! A ranking: its chart, and the table with the first ones, the others and the total.

use domain::money::{Amount, Currency};
use leptos::prelude::*;

use super::bars::RankBars;
use super::table::{amount, digits, head, total};
use crate::i18n::{counted, text, text_with};

/// Rows that are shown; all of them are in the file.
const SHOWN: usize = 50;

/// One line of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// Id or code.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Where it leads, if anywhere.
    pub href: Option<String>,
    /// How much of it there was.
    pub much: String,
    /// Sales less returns.
    pub net: Amount,
}

/// What a ranking is of.
#[derive(Debug, Clone, Copy)]
pub struct Of {
    /// Its name in texts: `customers`, `products`.
    pub table: &'static str,
    /// One of them, in the marks of tests and the texts of columns.
    pub one: &'static str,
    /// The column of how much there was.
    pub much: &'static str,
}

/// Chart and table.
#[component]
pub fn Ranking(of: Of, ranked: Vec<Ranked>, currency: Currency) -> impl IntoView {
    let summary = summary(of, &ranked, currency);
    view! {
        <div class="figure">
            <RankBars
                ranked=ranked.clone()
                currency
                summary
                testid=format!("report-chart-{}", of.table)
            />
            <RankTable of ranked currency />
        </div>
    }
}

fn summary(of: Of, ranked: &[Ranked], currency: Currency) -> String {
    let first = ranked.first();
    let values = [
        ("name", first.map(|one| one.name.clone())),
        ("sum", first.map(|one| amount(one.net, currency))),
    ];
    let values = values.map(|(key, value)| (key, value.unwrap_or_default()));
    text_with(&format!("report.{}_summary", of.table), &values)
}

#[component]
fn RankTable(of: Of, ranked: Vec<Ranked>, currency: Currency) -> impl IntoView {
    let row = |(at, one): (usize, &Ranked)| {
        let name = match &one.href {
            Some(href) => {
                let href = href.clone();
                view! { <a href=href>{one.name.clone()}</a> }.into_any()
            }
            None => one.name.clone().into_any(),
        };
        view! {
            <tr data-testid=format!("report-{}-row", of.one) data-id=one.id.clone()>
                <td class="num">{digits(at + 1)}</td>
                <td>{name}</td>
                <td class="num">{one.much.clone()}</td>
                <td class="num">{amount(one.net, currency)}</td>
            </tr>
        }
    };
    let rows = ranked.iter().enumerate().take(SHOWN).map(row);
    let net = ranked.iter().map(|one| one.net).sum();
    view! {
        <div
            class="scroll"
            tabindex="0"
            role="region"
            aria-label=text(&format!("report.{}", of.table))
        >
            <table>
                <thead>
                    <tr>
                        {head("rank", "num")}
                        {head(of.one, "")}
                        {head(of.much, "num")}
                        {head("net", "num")}
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    {others(of, &ranked, currency)}
                    {total(of.table, view! { <td colspan="2"></td> }, net, currency)}
                </tfoot>
            </table>
        </div>
    }
}

/// The line of those that are not shown.
fn others(of: Of, ranked: &[Ranked], currency: Currency) -> Option<impl IntoView + use<>> {
    let others = ranked.get(SHOWN..).filter(|others| !others.is_empty())?;
    let net = others.iter().map(|one| one.net).sum();
    Some(view! {
        <tr data-testid=format!("report-others-{}", of.table)>
            <td></td>
            <td>{counted("report.others", others.len())}</td>
            <td></td>
            <td class="num">{amount(net, currency)}</td>
        </tr>
    })
}
