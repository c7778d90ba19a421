//! What happened with a customer, as entries of one timeline.

use domain::complaint::State;
use domain::kinds::{complaint, interaction, note, vehicle};
use sync::record::Record;

use super::filter::{Counted, Group};
use super::{Card, Follower, trade};
use crate::i18n::{choice_label, format, kind_label, text, text_with};
use crate::store::Store;

/// One thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// Id of the record.
    pub id: String,
    /// When, for the order.
    pub at_ms: i64,
    /// What, in a line.
    pub title: String,
    /// Who, where and how; empty for an order, of which it is read when it is shown.
    pub detail: String,
    /// Not sent yet.
    pub pending: bool,
    /// Where its own page is.
    pub href: Option<String>,
    /// It is a contact whose next step is open.
    pub has_step: bool,
    /// What it is about.
    pub group: Group,
    /// The figures of the card that count it.
    pub counted: Vec<Counted>,
}

/// Everything that happened with the customer, latest first.
pub fn moments(card: Card) -> Vec<Moment> {
    let mut all: Vec<Moment> = [
        interaction::KIND,
        complaint::KIND,
        note::KIND,
        vehicle::KIND,
    ]
    .into_iter()
    .chain(trade::KINDS)
    .flat_map(|kind| card.followers(kind))
    .map(|follower| moment(card.store, &follower))
    .collect();
    all.extend(card.orders(|orders| trade::of_orders(card.store, orders)));
    all.push(creation(card));
    all.sort_by(|a, b| (b.at_ms, &b.id).cmp(&(a.at_ms, &a.id)));
    all
}

fn moment(store: Store, follower: &Follower) -> Moment {
    let record = &follower.record;
    let base = Moment {
        id: record.id.clone(),
        at_ms: record.created_ms,
        title: String::new(),
        detail: who(store, &record.person),
        pending: follower.pending,
        href: None,
        has_step: false,
        group: Group::Other,
        counted: Vec::new(),
    };
    match record.kind.as_str() {
        interaction::KIND => of_contact(store, record, base),
        complaint::KIND => of_complaint(store, record, base),
        note::KIND => Moment {
            title: format!("{}: {}", text("complaint.notes"), record.text(note::TEXT)),
            href: Some(format!("/service/{}", record.text(note::COMPLAINT))),
            group: Group::Complaint,
            ..base
        },
        vehicle::KIND => Moment {
            title: format!("{}: {}", kind_label(&record.kind), unit(record)),
            ..base
        },
        _ => trade::trade_moment(store, record, base),
    }
}

fn of_contact(store: Store, record: &Record, base: Moment) -> Moment {
    let point = choice_label(
        interaction::KIND,
        interaction::TOUCH_POINT,
        record.text(interaction::TOUCH_POINT),
    );
    let point = match record.text(interaction::DIRECTION) {
        "in" => text_with("interaction.touch_in", &[("touch_point", point)]),
        "out" => text_with("interaction.touch_out", &[("touch_point", point)]),
        _ => point,
    };
    let subject = record.text(interaction::SUBJECT).to_owned();
    let outcome = record.text(interaction::OUTCOME);
    let outcome = match outcome {
        "" => String::new(),
        word => choice_label(interaction::KIND, interaction::OUTCOME, word),
    };
    let note = record.text(interaction::NOTE).to_owned();
    Moment {
        at_ms: record
            .get(interaction::HAPPENED_AT)
            .as_i64()
            .unwrap_or(record.created_ms),
        title: text_with(
            "interaction.line",
            &[("touch_point", point), ("subject", subject)],
        ),
        detail: joined([who(store, &record.person), outcome, note, next_step(record)]),
        href: Some(format!("/interactions/{}/edit", record.id)),
        has_step: is_step_open(record),
        group: Group::Contact,
        ..base
    }
}

fn is_step_open(record: &Record) -> bool {
    let is_open = matches!(record.text(interaction::NEXT_STATE), "" | "open");
    is_open && !record.text(interaction::NEXT_ON).is_empty()
}

fn next_step(record: &Record) -> String {
    let step = record.text(interaction::NEXT_STEP);
    if step.is_empty() {
        return String::new();
    }
    let day = format::day(record.text(interaction::NEXT_ON));
    let line = text_with("interaction.next_due", &[("step", step), ("day", &day)]);
    match record.text(interaction::NEXT_STATE) {
        state @ ("done" | "dropped") => {
            format!(
                "{line} ({})",
                choice_label(interaction::KIND, interaction::NEXT_STATE, state)
            )
        }
        _ => line,
    }
}

fn of_complaint(store: Store, record: &Record, base: Moment) -> Moment {
    let state = State::of(&record.fields);
    let number = match record.text(complaint::CODE) {
        "" => text("common.number_follows"),
        code => text_with("complaint.number", &[("code", code)]),
    };
    let words = choice_label(complaint::KIND, complaint::STATE, state.as_str());
    let kind = kind_label(complaint::KIND);
    let department = choice_label(
        complaint::KIND,
        complaint::DEPARTMENT,
        record.text(complaint::DEPARTMENT),
    );
    let score = record.get(complaint::SATISFACTION).as_i64();
    let satisfied = score.map(|score| text_with("complaint.satisfied", &[("score", score)]));
    Moment {
        at_ms: record
            .get(complaint::CLOSED_AT)
            .as_i64()
            .unwrap_or(record.created_ms),
        title: format!(
            "{kind} {number} · {words}: {}",
            record.text(complaint::SUBJECT)
        ),
        detail: joined([
            department,
            satisfied.unwrap_or_default(),
            who(store, &record.person),
        ]),
        href: Some(format!("/service/{}", record.id)),
        group: Group::Complaint,
        counted: state
            .is_open()
            .then_some(Counted::OpenComplaints)
            .into_iter()
            .collect(),
        ..base
    }
}

fn creation(card: Card) -> Moment {
    let (at_ms, person) = card.record(|record| (record.created_ms, record.person.clone()));
    Moment {
        id: card.id(),
        at_ms,
        title: text_with("changes.op.create", &[("kind", kind_label("customer"))]),
        detail: who(card.store, &person),
        pending: card.store.is_pending(&card.id()),
        href: None,
        has_step: false,
        group: Group::Other,
        counted: Vec::new(),
    }
}

/// Make, model and year of a vehicle.
pub fn unit(record: &Record) -> String {
    let year = record
        .get(vehicle::YEAR)
        .as_i64()
        .map(|year| year.to_string());
    let parts = [
        record.text(vehicle::MAKE),
        record.text(vehicle::MODEL),
        year.as_deref().unwrap_or_default(),
    ];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name of a person, or that it was oneself.
pub fn who(store: Store, person: &str) -> String {
    if store.actor().person == person {
        text("common.you")
    } else {
        store.person_name(person)
    }
}

/// The parts that are not empty, in one line.
pub fn joined<const N: usize>(parts: [String; N]) -> String {
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}
