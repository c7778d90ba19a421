//! What the file comes to, before anything is saved.

use leptos::prelude::*;

use super::counts::{CountTable, count_cells};
use super::state::{Stage, State};
use crate::components::{Panel, Progress};
use crate::i18n::{choice_label, format, text, text_with};
use crate::order_file::{Surveyed, TypeCount};
use crate::pages::import::digits;

/// Figures of the whole file.
#[component]
pub fn Preview(state: State) -> impl IntoView {
    let reading = Signal::derive(|| text("import.reading"));
    view! {
        <Show when=move || state.stage.get() == Stage::Surveying>
            <Panel title=reading>
                <div class="body"><Progress value=state.share label=reading/></div>
            </Panel>
        </Show>
        {move || state.surveyed.get().map(|found| view! { <Found state found/> })}
    }
}

#[component]
fn Found(state: State, found: Surveyed) -> impl IntoView {
    let facts = facts(state, &found);
    let facts = facts.map(|(key, value)| view! { <dt>{text(key)}</dt><dd>{value}</dd> });
    let (lines, failed, net) = (found.lines, found.failed, found.net);
    view! {
        <section
            data-testid="import-survey"
            data-documents=state.expected()
            data-lines=lines
            data-failed=failed
            data-net=net.0
            aria-live="polite"
        >
            <Panel title=text("import_orders.contents")>
                <TypeTable state counts=found.by_type/>
                <dl>{facts.collect_view()}</dl>
            </Panel>
        </section>
    }
}

fn facts(state: State, found: &Surveyed) -> impl Iterator<Item = (&'static str, String)> + use<> {
    let currency = untrack(|| state.plan()).currency;
    let branch = state.branch.get_untracked();
    let known = state.store.index(|index| index.customers_by_code(&branch));
    let is_known = |code: &&String| known.contains_key(*code);
    let known = found.customers.iter().filter(is_known).count();
    let customers = [("known", known), ("new", found.customers.len() - known)];
    let customers = customers.map(|(name, count)| (name, digits(count)));
    let days = found.days.as_ref().map(|(first, last)| {
        let days = [("first", format::day(first)), ("last", format::day(last))];
        text_with("import_orders.from_to", &days)
    });
    let separator = format::decimal_separator();
    let exact = format!("{} {}", currency.as_str(), found.value.to_text(separator));
    [
        ("import_orders.exact", exact),
        ("import_orders.booked", format::money(found.net, currency)),
        ("import_orders.period", days.unwrap_or_default()),
        (
            "import_orders.customers",
            text_with("import_orders.known_and_new", &customers),
        ),
        (
            "import_orders.without_customer",
            digits(found.without_customer),
        ),
        ("import_orders.free", digits(found.free)),
        ("import_orders.products", digits(found.products)),
        ("import.report_empty", digits(found.empty)),
        ("import_orders.failed_lines", digits(found.failed)),
        ("import_orders.waiting", digits(found.waiting)),
    ]
    .into_iter()
}

/// Documents, lines and worth of each type.
#[component]
fn TypeTable(state: State, counts: Vec<TypeCount>) -> impl IntoView {
    let currency = untrack(|| state.plan()).currency;
    let sum = |part: fn(&TypeCount) -> usize| counts.iter().map(part).sum::<usize>();
    let (documents, lines) = (sum(|one| one.documents), sum(|one| one.lines));
    let net = counts.iter().map(|one| one.net).sum();
    let row = |one: &TypeCount| {
        let word = one.order_type.as_str();
        view! {
            <tr data-testid="import-type" data-type=word>
                <th scope="row">{choice_label("order", "type", word)}</th>
                {count_cells(one.documents, one.lines, one.net, currency)}
            </tr>
        }
    };
    let rows = counts
        .iter()
        .filter(|one| one.documents > 0)
        .map(row)
        .collect_view();
    view! {
        <CountTable heading=text("import_orders.type") documents lines net currency>
            {rows}
        </CountTable>
    }
}
