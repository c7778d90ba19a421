//! Lines that cannot be read, to be put right cell by cell.

use domain::import::order::OrderTarget;
use domain::validate::Problem;
use leptos::prelude::*;

use super::columns::target_label;
use super::state::State;
use crate::components::Panel;
use crate::i18n::{counted, error_text, text};
use crate::order_file::BadLine;
use crate::pages::import::digits;

/// Lines that are shown at once.
const SHOWN: usize = 50;

/// The lines, as long as there are any.
#[component]
pub fn Fix(state: State) -> impl IntoView {
    let bad = Memo::new(move |_| {
        state.surveyed.with(|surveyed| {
            let surveyed = surveyed.as_ref()?;
            (surveyed.failed > 0).then(|| (surveyed.failed, surveyed.bad.clone()))
        })
    });
    let again = move || {
        view! {
            <button type="button" class="btn" data-testid="import-check" on:click=move |_| state.check()>
                {text("import_orders.check_again")}
            </button>
        }
    };
    move || {
        bad.get().map(|(count, lines)| {
            let title = counted("import.problems", count);
            view! {
                <Panel title action=again>
                    <p class="sub pad">{text("import_orders.fix_hint")}</p>
                    <Grid state lines/>
                </Panel>
            }
        })
    }
}

#[component]
fn Grid(state: State, lines: Vec<BadLine>) -> impl IntoView {
    // Columns that become nothing need no mending.
    let columns: Vec<(usize, OrderTarget)> = state
        .targets
        .get_untracked()
        .into_iter()
        .enumerate()
        .filter(|(_, target)| *target != OrderTarget::Skip)
        .collect();
    let head =
        |(_, target): &(usize, OrderTarget)| view! { <th scope="col">{target_label(*target)}</th> };
    let heads = columns.iter().map(head).collect_view();
    let rows = lines
        .iter()
        .take(SHOWN)
        .map(|line| row(state, line, &columns));
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=text("import.problem")>
            <table class="fix">
                <thead>
                    <tr>
                        <th scope="col" class="num">{text("import.row")}</th>
                        {heads}
                        <th scope="col">{text("import.problem")}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(state: State, line: &BadLine, columns: &[(usize, OrderTarget)]) -> impl IntoView + use<> {
    let number = line.line;
    let cell = |(column, target): &(usize, OrderTarget)| {
        let text = line.cells.get(*column).cloned().unwrap_or_default();
        let is_wrong = line
            .problems
            .iter()
            .any(|problem| problem.path == target.as_str());
        let column = *column;
        let label = format!(
            "{} {number}: {}",
            crate::i18n::text("import.row"),
            target_label(*target)
        );
        let change = move |event: web_sys::Event| {
            let text = event_target_value(&event);
            state.fixes.update(|fixes| {
                fixes.entry(number).or_default().insert(column, text);
            });
        };
        view! {
            <td>
                <input
                    type="text"
                    autocomplete="off"
                    aria-label=label
                    aria-invalid=is_wrong.then_some("true")
                    value=text
                    on:change=change
                />
            </td>
        }
    };
    let cells = columns.iter().map(cell).collect_view();
    view! {
        <tr data-testid="import-bad-line" data-line=number.to_string()>
            <td class="num">{digits(usize::try_from(number).unwrap_or(usize::MAX))}</td>
            {cells}
            <td class="long">{reasons(&line.problems)}</td>
        </tr>
    }
}

/// What is wrong, in words.
pub fn reasons(problems: &[Problem]) -> String {
    let one = |problem: &Problem| {
        let what = OrderTarget::from_word(&problem.path);
        let what = what.map_or_else(|| problem.path.clone(), target_label);
        format!("{what}: {}", error_text(problem.code.as_str()))
    };
    problems.iter().map(one).collect::<Vec<_>>().join(" · ")
}
