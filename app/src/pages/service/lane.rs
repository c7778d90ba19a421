//! One lane of the board.

use std::collections::BTreeMap;

use domain::complaint::State;
use domain::kinds::complaint;
use leptos::prelude::*;

use super::mover::Mover;
use super::ticket::Ticket;
use crate::i18n::{choice_label, counted, format, text};
use crate::store::ComplaintRow;

type ById = BTreeMap<String, ComplaintRow>;

/// As many as one works through; the next follow.
const FIRST_SHOWN: usize = 50;

/// The complaints in one state. A ticket that is dropped here moves to it.
#[component]
pub fn Lane(
    /// The state.
    state: State,
    /// The complaints in it, the most urgent first.
    rows: Signal<Vec<ComplaintRow>>,
    /// Whether it is the lane that a phone shows.
    current: Signal<bool>,
    /// Moves complaints.
    mover: Mover,
    /// Id of the complaint that is being dragged.
    dragged: RwSignal<Option<String>>,
) -> impl IntoView {
    let shows_all = RwSignal::new(false);
    let over = RwSignal::new(false);
    let count = Memo::new(move |_| rows.with(Vec::len));
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(id) = dragged.get_untracked() {
            mover.begin(&id, state);
        }
        dragged.set(None);
    };
    let shown = move || {
        let most = if shows_all.get() {
            usize::MAX
        } else {
            FIRST_SHOWN
        };
        rows.get().into_iter().take(most)
    };
    let by_id = Memo::new(move |_| {
        let rows = rows.get().into_iter();
        rows.map(|row| (row.id.clone(), row)).collect::<ById>()
    });
    let more = move || !shows_all.get() && count.get() > FIRST_SHOWN;
    view! {
        <section
            class="lane"
            class:current=current
            class:over=over
            data-testid="lane"
            data-state=state.as_str()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <h2>
                {choice_label(complaint::KIND, complaint::STATE, state.as_str())} " "
                <span aria-hidden="true">{move || number(count.get())}</span>
                <span class="sr-only">{move || counted("complaint.lane_tickets", count.get())}</span>
            </h2>
            <For each=shown key=|row| row.id.clone() let:row>
                <Ticket row=latest(by_id, row) mover dragged />
            </For>
            <Show when=move || count.get() == 0>
                <p class="sub">{text("empty.lane")}</p>
            </Show>
            <Show when=more>
                <button type="button" class="link" on:click=move |_| shows_all.set(true)>
                    {text("common.show_all")}
                </button>
            </Show>
        </section>
    }
}

/// What a row has become. One that leaves the lane stays as it was until its ticket goes.
fn latest(by_id: Memo<ById>, row: ComplaintRow) -> Memo<ComplaintRow> {
    Memo::new(move |before: Option<&ComplaintRow>| {
        let found = by_id.with(|rows| rows.get(&row.id).cloned());
        found.unwrap_or_else(|| before.unwrap_or(&row).clone())
    })
}

fn number(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
