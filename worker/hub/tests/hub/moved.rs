//! What a request moves for others, and who is to be told.

use futures::executor::block_on;
use hub::{Hub, HubError, Moved};
use serde_json::json;
use sync::change::{Change, Op};
use sync::protocol::role_feed;

use crate::world::{ADMIN, Device, HEAD, MKS, OFFICE, RINA, SBY, SURYA, World};

fn check(world: &World, device: &Device, changes: &[Change], feeds: &[&str], staff: &[&str]) {
    let request = device.request(changes);
    let answered = world.answered(&request, &device.person).unwrap();
    let expected = Moved {
        feeds: feeds.iter().map(|feed| feed.to_string()).collect(),
        staff: staff.iter().map(|id| id.to_string()).collect(),
    };
    assert_eq!(answered.moved, expected, "{changes:?}");
}

#[test]
fn feeds_that_got_rows_have_moved_and_others_have_not() {
    let world = World::new();
    let (mut rina, mut head) = (world.device(RINA), world.device(HEAD));
    check(&world, &rina, &[], &[], &[]);
    let made = [rina.customer("c1", MKS), rina.vehicle("v1", "c1")];
    check(&world, &rina, &made, &["branch:b-mks"], &[]);
    // A repeat does nothing, and a refused change neither.
    check(&world, &rina, &made, &[], &[]);
    let refused = rina.customer("c2", SBY);
    check(&world, &rina, &[refused], &[], &[]);

    let share = Op::Share {
        branch: SBY.into(),
        on: true,
    };
    let share = head.change(share, "customer", "c1", json!({}));
    check(
        &world,
        &head,
        &[share],
        &["branch:b-mks", "branch:b-sby"],
        &[],
    );
    let seen = world.record("v1");
    let plate = rina.set(&seen, "plate", json!("DD 1 A"));
    check(
        &world,
        &rina,
        &[plate],
        &["branch:b-mks", "branch:b-sby"],
        &[],
    );
    let given = Op::Move { branch: SBY.into() };
    let given = head.change(given, "customer", "c1", json!({}));
    check(
        &world,
        &head,
        &[given],
        &["branch:b-mks", "branch:b-sby"],
        &[],
    );
}

#[test]
fn staff_whose_record_changed_are_named() {
    let world = World::new();
    let mut admin = world.device(ADMIN);
    let seen = world.record(RINA);
    let change = admin.set(&seen, &format!("branches/{SBY}"), json!(true));
    check(&world, &admin, &[change], &["company"], &[RINA]);
}

#[test]
fn everybody_is_told_of_the_feeds_that_they_see() {
    let world = World::new();
    let cost = role_feed("branch_head");
    for (person, mks, sby, costs) in [
        (RINA, true, false, false),
        (SURYA, false, true, false),
        (HEAD, true, false, true),
        (OFFICE, true, true, true),
        (ADMIN, true, true, true),
    ] {
        let sight = block_on(Hub::new(&world.db).sight(person)).unwrap();
        let covered = ["company", "branch:b-mks", "branch:b-sby", &cost, "other"];
        let covered = covered.map(|feed| sight.covers(feed));
        assert_eq!(covered, [true, mks, sby, costs, false], "{person}");
        let request = world.device(person).request(&[]);
        let heads = world.sync(&request, person).unwrap().heads;
        assert!(heads.keys().all(|feed| sight.covers(feed)), "{person}");
    }
    let gone = block_on(Hub::new(&world.db).sight("nobody"));
    assert_eq!(gone, Err(HubError::Ended));
}

#[test]
fn somebody_of_very_many_branches_is_told_of_all() {
    let world = World::new();
    let mut admin = world.device(ADMIN);
    for at in 0..30 {
        let seen = world.record(RINA);
        let id = format!("b-{at}");
        let fields = json!({"name": id, "code": format!("B{at}"), "time_zone": "Asia/Makassar"});
        let branch = admin.change(Op::Create { home: None }, "branch", &id, fields);
        let joins = admin.set(&seen, &format!("branches/{id}"), json!(true));
        assert_eq!(world.push(&admin, &[branch, joins]), ["", ""]);
    }
    let sight = block_on(Hub::new(&world.db).sight(RINA)).unwrap();
    assert!(sight.covers("branch:b-29") && sight.covers("branch:b-sby"));
    assert!(!sight.covers(&role_feed("branch_head")));
}
