//! One complaint on the board.

use domain::complaint::State;
use domain::kinds::complaint;
use leptos::prelude::*;

use super::mover::Mover;
use super::tags::{number_text, ticket_tag, urgency};
use crate::components::{Menu, MenuOption, Tag};
use crate::i18n::{choice_label, text};
use crate::pages::shell::use_minute;
use crate::store::{ComplaintRow, Store, use_store};

/// A complaint with its menu of next states. It stays the same element while its row changes, or an
/// open menu would fold and a dragged ticket slip from the hand.
#[component]
pub fn Ticket(
    /// The complaint, under the same id as long as it is shown.
    row: Memo<ComplaintRow>,
    /// Moves it.
    mover: Mover,
    /// Set while it is dragged.
    dragged: RwSignal<Option<String>>,
) -> impl IntoView {
    let (store, minute) = (use_store(), use_minute());
    let id = row.with_untracked(|row| row.id.clone());
    let tag = move || {
        let (tone, text) = row.with(|row| ticket_tag(row, minute.now_ms()))?;
        Some(view! { <Tag tone text /> })
    };
    let is = move |class: &'static str| row.with(|row| urgency(row, minute.now_ms())) == class;
    let state = Signal::derive(move || row.with(|row| row.state));
    let begin = {
        let id = id.clone();
        move |_| dragged.set(Some(id.clone()))
    };
    view! {
        <article
            class="ticket"
            class:late=move || is("late")
            class:soon=move || is("soon")
            class:pend=move || row.with(|row| row.pending)
            draggable="true"
            data-testid="ticket"
            data-id=id.clone()
            on:dragstart=begin
            on:dragend=move |_| dragged.set(None)
        >
            <header>
                <span>{move || row.with(heading)}</span>
                {tag}
            </header>
            <strong>
                <a href=format!("/service/{id}")>{move || row.with(|row| row.subject.clone())}</a>
            </strong>
            <footer>
                <span>{move || row.with(|row| about(store, row))}</span>
                <MoveMenu id=id.clone() state mover class="link" />
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
    // A memo, because new options would be new elements under the finger.
    let options = Memo::new(move |_| {
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

fn about(store: Store, row: &ComplaintRow) -> String {
    let branch = store
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
