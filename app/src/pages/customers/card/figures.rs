//! The figures of a customer that can be computed today.

use domain::complaint::State;
use domain::customer::months_before;
use domain::kinds::{complaint, interaction};
use leptos::prelude::*;
use sync::record::Record;

use super::Card;
use super::filter::{Counted, Group, Shown};
use super::worth::WorthFigures;
use crate::components::Kpi;
use crate::i18n::{format, text, text_with};
use crate::pages::receivables::as_of;
use crate::pages::shell::use_minute;

/// How far back is counted what happens again and again, in months.
pub const MONTHS: u32 = 12;

/// What is owed, what was bought in a year, when last; last contact, contacts in a year, open
/// complaints, next step; and as of when all that is known.
#[component]
pub fn Figures(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let minute = use_minute();
    view! {
        <div>
            <div class="kpis">
                <WorthFigures card />
                <ContactFigures card />
            </div>
            <p class="as-of sub" data-testid="figures-as-of">
                {move || as_of(card.store, minute.now_ms())}
            </p>
        </div>
    }
}

#[component]
fn ContactFigures(card: Card) -> impl IntoView {
    let seen = move || match card.row(|row| row.last_seen_ms) {
        Some(ms) => format::relative(ms, card.store.now_ms()),
        None => text("customer.kpi.never"),
    };
    let open = move || format::number(i64::from(card.row(|row| row.open_complaints)));
    let next = move || match card.row(|row| row.due.clone()) {
        Some(day) => format::day(&day),
        None => text("customer.kpi.no_next_step"),
    };
    let title = |key: &str| text(&format!("customer.kpi.{key}"));
    let contacts_href = Signal::derive(move || {
        let is_there = !card.followers(interaction::KIND).is_empty();
        is_there.then(|| Shown::Group(Group::Contact).href(&card.id()))
    });
    let open_href = Signal::derive(move || {
        let is_there = card.row(|row| row.open_complaints) > 0;
        is_there.then(|| Shown::Counted(Counted::OpenComplaints).href(&card.id()))
    });
    view! {
        <Kpi
            label=title("last_contact")
            value=Signal::derive(seen)
            note=Signal::derive(move || card.row(|row| row.last_subject.clone()))
            href=contacts_href
        />
        <Kpi
            label=title("contacts")
            value=Signal::derive(move || contacts(card))
            href=contacts_href
        />
        <Kpi
            testid="figure-open-complaints"
            label=Counted::OpenComplaints.label()
            value=Signal::derive(open)
            note=Signal::derive(move || late_note(card))
            href=open_href
        />
        <Kpi
            label=title("next_step")
            value=Signal::derive(next)
            note=Signal::derive(move || step_words(card))
            href=Signal::derive(move || step_href(card))
        />
    }
}

fn contacts(card: Card) -> String {
    let since = months_before(card.store.now_ms(), MONTHS);
    let all = card.followers(interaction::KIND);
    let moments = all
        .iter()
        .filter_map(|one| one.record.get(interaction::HAPPENED_AT).as_i64());
    digits(moments.filter(|ms| *ms >= since).count())
}

/// A count in digits.
pub fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn late_note(card: Card) -> String {
    let now_ms = card.store.now_ms();
    let all = card.followers(complaint::KIND);
    let late = all.iter().filter(|one| {
        let due = one.record.get(complaint::DUE_AT).as_i64();
        State::of(&one.record.fields).is_open() && due.is_some_and(|due| due < now_ms)
    });
    match late.count() {
        0 => String::new(),
        count => text_with("customer.kpi.overdue", &[("count", count)]),
    }
}

fn step_words(card: Card) -> String {
    let step = next_step(card);
    step.map(|record| record.text(interaction::NEXT_STEP).to_owned())
        .unwrap_or_default()
}

fn step_href(card: Card) -> Option<String> {
    let step = next_step(card)?;
    Some(format!("/interactions/{}/edit", step.id))
}

/// The contact with the earliest open next step.
fn next_step(card: Card) -> Option<Record> {
    let due = card.row(|row| row.due.clone())?;
    let mut all = card.followers(interaction::KIND).into_iter();
    let step = all.find(|one| one.record.text(interaction::NEXT_ON) == due);
    step.map(|one| one.record)
}
