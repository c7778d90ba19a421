use serde_json::json;
use sync::change::{Change, Op};
use sync::codes;

use crate::world::{ADMIN, CLOSED, Device, HEAD, MKS, OFFICE, RINA, SBY, SURYA, World};

fn with_customer(world: &World) -> Device {
    let mut rina = world.device(RINA);
    let changes = [
        rina.customer("c1", MKS),
        rina.vehicle("v1", "c1"),
        rina.vehicle("v2", "c1"),
    ];
    assert_eq!(world.push(&rina, &changes), ["", "", ""]);
    rina
}

fn moving(device: &mut Device, branch: &str) -> Change {
    device.change(
        Op::Move {
            branch: branch.into(),
        },
        "customer",
        "c1",
        json!({}),
    )
}

fn sharing(device: &mut Device, branch: &str, on: bool) -> Change {
    device.change(
        Op::Share {
            branch: branch.into(),
            on,
        },
        "customer",
        "c1",
        json!({}),
    )
}

#[test]
fn a_moved_customer_takes_along_what_follows() {
    let world = World::new();
    let mut rina = with_customer(&world);
    let mut surya = world.device(SURYA);
    world.pull(&mut rina);
    world.pull(&mut surya);
    let mut head = world.device(HEAD);
    let seen = world.record("v1");
    // One of what follows changes in the same request, the other is not named at all.
    let set = head.set(&seen, "plate", json!("DD 1 A"));
    let moved = moving(&mut head, SBY);
    assert_eq!(world.push(&head, &[set, moved]), ["", ""]);
    world.assert_sound();
    world.pull(&mut rina);
    world.pull(&mut surya);
    assert!(!rina.ids().contains("c1") && !rina.ids().contains("v2"));
    assert!(["c1", "v1", "v2"].iter().all(|id| surya.ids().contains(id)));
    let seen = world.record("v2");
    let late = rina.set(&seen, "plate", json!("DD 2 A"));
    assert_eq!(world.push(&rina, &[late]), [codes::RECORD_UNKNOWN]);
}

#[test]
fn a_shared_customer_is_in_both_branches_until_it_is_not() {
    let world = World::new();
    with_customer(&world);
    let (mut head, mut surya) = (world.device(HEAD), world.device(SURYA));
    world.pull(&mut surya);
    let share = sharing(&mut head, SBY, true);
    world.push(&head, &[share]);
    world.assert_sound();
    world.pull(&mut surya);
    assert!(surya.ids().contains("v2"));
    let vehicle = surya.vehicle("v3", "c1");
    assert_eq!(world.push(&surya, &[vehicle]), [""]);
    let unshare = sharing(&mut head, SBY, false);
    world.push(&head, &[unshare]);
    world.assert_sound();
    world.pull(&mut surya);
    assert!(!surya.ids().contains("c1") && !surya.ids().contains("v3"));
}

#[test]
fn there_and_back_within_one_request_is_no_move() {
    let world = World::new();
    let mut rina = with_customer(&world);
    world.pull(&mut rina);
    let mut office = world.device(OFFICE);
    let changes = [moving(&mut office, SBY), moving(&mut office, MKS)];
    assert_eq!(world.push(&office, &changes), ["", ""]);
    world.assert_sound();
    world.pull(&mut rina);
    assert!(rina.ids().contains("v1"));
}

#[test]
fn who_may_move_and_share() {
    let world = World::new();
    with_customer(&world);
    let check = |person: &str, branch: &str, expected: &str| {
        let mut device = world.device(person);
        let change = sharing(&mut device, branch, true);
        assert_eq!(
            world.push(&device, &[change]),
            [expected],
            "{person} {branch}"
        );
    };
    check(RINA, SBY, codes::ROLE);
    check(SURYA, SBY, codes::RECORD_UNKNOWN);
    check(HEAD, CLOSED, codes::BRANCH);
    check(HEAD, "nowhere", codes::BRANCH);
    check(HEAD, RINA, codes::BRANCH);
    check(HEAD, SBY, "");
    check(OFFICE, SBY, "");
    check(ADMIN, SBY, "");
}

#[test]
fn a_person_whose_branch_changes_sees_the_other_one() {
    let world = World::new();
    let mut rina = with_customer(&world);
    world.pull(&mut rina);
    let mut admin = world.device(ADMIN);
    let seen = world.record(RINA);
    let changes = [
        admin.set(&seen, &format!("branches/{SBY}"), json!(true)),
        admin.set(&seen, &format!("branches/{MKS}"), json!(null)),
    ];
    assert_eq!(world.push(&admin, &changes), ["", ""]);
    world.pull(&mut rina);
    assert!(!rina.held.contains_key("branch:b-mks") && rina.held.contains_key("branch:b-sby"));
    let customer = rina.customer("c9", MKS);
    assert_eq!(world.push(&rina, &[customer]), [codes::BRANCH]);
}

#[test]
fn somebody_who_has_left_gets_nothing() {
    let world = World::new();
    let rina = with_customer(&world);
    let mut admin = world.device(ADMIN);
    let change = admin.set(&world.record(RINA), "active", json!(false));
    assert_eq!(world.push(&admin, &[change]), [""]);
    let result = world.sync(&rina.request(&[]), RINA);
    assert!(matches!(result, Err(hub::HubError::Ended)), "{result:?}");
}

#[test]
fn numbers_are_issued_by_branch_and_by_company() {
    let world = World::new();
    let rina = with_customer(&world);
    let (mut again, mut surya) = (world.device(RINA), world.device(SURYA));
    let changes = [again.customer("c3", MKS), again.customer("c2", MKS)];
    world.push(&again, &changes);
    let change = surya.customer("c4", SBY);
    let response = world.sync(&surya.request(&[change]), SURYA).unwrap();
    let held: sync::record::Record = serde_json::from_str(response.records[0].doc.get()).unwrap();
    assert_eq!(held.text("code"), "KP-SBY-00001");
    let code = |id| world.record(id).text("code").to_owned();
    assert_eq!(
        ["c1", "c3", "c2"].map(code),
        ["KP-MKS-00001", "KP-MKS-00002", "KP-MKS-00003"]
    );
    let mut rina = rina;
    let change = rina.set(&world.record("c1"), "note", json!("kept"));
    world.push(&rina, &[change]);
    assert_eq!(code("c1"), "KP-MKS-00001");
}
