//! The figures of a customer that can be computed today.

use domain::complaint::State;
use domain::customer::months_before;
use domain::kinds::{complaint, interaction};
use leptos::prelude::*;

use super::Card;
use crate::components::Kpi;
use crate::i18n::{format, text, text_with};

/// Last contact, contacts in a year, open complaints, next step.
#[component]
pub fn Figures(
    /// The customer.
    card: Card,
) -> impl IntoView {
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
    view! {
        <div class="kpis">
            <Kpi
                label=title("last_contact")
                value=Signal::derive(seen)
                note=Signal::derive(move || card.row(|row| row.last_subject.clone()))
            />
            <Kpi label=title("contacts") value=Signal::derive(move || contacts(card)) />
            <Kpi
                label=title("open_complaints")
                value=Signal::derive(open)
                note=Signal::derive(move || late_note(card))
            />
            <Kpi
                label=title("next_step")
                value=Signal::derive(next)
                note=Signal::derive(move || next_step(card))
            />
        </div>
    }
}

fn contacts(card: Card) -> String {
    let since = months_before(card.store.now_ms(), 12);
    let all = card.followers(interaction::KIND);
    let moments = all
        .iter()
        .filter_map(|one| one.record.get(interaction::HAPPENED_AT).as_i64());
    let count = moments.filter(|ms| *ms >= since).count();
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

fn next_step(card: Card) -> String {
    let due = card.row(|row| row.due.clone()).unwrap_or_default();
    let all = card.followers(interaction::KIND);
    let step = all
        .iter()
        .find(|one| !due.is_empty() && one.record.text(interaction::NEXT_ON) == due);
    step.map(|one| one.record.text(interaction::NEXT_STEP).to_owned())
        .unwrap_or_default()
}
