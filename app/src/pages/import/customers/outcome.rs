//! What became of every row.

use domain::validate::Problem;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Stage, State};
use crate::components::{Dialog, Panel, use_toasts};
use crate::i18n::{counted, error_text, field_label, text};
use crate::pages::import::digits;
use crate::store::ImportReport;
use crate::table_file::{self, Cell};

/// Lines that are shown; all of them are in the file that is offered.
const SHOWN: usize = 100;

/// The report with a way back.
#[component]
pub fn Outcome(state: State, report: ImportReport) -> impl IntoView {
    let asks = RwSignal::new(false);
    let created = report.created;
    let toasts = use_toasts();
    let undo = move |()| {
        asks.set(false);
        let run = state.run.get_untracked();
        spawn_local(async move {
            match state.store.undo_import(&run).await {
                Ok(count) => toasts.say(counted("import.undone", count)),
                Err(error) => toasts.say(error_text(error.code())),
            }
        });
    };
    let again = move |_| {
        state.table.set(None);
        state.report.set(None);
        state.run.set(state.store.new_id());
        state.stage.set(Stage::Preparing);
    };
    let lines = [
        ("import.report_total", report.total),
        ("import.report_created", report.created + report.restored),
        ("import.report_existing", report.existing),
        ("import.report_failed", report.failed.len()),
        ("import.report_empty", report.empty),
    ];
    let figures = lines.map(|(key, count)| view! { <dt>{text(key)}</dt><dd>{digits(count)}</dd> });
    let verdict = if report.created + report.restored == 0 {
        "import.report_again"
    } else {
        "import.report_accounts"
    };
    view! {
        <section
            data-testid="import-report"
            data-total=report.total
            data-created=report.created
            data-restored=report.restored
            data-existing=report.existing
            data-failed=report.failed.len()
            data-empty=report.empty
            role="status"
        >
            <Panel title=text("import.report")>
                <dl>{figures}</dl>
                <p class="sub pad">{text(verdict)}</p>
            </Panel>
        </section>
        <div class="row">
            <button type="button" class="btn" on:click=again>{text("import.another")}</button>
            <Show when=move || { created > 0 }>
                <button type="button" class="btn" data-testid="import-undo" on:click=move |_| asks.set(true)>
                    {text("import.undo")}
                </button>
            </Show>
        </div>
        <Problems failed=report.failed/>
        <Dialog open=asks title=text("import.undo_title") confirm=text("import.undo_confirm") danger=true on_confirm=undo>
            <p>{counted("import.undo_body", created)}</p>
        </Dialog>
    }
}

/// Lines that cannot be imported, and why.
#[component]
pub fn Problems(failed: Vec<(usize, Vec<Problem>)>) -> impl IntoView {
    if failed.is_empty() {
        return ().into_any();
    }
    let rows: Vec<_> = failed
        .iter()
        .take(SHOWN)
        .map(|(line, problems)| view! { <tr><td class="num">{digits(*line)}</td><td>{reasons(problems)}</td></tr> })
        .collect();
    let count = failed.len();
    let save = move |_| {
        let heading = ["import.row", "import.problem"].map(text);
        let row = |(line, problems): &(usize, Vec<Problem>)| {
            vec![
                Cell::Number(line.to_string()),
                Cell::Text(reasons(problems)),
            ]
        };
        table_file::offer(
            "impor-perlu-diperbaiki.csv",
            &heading,
            failed.iter().map(row),
        );
    };
    view! {
        <Panel title=counted("import.problems", count)>
            <div class="scroll">
                <table>
                    <thead><tr><th scope="col" class="num">{text("import.row")}</th><th scope="col">{text("import.problem")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <button type="button" class="link pad" on:click=save>{text("import.save_problems")}</button>
        </Panel>
    }
    .into_any()
}

fn reasons(problems: &[Problem]) -> String {
    let one = |problem: &Problem| {
        format!(
            "{}: {}",
            field_label("customer", &problem.path),
            error_text(problem.code.as_str())
        )
    };
    problems.iter().map(one).collect::<Vec<_>>().join(" · ")
}
