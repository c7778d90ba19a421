use futures::executor::block_on;
use hub::{Hub, HubError};
use serde_json::json;
use sync::codes;

use crate::world::{MKS, NOW, RINA, SBY, SURYA, World};

fn refused(result: Result<sync::protocol::Response, HubError>) -> (String, Option<u64>) {
    match result {
        Err(HubError::Refused(failure)) => (failure.code, failure.mark),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_repeat_is_answered_with_the_stored_outcomes() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let changes = [
        rina.customer("c1", MKS),
        rina.customer("c1", SBY),
        rina.vehicle("v1", "c1"),
    ];
    let first = world.push(&rina, &changes);
    assert_eq!(first, ["", codes::RECORD_EXISTS, codes::DEPENDS_ON_REFUSED]);
    let before = world.business();
    assert_eq!(world.push(&rina, &changes), first);
    assert_eq!(world.business(), before);
    world.assert_sound();
}

#[test]
fn a_repeat_may_carry_further_changes() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let changes = [
        rina.customer("c1", MKS),
        rina.vehicle("v1", "c1"),
        rina.vehicle("v2", "c1"),
    ];
    world.push(&rina, &changes[..1]);
    assert_eq!(world.push(&rina, &changes), ["", "", ""]);
    assert_eq!(world.record("c1").version, 1);
    world.assert_sound();
}

#[test]
fn a_repeat_is_known_when_its_device_has_put_another_base_for_a_refused_one() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let [refused, next] = world.refused_and_next(&mut rina);
    let mut again = next.clone();
    again.bases.clone_from(&refused.bases);
    assert_eq!(world.push(&rina, &[refused, next]), ["wrong_type", ""]);
    let before = world.business();
    assert_eq!(world.push(&rina, &[again]), [""]);
    assert_eq!(world.business(), before);
}

#[test]
fn a_create_sent_again_by_a_new_replica_is_the_one_that_was_applied() {
    let world = World::new();
    let mut lost = world.device(RINA);
    let create = lost.customer("c1", MKS);
    world.push(&lost, std::slice::from_ref(&create));
    let mut rina = world.device(RINA);
    let again = rina.customer("c1", MKS);
    let vehicle = rina.vehicle("v1", "c1");
    let mut set = rina.set(&world.record("c1"), "name", json!("Siti"));
    set.bases.insert("naming".into(), again.stamp);
    assert_eq!(world.push(&rina, std::slice::from_ref(&again)), [""]);
    assert_eq!(world.push(&rina, &[again, vehicle, set]), ["", "", ""]);
    let record = world.record("c1");
    assert_eq!(
        (record.created, record.text("name"), record.version),
        (create.stamp, "Siti", 2)
    );
    assert_eq!(record.conflicts, []);
    let history = block_on(Hub::new(&world.db).history(RINA, "c1")).unwrap();
    assert_eq!(history.len(), 2, "{history:?}");
    let mut surya = world.device(SURYA);
    let foreign = surya.customer("c1", SBY);
    assert_eq!(world.push(&surya, &[foreign]), [codes::RECORD_EXISTS]);
    world.assert_sound();
}

#[test]
fn a_gap_is_refused_with_the_mark() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let changes = [
        rina.customer("c1", MKS),
        rina.customer("c2", MKS),
        rina.customer("c3", MKS),
    ];
    world.push(&rina, &changes[..1]);
    let before = world.business();
    for gap in [&changes[2..], &[changes[0].clone(), changes[2].clone()]] {
        let result = world.sync(&rina.request(gap), RINA);
        assert_eq!(refused(result), (codes::GAP.into(), Some(1)));
    }
    assert_eq!(world.business(), before);
}

#[test]
fn another_change_with_the_same_number_is_noticed() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut change = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&change));
    change.fields.insert("name".into(), json!("Another"));
    let result = world.sync(&rina.request(&[change]), RINA);
    assert_eq!(refused(result).0, codes::REPLICA_REUSED);
}

#[test]
fn a_copied_profile_with_a_wrong_clock_is_noticed_as_a_copy() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut change = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&change));
    change.stamp.ms += 10 * 60 * 1000;
    let result = world.sync(&rina.request(&[change]), RINA);
    assert_eq!(refused(result).0, codes::REPLICA_REUSED);
}

#[test]
fn a_replica_of_somebody_else_is_refused() {
    let world = World::new();
    let rina = world.device(RINA);
    assert_eq!(
        refused(world.sync(&rina.request(&[]), SURYA)).0,
        codes::FOREIGN_REPLICA
    );
    let mut unknown = rina.request(&[]);
    unknown.replica = 99;
    assert_eq!(
        refused(world.sync(&unknown, RINA)).0,
        codes::FOREIGN_REPLICA
    );
    unknown.replica = 0;
    assert_eq!(
        refused(world.sync(&unknown, RINA)).0,
        codes::FOREIGN_REPLICA
    );
}

#[test]
fn a_clock_ahead_consumes_nothing() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut changes = [rina.customer("c1", MKS), rina.customer("c2", MKS)];
    changes[1].stamp.ms = NOW as u64 + 5 * 60 * 1000 + 1;
    assert_eq!(
        refused(world.sync(&rina.request(&changes), RINA)),
        (codes::CLOCK.into(), Some(0))
    );
    changes[1].stamp.ms -= 1;
    assert_eq!(world.push(&rina, &changes), ["", ""]);
}

#[test]
fn a_restored_database_is_noticed() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut request = rina.request(&[]);
    request.epoch = "0".into();
    assert_eq!(refused(world.sync(&request, RINA)).0, codes::EPOCH);
    world.pull(&mut rina);
    let mut request = rina.request(&[]);
    request.cursors.get_mut("company").unwrap().top += 1;
    assert_eq!(refused(world.sync(&request, RINA)).0, codes::EPOCH);
}

#[test]
fn envelopes_that_no_app_sends_are_refused() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut older = rina.request(&[]);
    older.protocol = 0;
    assert_eq!(refused(world.sync(&older, RINA)).0, codes::APP_OLDER);
    let many: Vec<_> = (0..501)
        .map(|n| rina.customer(&format!("c{n}"), MKS))
        .collect();
    assert_eq!(
        refused(world.sync(&rina.request(&many), RINA)).0,
        codes::MALFORMED
    );
    let mut huge = rina.customer("x", MKS);
    huge.seq = u64::MAX;
    assert_eq!(
        refused(world.sync(&rina.request(&[huge]), RINA)).0,
        codes::MALFORMED
    );
}
