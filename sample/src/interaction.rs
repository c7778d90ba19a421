//! Contacts with the customer over the last 18 months and the steps that follow them.

use serde_json::{Value, json};

use crate::clock;
use crate::customer::{Customer, picked};
use crate::random::Random;
use crate::words::{NEXT_STEPS, TALKS};
use crate::world::{Office, World};

/// Days of 18 months.
pub const SPAN: i64 = 547;

/// Adds the customer's contacts: none for a prospect, none of late for a passive one.
pub fn add_interactions(world: &mut World, office: &Office, customer: &Customer) {
    let random = &mut world.random;
    let oldest = customer.age.min(SPAN);
    let newest = match random.between(1, 100) {
        1..=12 => return,
        13..=32 => 380,
        _ => 0,
    };
    if newest >= oldest {
        return;
    }
    let mut days: Vec<i64> = (0..random.between(1, 5))
        .map(|_| random.between(newest, oldest))
        .collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    let last = days.len() - 1;
    for (n, days_ago) in days.into_iter().enumerate() {
        add_interaction(world, office, customer, days_ago, n == last && newest == 0);
    }
}

fn add_interaction(
    world: &mut World,
    office: &Office,
    customer: &Customer,
    days_ago: i64,
    is_last: bool,
) {
    let random = &mut world.random;
    let (subject, note) = random.pick(TALKS);
    let outgoing = random.percent(50);
    let touch_point = if outgoing {
        random.pick(&["telesales", "field_force", "sms", "email", "face_to_face"])
    } else {
        random.pick(&[
            "call_centre",
            "face_to_face",
            "online_form",
            "email",
            "call_centre",
            "fax",
            "advertisement",
        ])
    };
    let outcomes = [
        "answered",
        "interested",
        "appointment",
        "no_answer",
        "not_interested",
    ];
    let mut fields = json!({
        "customer": customer.id,
        "touch_point": touch_point,
        "direction": if outgoing { "out" } else { "in" },
        "subject": subject,
        "note": (!note.is_empty()).then_some(note),
        "outcome": random.pick(&outcomes),
    });
    let happened = clock::working_moment(random, office.place, world.now_ms, days_ago);
    let happened = happened.max(customer.created_ms);
    fields["happened_at"] = json!(happened);
    if let Some((due, state)) = next_step(random, days_ago, is_last) {
        fields["next_step"] = json!(random.pick(NEXT_STEPS));
        fields["next_on"] = json!(clock::date_after(office.place, world.now_ms, due));
        fields["next_state"] = json!(state);
    }
    let person = picked(random, &office.staff);
    world.add("interaction", &person, happened, fields);
}

/// Days from today to the due day, and the state. Only a customer's last contact leaves an open
/// step, and about every fourth of those is due today or was before.
fn next_step(random: &mut Random, days_ago: i64, is_last: bool) -> Option<(i64, &'static str)> {
    if is_last && random.percent(15) {
        let due = if random.percent(25) {
            random.pick(&[0, 0, 0, -1, -3])
        } else {
            random.between(1, 21)
        };
        return Some((due.max(-days_ago), "open"));
    }
    let due = random.between(1, 10) - days_ago;
    (due < 0 && random.percent(20))
        .then(|| (due, random.pick(&["done", "done", "done", "dropped"])))
}

/// Adds a contact about a complaint at a given moment and gives its id.
pub fn add_contact_about(
    world: &mut World,
    customer: &Customer,
    person: &str,
    happened_ms: i64,
    fields: &Value,
) -> String {
    let mut contact = json!({"customer": customer.id, "happened_at": happened_ms});
    if let Value::Object(fields) = fields {
        fields
            .iter()
            .for_each(|(name, value)| contact[name] = value.clone());
    }
    world.add("interaction", person, happened_ms, contact)
}
