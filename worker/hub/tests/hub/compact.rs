//! Compaction removes what nobody needs, and merges go on as before.

use domain::retention::{GONE_DAYS, HISTORY_DAYS};
use futures::executor::block_on;
use hub::{Decision, Hub};
use serde_json::json;
use sync::change::Op;
use sync::protocol::{MAX_CHANGES, branch_feed};

use crate::world::{ADMIN, Device, HEAD, MKS, NOW, OFFICE, RINA, SBY, World};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

fn compact(world: &World, days: i64) {
    block_on(Hub::new(&world.db).compact(NOW + days * DAY_MS)).unwrap();
}

/// As many changes as a request can hold, after which those before cannot be sent again.
fn fill(world: &World, device: &mut Device) {
    let noop = |_| device.change(Op::Noop, "customer", "filler", json!({}));
    let changes: Vec<_> = (0..MAX_CHANGES).map(noop).collect();
    assert!(world.push(device, &changes).iter().all(String::is_empty));
}

/// Names of the customer in its history, latest first.
fn names(world: &World) -> Vec<String> {
    let history = block_on(Hub::new(&world.db).history(ADMIN, "c1")).unwrap();
    let name = |entry: &hub::HistoryEntry| entry.fields["name"].as_str().unwrap().to_owned();
    history.iter().map(name).collect()
}

/// A customer with three more names, each given after the one before was seen.
fn renamed(world: &World, rina: &mut Device) {
    let made = [rina.customer("c1", MKS), rina.customer("filler", MKS)];
    world.push(rina, &made);
    for name in ["A", "B", "C"] {
        let change = rina.set(&world.record("c1"), "name", json!(name));
        assert_eq!(world.push(rina, &[change]), [""]);
    }
}

#[test]
fn rows_of_gone_records_go_and_older_devices_learn_so() {
    let world = World::new();
    let (mut rina, mut head) = (world.device(RINA), world.device(HEAD));
    let made = [rina.customer("c1", MKS), rina.vehicle("v1", "c1")];
    world.push(&rina, &made);
    let given = Op::Move { branch: SBY.into() };
    let given = head.change(given, "customer", "c1", json!({}));
    assert_eq!(world.push(&head, &[given]), [""]);
    let gone = "SELECT record FROM feed_row WHERE gone = 1";
    let floor = |world: &World| {
        let heads = world.sync(&rina.request(&[]), RINA).unwrap().heads;
        (
            heads[&branch_feed(MKS)].floor,
            heads[&branch_feed(MKS)].head,
        )
    };

    for days in [0, GONE_DAYS - 1] {
        compact(&world, days);
        assert_eq!((world.rows(gone).len(), floor(&world).0), (2, 0));
    }
    compact(&world, GONE_DAYS);
    let (floor, head) = floor(&world);
    assert_eq!((world.rows(gone).len(), floor), (0, head));
    world.assert_sound();
}

#[test]
fn old_values_that_were_replaced_are_forgotten() {
    let world = World::new();
    let mut rina = world.device(RINA);
    renamed(&world, &mut rina);
    fill(&world, &mut rina);
    compact(&world, 0);
    let recent = rina.set(&world.record("c1"), "name", json!("D"));
    world.push(&rina, &[recent]);
    compact(&world, HISTORY_DAYS - 1);
    assert_eq!(names(&world), ["D", "C", "B", "A", "Customer c1"]);
    let before = world.business();
    for _ in 0..2 {
        compact(&world, HISTORY_DAYS);
        assert_eq!(names(&world), ["D", "C", "Customer c1"]);
    }
    assert_eq!(world.business()[0], before[0], "the records stay");
}

#[test]
fn what_a_device_may_send_again_keeps_its_outcome() {
    let world = World::new();
    let mut rina = world.device(RINA);
    renamed(&world, &mut rina);
    let last = rina.set(&world.record("c1"), "name", json!("D"));
    world.push(&rina, std::slice::from_ref(&last));
    compact(&world, 0);
    compact(&world, HISTORY_DAYS);
    assert_eq!(names(&world).len(), 5);
    assert_eq!(world.push(&rina, &[last]), [""]);
}

#[test]
fn a_device_that_was_away_merges_with_what_is_left() {
    let world = World::new();
    let (mut rina, mut office) = (world.device(RINA), world.device(OFFICE));
    renamed(&world, &mut rina);
    let history = block_on(Hub::new(&world.db).history(ADMIN, "c1")).unwrap();
    // It saw the name B, of which nothing is left, and wrote before C.
    let mut late = office.set(&world.record("c1"), "name", json!("From afar"));
    late.bases = [("naming".to_owned(), history[1].stamp)].into();
    late.stamp = history[1].stamp;
    late.stamp.replica = office.replica;
    fill(&world, &mut rina);
    compact(&world, 0);
    compact(&world, HISTORY_DAYS);
    assert_eq!(names(&world), ["C", "Customer c1"]);
    assert_eq!(world.push(&office, &[late]), [""]);
    let record = world.record("c1");
    assert_eq!(record.text("name"), "C");
    assert_eq!(record.conflicts[0].value["name"], "From afar");
    assert_eq!(record.conflicts.len(), 1);
}

#[test]
fn nothing_goes_that_somebody_has_still_to_decide_about() {
    let world = World::new();
    let (mut rina, mut office) = (world.device(RINA), world.device(OFFICE));
    renamed(&world, &mut rina);
    let mut blind = office.set(&world.record("c1"), "name", json!("X"));
    blind.bases = [("naming".to_owned(), world.record("c1").created)].into();
    assert_eq!(world.push(&office, &[blind]), [""]);
    let refused = ["c2", "c3"].map(|id| rina.customer(id, SBY));
    assert!(
        world
            .push(&rina, &refused)
            .iter()
            .all(|code| !code.is_empty())
    );
    fill(&world, &mut rina);
    let hub = Hub::new(&world.db);
    let closed = hub.decide(OFFICE, rina.replica, refused[1].seq, Decision::Closed, NOW);
    block_on(closed).unwrap();
    compact(&world, 0);
    compact(&world, HISTORY_DAYS);
    assert_eq!(names(&world).len(), 5, "the customer has a conflict");
    let left = world.rows("SELECT record FROM change WHERE code IS NOT NULL");
    let left: Vec<_> = left.iter().map(|row| row.text("record").unwrap()).collect();
    assert_eq!(left, ["c2"]);
}
