//! What became of every document.

use domain::money::{Amount, Currency};
use leptos::prelude::*;

use super::counts::{CountTable, count_cells};
use super::fix::reasons;
use super::state::{Stage, State};
use crate::components::{Banner, Panel, Question, Tone};
use crate::i18n::{counted, text};
use crate::store::{OrderCount, OrderFate, OrderReport, OrderRun};

/// The report with a way back.
#[component]
pub fn Outcome(state: State, asked: Question<OrderRun>) -> impl IntoView {
    let report = state.report.get_untracked();
    let currency = untrack(|| state.plan()).currency;
    let surveyed = state.surveyed.get_untracked();
    let waiting = surveyed.as_ref().map_or(0, |found| found.waiting);
    let run = StoredValue::new(state.remembered());
    let ask = move |_| {
        if let Some(run) = run.get_value() {
            asked.ask(run);
        }
    };
    let named = report.named.clone();
    let again = move |_| state.clear();
    let is_undone = move || state.stage.get() == Stage::Undone;
    view! {
        <Show when=is_undone>
            <Banner tone=Tone::Mute text=text("import_orders.was_undone")/>
        </Show>
        <Show when=move || { waiting > 0 }>
            <Banner tone=Tone::Warn text=counted("import_orders.still_waiting", waiting)/>
        </Show>
        <Table report currency/>
        <div class="row">
            <button type="button" class="btn" data-testid="import-another" on:click=again>
                {text("import.another")}
            </button>
            <a class="btn" href="/sales">{text("import_orders.to_orders")}</a>
            <Show when=move || run.with_value(Option::is_some) && !is_undone()>
                <button type="button" class="btn" data-testid="import-undo" on:click=ask>
                    {text("import.undo")}
                </button>
            </Show>
        </div>
        <Named named/>
    }
}

/// Documents, lines and worth by what became of them.
#[component]
fn Table(report: OrderReport, currency: Currency) -> impl IntoView {
    let counts = OrderFate::ALL.map(|fate| (fate, report.count(fate)));
    let met = counts.iter().filter(|(_, count)| count.documents > 0);
    let rows = met
        .map(|(fate, count)| row(*fate, *count, currency))
        .collect_view();
    let sum =
        |part: fn(&OrderCount) -> usize| counts.iter().map(|(_, count)| part(count)).sum::<usize>();
    let all = OrderCount {
        documents: sum(|count| count.documents),
        lines: sum(|count| count.lines),
        net: counts.iter().map(|(_, count)| count.net).sum::<Amount>(),
    };
    let customers = counted("import_orders.made_customers", report.customers);
    view! {
        <section data-testid="import-report" role="status" data-documents=all.documents data-lines=all.lines data-net=all.net.0>
            <Panel title=text("import.report")>
                <CountTable
                    heading=text("import_orders.fate_heading")
                    documents=all.documents
                    lines=all.lines
                    net=all.net
                    currency
                >
                    {rows}
                </CountTable>
                <p class="sub pad">{customers}</p>
            </Panel>
        </section>
    }
}

fn row(fate: OrderFate, count: OrderCount, currency: Currency) -> impl IntoView {
    let words = text(&format!("import_orders.fate.{}", fate.as_str()));
    view! {
        <tr
            data-testid="import-fate"
            data-fate=fate.as_str()
            data-documents=count.documents
            data-lines=count.lines
            data-net=count.net.0
        >
            <th scope="row">{words}</th>
            {count_cells(count.documents, count.lines, count.net, currency)}
        </tr>
    }
}

/// Documents that need somebody.
#[component]
fn Named(named: Vec<(String, OrderFate, Vec<domain::validate::Problem>)>) -> impl IntoView {
    if named.is_empty() {
        return ().into_any();
    }
    let row = |(document, fate, problems): &(String, OrderFate, Vec<_>)| {
        let why = match problems.is_empty() {
            true => text(&format!("import_orders.fate.{}", fate.as_str())),
            false => reasons(problems),
        };
        view! { <tr><th scope="row">{document.clone()}</th><td>{why}</td></tr> }
    };
    let rows = named.iter().map(row).collect_view();
    view! {
        <Panel title=text("import_orders.named")>
            <div class="scroll"><table><tbody>{rows}</tbody></table></div>
        </Panel>
    }
    .into_any()
}
