//! Next steps by date: overdue, today, the next seven days.

use leptos::prelude::*;

use super::steps::StepActions;
use crate::components::{EmptyState, Panel, Tag, Tone};
use crate::i18n::{civil, format, text, text_with};
use crate::store::{DueRow, use_store};

/// As many as anybody calls in a day; the next follow as these are done.
const MOST_SHOWN: usize = 100;

/// The next steps.
#[component]
pub fn StepPanels(
    /// The day it is.
    today: Memo<String>,
) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        store.track();
        let today = today.get();
        let last = civil::add_days(&today, 7).unwrap_or_default();
        let due = store.index(|index| {
            index
                .due
                .iter()
                .take_while(|row| row.next_on <= last)
                .cloned()
                .collect::<Vec<_>>()
        });
        (today, due)
    });
    let part = move |wanted: fn(&str, &str) -> bool| {
        Memo::new(move |_| {
            rows.with(|(today, due)| {
                let here = due.iter().filter(|row| wanted(&row.next_on, today));
                here.cloned().collect::<Vec<_>>()
            })
        })
    };
    let (overdue, due, upcoming) = (
        part(|day, today| day < today),
        part(|day, today| day == today),
        part(|day, today| day > today),
    );
    let is_done = Memo::new(move |_| overdue.with(Vec::is_empty) && due.with(Vec::is_empty));
    view! {
        <div class="stack">
            <Show when=move || is_done.get()>
                <EmptyState title=text("empty.today") hint=text("empty.today_hint") />
            </Show>
            <Steps title="today.overdue" rows=overdue is_late=true />
            <Steps title="today.due_today" rows=due />
            <Steps title="today.upcoming" rows=upcoming />
        </div>
    }
}

#[component]
fn Steps(
    title: &'static str,
    rows: Memo<Vec<DueRow>>,
    #[prop(optional)] is_late: bool,
) -> impl IntoView {
    let words = move || format!("{} · {}", text(title), rows.with(Vec::len));
    let shown = move || rows.get().into_iter().take(MOST_SHOWN);
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Panel title=Signal::derive(words)>
                <For
                    each=shown
                    key=step_key
                    let:row
                >
                    <Step row is_late />
                </For>
            </Panel>
        </Show>
    }
}

/// Everything that a step shows. It is drawn anew only when some of it changes, because that
/// folds its menu.
fn step_key(row: &DueRow) -> String {
    let words = [
        &row.interaction,
        &row.customer_name,
        &row.next_on,
        &row.next_step,
        &row.subject,
    ];
    format!("{}\n{}", words.map(String::as_str).join("\n"), row.pending)
}

#[component]
fn Step(row: DueRow, is_late: bool) -> impl IntoView {
    let side = if row.pending {
        view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> }.into_any()
    } else if is_late {
        let since = text_with(
            "today.due_since",
            &[("day", format::day_month(&row.next_on))],
        );
        view! { <Tag tone=Tone::Bad text=since /> }.into_any()
    } else {
        view! { <span class="when">{format::day_month(&row.next_on)}</span> }.into_any()
    };
    let card = format!("/customers/{}", row.customer);
    let id = row.interaction.clone();
    view! {
        <div class="task" class:pend=row.pending data-testid="step" data-id=id>
            <strong>
                <a href=card.clone()>{row.customer_name.clone()}</a>
            </strong>
            {side}
            <p>{joined(&row.next_step, &row.subject)}</p>
            <div class="row">
                <StepActions interaction=row.interaction />
                <a class="link" href=format!("{card}/interactions/new")>
                    {text("interaction.new")}
                </a>
            </div>
        </div>
    }
}

fn joined(step: &str, subject: &str) -> String {
    if subject.is_empty() {
        step.to_owned()
    } else {
        format!("{step} · {subject}")
    }
}
