//! The page: file, columns, what the file comes to, progress, report.

use domain::access::Role;
use leptos::prelude::*;

use super::columns::Columns;
use super::fix::Fix;
use super::outcome::Outcome;
use super::preview::Preview;
use super::run::{Running, start};
use super::source::Source;
use super::state::{Stage, State};
use super::undo::Undo;
use crate::components::{Banner, EmptyState, PageHeader, Question, Tone};
use crate::i18n::{error_text, text};
use crate::pages::import::Imports;
use crate::store::use_store;

/// Imports orders from a file.
#[component]
pub fn OrderImportPage() -> impl IntoView {
    let store = use_store();
    let state = State::kept(store);
    let may = Memo::new(move |_| {
        let session = store.session();
        session.is_some_and(|session| session.role >= Role::BranchHead)
    });
    view! {
        <main class="page" id="main" data-testid="import-orders-page">
            <PageHeader title=text("import_orders.title") back="/settings">
                <Show when=move || may.get() && state.surveyed.with(Option::is_some) && is_preparing(state)>
                    <StartButton state/>
                </Show>
            </PageHeader>
            <Imports here="/settings/import/orders"/>
            {move || state.problem.get().map(|code| view! { <Banner tone=Tone::Bad text=error_text(&code)/> })}
            <Show
                when=move || may.get()
                fallback=|| view! { <EmptyState title=text("import_orders.title") hint=text("import.not_allowed")/> }
            >
                <Steps state/>
            </Show>
        </main>
    }
}

fn is_preparing(state: State) -> bool {
    matches!(state.stage.get(), Stage::Preparing | Stage::Surveying)
}

#[component]
fn StartButton(state: State) -> impl IntoView {
    let has_orders = move || {
        state.surveyed.with(|surveyed| {
            let surveyed = surveyed.as_ref();
            surveyed.is_some_and(|found| found.by_type.iter().any(|count| count.documents > 0))
        })
    };
    view! {
        <button
            type="button"
            class="btn primary"
            data-testid="import-start"
            disabled=move || state.branch.with(String::is_empty) || !has_orders()
            on:click=move |_| start(state)
        >
            {text("import.start")}
        </button>
    }
}

#[component]
fn Steps(state: State) -> impl IntoView {
    let asked = Question::default();
    let step = Memo::new(move |_| match state.stage.get() {
        Stage::Preparing | Stage::Surveying => 0,
        Stage::Running | Stage::Stopping | Stage::Undoing => 1,
        Stage::Done | Stage::Undone => 2,
    });
    let shown = move || match step.get() {
        0 => view! {
            <Source state asked/>
            <Show when=move || state.chosen.with(Option::is_some)>
                <Columns state/>
                <Preview state/>
                <Fix state/>
            </Show>
        }
        .into_any(),
        1 => view! { <Running state/> }.into_any(),
        _ => view! { <Outcome state asked/> }.into_any(),
    };
    view! {
        {shown}
        <Undo state asked/>
    }
}
