//! One complaint on the board.

use domain::complaint::State;
use domain::kinds::complaint;
use leptos::prelude::*;

use super::mover::Mover;
use super::tags::{number_text, ticket_tag, urgency};
use crate::components::{Menu, MenuOption, Tag};
use crate::i18n::{choice_label, text};
use crate::pages::shell::use_minute;
use crate::store::{ComplaintRow, use_store};

/// Everything that a ticket shows. A ticket is drawn anew only when some of it changes, because
/// that folds its menu.
pub fn ticket_key(row: &ComplaintRow) -> String {
    let words = [
        &row.id,
        &row.code,
        &row.subject,
        &row.customer_name,
        &row.plate,
        &row.branch,
        &row.department,
        &row.waiting_reason,
    ];
    let words = words.map(String::as_str).join("\n");
    let state = row.state.as_str();
    format!(
        "{words}\n{state} {:?} {} {}",
        row.due_ms, row.pending, row.conflicts
    )
}

/// A complaint with its menu of next states.
#[component]
pub fn Ticket(
    /// The complaint.
    row: ComplaintRow,
    /// Moves it.
    mover: Mover,
    /// Set while it is dragged.
    dragged: RwSignal<Option<String>>,
) -> impl IntoView {
    let minute = use_minute();
    let row = StoredValue::new(row);
    let id = row.with_value(|row| row.id.clone());
    let tag = move || {
        let (tone, text) = row.with_value(|row| ticket_tag(row, minute.now_ms()))?;
        Some(view! { <Tag tone text /> })
    };
    let is =
        move |class: &'static str| row.with_value(|row| urgency(row, minute.now_ms())) == class;
    let begin = {
        let id = id.clone();
        move |_| dragged.set(Some(id.clone()))
    };
    view! {
        <article
            class="ticket"
            class:late=move || is("late")
            class:soon=move || is("soon")
            class:pend=row.with_value(|row| row.pending)
            draggable="true"
            data-testid="ticket"
            data-id=id.clone()
            on:dragstart=begin
            on:dragend=move |_| dragged.set(None)
        >
            <header>
                <span>{row.with_value(heading)}</span>
                {tag}
            </header>
            <strong>
                <a href=format!("/service/{id}")>{row.with_value(|row| row.subject.clone())}</a>
            </strong>
            <footer>
                <span>{row.with_value(about)}</span>
                <MoveMenu id=id.clone() state=row.with_value(|row| row.state) mover class="link" />
            </footer>
        </article>
    }
}

/// The states that may follow, as a menu.
#[component]
pub fn MoveMenu(
    /// Id of the complaint.
    id: String,
    /// Where it is now.
    #[prop(into)]
    state: Signal<State>,
    /// Moves it.
    mover: Mover,
    /// Class of the button.
    #[prop(default = "btn")]
    class: &'static str,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let next = state.get().next().iter();
        let option = |state: &State| {
            let words = choice_label(complaint::KIND, complaint::STATE, state.as_str());
            MenuOption::new(state.as_str(), words)
        };
        next.map(option).collect::<Vec<_>>()
    });
    let choose = UnsyncCallback::new(move |word: String| {
        if let Some(to) = State::from_word(&word) {
            mover.begin(&id, to);
        }
    });
    view! {
        <Menu label=text("complaint.move") class testid="complaint-move" options on_choose=choose />
    }
}

fn heading(row: &ComplaintRow) -> String {
    let department = choice_label(complaint::KIND, complaint::DEPARTMENT, &row.department);
    format!("{} · {department}", number_text(&row.code))
}

fn about(row: &ComplaintRow) -> String {
    let branch = use_store()
        .branch(&row.branch)
        .map(|branch| branch.code)
        .unwrap_or_default();
    let parts = [row.customer_name.clone(), row.plate.clone(), branch];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
