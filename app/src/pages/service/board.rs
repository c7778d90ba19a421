//! The board of complaints.

use std::collections::BTreeMap;

use domain::complaint::State;
use domain::kinds::complaint::{self, DEPARTMENTS};
use leptos::prelude::*;

use super::lane::Lane;
use super::mover::Mover;
use super::mover_dialog::MoveDialog;
use crate::components::{Chip, PageHeader};
use crate::i18n::{choice_label, text};
use crate::store::{ComplaintRow, Store, use_store};

/// Done complaints stay on the board for so long.
const DONE_SHOWN_MS: i64 = 30 * 24 * 60 * 60 * 1000;

/// The lanes that are always there; reopened complaints get one when there are any.
const LANES: [State; 4] = [State::New, State::Working, State::Waiting, State::Notify];

/// What a person looks at.
#[derive(Clone, Copy)]
struct Sight {
    department: RwSignal<&'static str>,
    only_mine: RwSignal<bool>,
    with_done: RwSignal<bool>,
    /// The lane that a phone shows.
    lane: RwSignal<State>,
}

/// Complaints in lanes by state.
#[component]
pub fn ServicePage() -> impl IntoView {
    let sight = Sight {
        department: RwSignal::new(""),
        only_mine: RwSignal::new(false),
        with_done: RwSignal::new(false),
        lane: RwSignal::new(State::New),
    };
    let mover = Mover::new();
    let dragged = RwSignal::new(None::<String>);
    let rows = Memo::new(move |_| shown_rows(sight));
    let lanes = Memo::new(move |_| lanes(sight, rows));
    view! {
        <main class="page" id="main">
            <PageHeader title=text("complaint.title") beside=move || view! { <Departments sight /> }>
                <a class="btn primary" href="/service/new" data-testid="complaint-new">
                    {text("complaint.new")}
                </a>
            </PageHeader>
            <LaneChips sight rows lanes />
            <div class="board" role="region" aria-label=text("complaint.board")>
                <For each=move || lanes.get() key=|state| *state let:state>
                    <Lane
                        state
                        rows=Signal::derive(move || of_state(rows, state))
                        current=Signal::derive(move || sight.lane.get() == state)
                        mover
                        dragged
                    />
                </For>
            </div>
            <p class="sub no-print">{text("complaint.keyboard_hint")}</p>
            <MoveDialog mover />
        </main>
    }
}

fn lanes(sight: Sight, rows: Memo<Vec<ComplaintRow>>) -> Vec<State> {
    let has = |state| rows.with(|rows| rows.iter().any(|row| row.state == state));
    let mut lanes = LANES.to_vec();
    if has(State::Reopened) {
        lanes.insert(1, State::Reopened);
    }
    if sight.with_done.get() {
        lanes.push(State::Done);
    }
    lanes
}

fn of_state(rows: Memo<Vec<ComplaintRow>>, state: State) -> Vec<ComplaintRow> {
    let mut found: Vec<ComplaintRow> = rows.with(|rows| {
        rows.iter()
            .filter(|row| row.state == state)
            .cloned()
            .collect()
    });
    found.sort_by_key(|row| (row.due_ms.unwrap_or(i64::MAX), row.created_ms));
    found
}

fn shown_rows(sight: Sight) -> Vec<ComplaintRow> {
    let store = use_store();
    store.track();
    let (department, only_mine, with_done) = (
        sight.department.get(),
        sight.only_mine.get(),
        sight.with_done.get(),
    );
    let me = store.actor().person;
    let wanted = |row: &&ComplaintRow| {
        !row.archived
            && (department.is_empty() || row.department == department)
            && (!only_mine || row.assignee == me)
            && (with_done || row.state.is_open())
    };
    let mut rows: Vec<ComplaintRow> =
        store.index(|index| index.complaints.iter().filter(wanted).cloned().collect());
    rows.retain(|row| row.state.is_open() || is_done_lately(store, &row.id));
    rows
}

fn is_done_lately(store: Store, id: &str) -> bool {
    let closed = store
        .record(id)
        .and_then(|record| record.get(complaint::CLOSED_AT).as_i64());
    closed.is_some_and(|closed| closed > store.now_ms() - DONE_SHOWN_MS)
}

/// Departments with their open complaints, and what else narrows the board.
#[component]
fn Departments(sight: Sight) -> impl IntoView {
    let store = use_store();
    let counts = Memo::new(move |_| {
        store.track();
        store.index(|index| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for row in index
                .complaints
                .iter()
                .filter(|row| !row.archived && row.state.is_open())
            {
                *counts.entry(row.department.clone()).or_default() += 1;
            }
            counts
        })
    });
    let chips = DEPARTMENTS.iter().map(|word| {
        view! {
            <Chip
                label=choice_label(complaint::KIND, complaint::DEPARTMENT, word)
                pressed=Signal::derive(move || sight.department.get() == *word)
                on_press=move || sight.department.set(word)
                count=Signal::derive(move || {
                    Some(counts.with(|counts| counts.get(*word).copied().unwrap_or_default()))
                })
            />
        }
    });
    view! {
        <div class="views" role="group" aria-label=text("common.filter")>
            <Chip
                label=text("complaint.all_departments")
                pressed=Signal::derive(move || sight.department.get().is_empty())
                on_press=move || sight.department.set("")
            />
            {chips.collect_view()}
            <Chip
                label=text("complaint.only_mine")
                pressed=sight.only_mine
                on_press=move || sight.only_mine.update(|on| *on = !*on)
            />
            <Chip
                label=text("complaint.show_done")
                pressed=sight.with_done
                on_press=move || sight.with_done.update(|on| *on = !*on)
            />
        </div>
    }
}

/// The lanes as chips; a phone shows the lane of the pressed one.
#[component]
fn LaneChips(
    sight: Sight,
    rows: Memo<Vec<ComplaintRow>>,
    lanes: Memo<Vec<State>>,
) -> impl IntoView {
    let chip = move |state: State| {
        let count = move || rows.with(|rows| rows.iter().filter(|row| row.state == state).count());
        view! {
            <Chip
                label=choice_label(complaint::KIND, complaint::STATE, state.as_str())
                pressed=Signal::derive(move || sight.lane.get() == state)
                on_press=move || sight.lane.set(state)
                count=Signal::derive(move || Some(count()))
            />
        }
    };
    view! {
        <div class="views lane-chips" role="group" aria-label=text("complaint.board")>
            <For each=move || lanes.get() key=|state| *state let:state>
                {chip(state)}
            </For>
        </div>
    }
}
