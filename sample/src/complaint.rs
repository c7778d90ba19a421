//! Complaints in every state with their notes.

use serde_json::{Value, json};

use crate::clock::{self, DAY, MINUTE};
use crate::customer::{Customer, picked};
use crate::interaction::{SPAN, add_contact_about};
use crate::random::Random;
use crate::words::{COMPLAINTS, NOTES, WAITING};
use crate::world::{Office, World};

/// Adds a complaint for about every fifth customer.
pub fn add_complaints(
    world: &mut World,
    office: &Office,
    customer: &Customer,
    vehicles: &[String],
) {
    if !world.random.percent(22) {
        return;
    }
    let recent = world.random.percent(20);
    let oldest = if recent { 6 } else { SPAN };
    let days_ago = world
        .random
        .between(i64::from(!recent) * 10, oldest)
        .min(customer.age);
    let reported = clock::working_moment(&mut world.random, office.place, world.now_ms, days_ago);
    let reported = reported.max(customer.created_ms);
    let staff = Handling {
        taken_by: picked(&mut world.random, &office.staff),
        assignee: picked(&mut world.random, &office.staff),
    };
    let complaint = add_complaint(world, customer, vehicles, reported, &staff);
    add_report(world, customer, &staff, reported, &complaint);
    add_notes(world, customer, &staff, reported, &complaint);
}

struct Handling {
    taken_by: String,
    assignee: String,
}

fn add_complaint(
    world: &mut World,
    customer: &Customer,
    vehicles: &[String],
    reported: i64,
    staff: &Handling,
) -> String {
    let random = &mut world.random;
    let (subject, category, department, kind, resolution) = random.pick(COMPLAINTS);
    let severity = random.pick(&[
        "low", "normal", "normal", "normal", "high", "high", "critical",
    ]);
    let state = state(random, world.now_ms - reported);
    let closed = (reported + random.between(2, 96) * 60 * MINUTE).min(world.now_ms - MINUTE);
    let mut fields = json!({
        "customer": customer.id,
        "vehicle": vehicles.first(),
        "type": kind,
        "category": category,
        "severity": severity,
        "department": department,
        "subject": subject,
        "description": random.percent(60).then(|| format!("{subject}. Pelanggan minta dikabari.")),
        "state": state,
        "waiting_reason": (state == "waiting").then(|| random.pick(WAITING)),
        "resolution": matches!(state, "notify" | "done").then_some(resolution),
        "assignee": (state != "new").then_some(&staff.assignee),
        "due_at": domain::complaint::default_due_ms(severity, reported),
    });
    if state == "done" {
        let satisfaction = random
            .percent(70)
            .then(|| random.pick(&[5, 5, 4, 4, 4, 3, 2, 1]));
        let told = json!({
            "touch_point": "call_centre", "direction": "out", "outcome": "answered",
            "subject": format!("Kabar: {subject}"), "note": resolution,
        });
        fields["told_by"] = json!(add_contact_about(
            world,
            customer,
            &staff.assignee,
            closed,
            &told
        ));
        fields["closed_at"] = json!(closed);
        fields["satisfaction"] = json!(satisfaction);
    }
    world.add("complaint", &staff.taken_by, reported, fields)
}

/// Old complaints are done, but for a few that came back; recent ones are in any state.
fn state(random: &mut Random, age_ms: i64) -> &'static str {
    if age_ms > 10 * DAY {
        return if random.percent(96) {
            "done"
        } else {
            "reopened"
        };
    }
    random.pick(&[
        "new", "new", "working", "working", "waiting", "notify", "done",
    ])
}

fn add_report(
    world: &mut World,
    customer: &Customer,
    staff: &Handling,
    reported: i64,
    complaint: &str,
) {
    let touch_point = world
        .random
        .pick(&["call_centre", "face_to_face", "email", "online_form"]);
    let report: Value = json!({
        "touch_point": touch_point, "direction": "in", "outcome": "complained",
        "subject": "Keluhan dicatat", "complaint": complaint,
    });
    add_contact_about(world, customer, &staff.taken_by, reported, &report);
}

fn add_notes(
    world: &mut World,
    customer: &Customer,
    staff: &Handling,
    reported: i64,
    complaint: &str,
) {
    let mut reply_to: Option<String> = None;
    for n in 0..world.random.between(0, 3) {
        let text = world.random.pick(NOTES);
        let person = if n % 2 == 0 {
            &staff.assignee
        } else {
            &staff.taken_by
        };
        let written = (reported + (n + 1) * 45 * MINUTE).min(world.now_ms - MINUTE);
        let fields = json!({
            "customer": customer.id, "complaint": complaint, "text": text, "reply_to": reply_to,
        });
        reply_to = Some(world.add("note", person, written, fields));
    }
}
