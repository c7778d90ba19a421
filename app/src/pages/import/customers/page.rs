//! The page of the import: file, columns, progress, report.

use domain::access::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::columns::Columns;
use super::outcome::Outcome;
use super::source::Source;
use super::state::{Stage, State};
use super::table::Table;
use crate::components::{Banner, EmptyState, PageHeader, Panel, Progress, Tone};
use crate::i18n::{error_text, text, text_with};
use crate::pages::import::{Imports, StopButton, digits};
use crate::store::use_store;

/// Imports customers from a table.
#[component]
pub fn ImportPage() -> impl IntoView {
    let store = use_store();
    let state = State::new(store);
    let may = Memo::new(move |_| {
        store
            .session()
            .is_some_and(|session| session.role >= Role::BranchHead)
    });
    let is_ready =
        move || state.stage.get() == Stage::Preparing && state.table.with(Option::is_some);
    view! {
        <main class="page">
            <PageHeader title=text("import.title") back="/settings">
                <Show when=is_ready>
                    <button
                        type="button"
                        class="btn primary"
                        data-testid="import-start"
                        disabled=move || state.branch.with(String::is_empty)
                        on:click=move |_| start(state)
                    >
                        {text("import.start")}
                    </button>
                </Show>
            </PageHeader>
            <Imports here="/settings/import"/>
            {move || state.problem.get().map(|code| view! { <Banner tone=Tone::Bad text=error_text(code)/> })}
            {move || state.stopped.get().then(|| view! { <Banner tone=Tone::Warn text=counted_rows(state, "import.cancelled")/> })}
            <Show
                when=move || may.get()
                fallback=|| view! { <EmptyState title=text("import.title") hint=text("import.not_allowed")/> }
            >
                <Steps state/>
            </Show>
        </main>
    }
}

#[component]
fn Steps(state: State) -> impl IntoView {
    move || match state.stage.get() {
        Stage::Preparing => view! {
            <Source state/>
            <Show when=move || state.table.with(Option::is_some)><Columns state/></Show>
        }
        .into_any(),
        Stage::Running | Stage::Stopping => view! { <Running state/> }.into_any(),
        Stage::Done => state
            .report
            .get()
            .map(|report| view! { <Outcome state report/> })
            .into_any(),
    }
}

#[component]
fn Running(state: State) -> impl IntoView {
    let share = Signal::derive(move || state.done.get() as f64 / total(state).max(1) as f64);
    let words = Signal::derive(move || counted_rows(state, "import.running"));
    view! {
        <Panel title=words>
            <div class="body">
                <Progress value=share label=words/>
                <StopButton
                    stopping=Signal::derive(move || state.stage.get() == Stage::Stopping)
                    on_stop=UnsyncCallback::new(move |()| state.stage.set(Stage::Stopping))
                />
            </div>
        </Panel>
    }
}

/// A sentence with how many rows are done.
fn counted_rows(state: State, key: &str) -> String {
    let values = [
        ("done", digits(state.done.get())),
        ("total", digits(total(state))),
    ];
    text_with(key, &values)
}

fn total(state: State) -> usize {
    let rows = |table: &Option<Table>| table.as_ref().map_or(0, |table| table.rows.len());
    state.table.with_untracked(rows)
}

/// Runs in the page's own scope, so that another page can be opened meanwhile.
fn start(state: State) {
    let Some(job) = state.job() else { return };
    state.done.set(0);
    state.problem.set(None);
    state.stopped.set(false);
    state.stage.set(Stage::Running);
    state.remember(&job, 0);
    spawn_local(async move {
        let goes_on = || state.stage.try_get_untracked() == Some(Stage::Running);
        let progress = |done| {
            let _ = state.done.try_set(done);
            state.remember(&job, done);
        };
        let result = state.store.import(&job, goes_on, progress).await;
        // The page may be gone by now; what was imported is in the book all the same.
        let (problem, report, stage) = match result {
            Ok(report) if report.total == job.rows.len() => {
                state.forget();
                (None, Some(report), Stage::Done)
            }
            Ok(_) => (None, None, Stage::Preparing),
            Err(error) => (Some(error.code()), None, Stage::Preparing),
        };
        let _ = state.stopped.try_set(problem.is_none() && report.is_none());
        let _ = state.problem.try_set(problem);
        let _ = state.report.try_set(report);
        let _ = state.stage.try_set(stage);
    });
}
