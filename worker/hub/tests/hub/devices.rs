use futures::executor::block_on;
use hub::{Counts, Decision, Farewell, Hub, HubError, SyncDay};
use serde_json::json;
use sync::codes;

use crate::world::{ADMIN, Device, HEAD, MKS, NOW, OFFICE, RINA, SBY, SURYA, World};

#[test]
fn head_office_sees_who_is_behind() {
    let world = World::new();
    let mut rina = world.device(RINA);
    world.device(SURYA);
    let change = rina.customer("c1", MKS);
    let mut request = rina.request(&[change]);
    (request.pending, request.refused, request.now_ms) = (3, 2, NOW + 7_000);
    request.repairs = 1;
    world.sync(&request, RINA).unwrap();
    let devices = |person| block_on(Hub::new(&world.db).devices(person));
    let all = devices(OFFICE).unwrap();
    assert_eq!(all.len(), 2);
    let own = devices(HEAD).unwrap();
    assert_eq!((own.len(), own[0].person.as_str()), (1, RINA));
    assert_eq!(
        (own[0].pending, own[0].refused, own[0].clock_error_ms),
        (2, 2, 7_000)
    );
    assert_eq!(own[0].repairs, 1);
    assert_eq!(
        (own[0].last_sync_ms, own[0].app_version.as_str()),
        (Some(NOW), "0.1.0")
    );
    assert_eq!(own[0].branches, [MKS]);
    assert_eq!(devices(RINA), Err(HubError::Role));
    world.device(RINA);
    assert_eq!(
        devices(ADMIN).unwrap().len(),
        2,
        "a device is listed with its latest replica"
    );
}

#[test]
fn the_history_shows_what_was_applied_to_those_who_see_the_record() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let set = rina.set(&world.record("c1"), "note", json!("Likes tea"));
    let refused = rina.set(&world.record("c1"), "note", json!(1));
    world.push(&rina, &[set, refused]);
    let history = |person, id| block_on(Hub::new(&world.db).history(person, id));
    let entries = history(RINA, "c1").unwrap();
    assert_eq!(entries.len(), 2);
    let entry = serde_json::to_value(&entries[0]).unwrap();
    assert_eq!(
        (&entry["op"], &entry["fields"]["note"]),
        (&json!("set"), &json!("Likes tea"))
    );
    assert_eq!(history(SURYA, "c1"), Err(HubError::NotFound));
    assert_eq!(history(SURYA, "nobody"), Err(HubError::NotFound));
    assert_eq!(
        history(ADMIN, MKS).unwrap().len(),
        1,
        "what the server made is in it too"
    );
}

#[test]
fn a_lost_device_is_told_so_and_nothing_of_it_is_taken_in() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    let request = rina.request(&[create]);
    let hub = Hub::new(&world.db);
    let replica = request.replica;
    let mark = |person, lost| {
        let whose = block_on(hub.part_with(person, replica, Farewell::Lost, lost, NOW));
        whose.map(|whose| assert_eq!(whose, RINA))
    };
    assert_eq!(mark(RINA, true), Err(HubError::Role));
    assert_eq!(mark(HEAD, true), Ok(()));
    let before = world.business();
    let Err(HubError::Refused(failure)) = world.sync(&request, RINA) else {
        panic!("it must be refused");
    };
    assert_eq!(failure.code, codes::DEVICE_LOST);
    assert_eq!(world.business(), before);

    assert_eq!(mark(HEAD, false), Ok(()), "it was found");
    assert!(world.sync(&request, RINA).is_ok());

    let erased = |person| block_on(hub.note_erased(person, replica, NOW + 1));
    assert_eq!(
        erased(RINA),
        Err(HubError::NotFound),
        "nobody calls it lost"
    );
    assert_eq!(mark(OFFICE, true), Ok(()));
    assert_eq!(erased(SURYA), Err(HubError::NotFound), "another person's");
    assert_eq!(erased(RINA), Ok(()));
    assert_eq!(mark(OFFICE, false), Ok(()), "too late");
    let devices = block_on(hub.devices(OFFICE)).unwrap();
    let found = (devices[0].lost_ms, devices[0].erased_ms);
    assert_eq!(found, (Some(NOW), Some(NOW + 1)));
}

#[test]
fn what_a_retired_device_still_sends_is_kept_aside_for_whoever_leads_its_branch() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let hub = Hub::new(&world.db);
    let part = |person, is_meant| {
        let parted = hub.part_with(person, rina.replica, Farewell::Retired, is_meant, NOW);
        block_on(parted).map(drop)
    };
    assert_eq!(part(RINA, true), Err(HubError::Role));
    assert_eq!(part(HEAD, true), Ok(()));
    let create = rina.customer("c1", MKS);
    let mut request = rina.request(&[create]);
    request.pending = 1;
    let before = world.business();
    let response = world.sync(&request, RINA).unwrap();
    assert_eq!(response.outcomes[0].code.as_deref(), Some("device_retired"));
    assert_eq!(world.business(), before, "nothing of it is applied");
    assert_eq!(
        world.sync(&request, RINA).unwrap().outcomes,
        response.outcomes
    );

    let refused = |person| block_on(hub.refused(person));
    let kept = refused(HEAD).unwrap();
    assert_eq!(kept.len(), 1);
    assert_eq!(
        (kept[0].person.as_str(), kept[0].code.as_str()),
        (RINA, codes::DEVICE_RETIRED)
    );
    assert_eq!(kept[0].change, request.changes[0]);

    request = rina.request(&[]);
    let Err(HubError::Refused(failure)) = world.sync(&request, RINA) else {
        panic!("it has nothing left to send");
    };
    assert_eq!(failure.code, codes::DEVICE_RETIRED);
    assert_eq!(block_on(hub.note_erased(RINA, rina.replica, NOW)), Ok(()));
    assert_eq!(refused(HEAD).unwrap().len(), 1, "what it sent stays");
}

#[test]
fn a_refused_change_is_seen_and_decided_by_whoever_leads_all_branches_of_its_author() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let change = rina.customer("c1", SBY);
    assert_eq!(world.push(&rina, &[change]), [codes::BRANCH]);
    let hub = Hub::new(&world.db);
    let listed = |person| block_on(hub.refused(person)).map(|refused| refused.len());
    assert_eq!(listed(RINA), Err(HubError::Role));
    assert_eq!((listed(HEAD), listed(OFFICE)), (Ok(1), Ok(1)));

    let decide =
        |person, seq, decision| block_on(hub.decide(person, rina.replica, seq, decision, NOW));
    assert_eq!(decide(RINA, 1, Decision::Closed), Err(HubError::Role));
    assert_eq!(decide(HEAD, 2, Decision::Closed), Err(HubError::NotFound));
    assert_eq!(decide(HEAD, 1, Decision::Released), Ok(()));
    assert_eq!((listed(HEAD), listed(OFFICE)), (Ok(0), Ok(0)));
    assert_eq!(decide(OFFICE, 1, Decision::Closed), Err(HubError::NotFound));
}

#[test]
fn a_refused_change_tells_nobody_what_they_may_not_see() {
    let world = World::new();
    let hub = Hub::new(&world.db);
    let listed = |person| block_on(hub.refused(person)).map(|refused| refused.len());
    let mut head = world.device(HEAD);
    let elsewhere = head.customer("c1", SBY);
    assert_eq!(world.push(&head, &[elsewhere]), [codes::BRANCH]);
    let mut surya = world.device(SURYA);
    let create = surya.customer("c2", SBY);
    world.push(&surya, &[create]);
    let mut rina = world.device(RINA);
    let foreign = rina.set(&world.record("c2"), "note", json!("Of another branch"));
    assert_eq!(world.push(&rina, &[foreign]), [codes::RECORD_UNKNOWN]);
    assert_eq!(
        listed(HEAD),
        Ok(1),
        "their own, and not one to what they do not see"
    );
    assert_eq!(listed(OFFICE), Ok(2));
}

#[test]
fn a_device_that_was_parted_with_stays_so_under_another_number() {
    let world = World::new();
    let rina = world.device(RINA);
    let hub = Hub::new(&world.db);
    block_on(hub.part_with(HEAD, rina.replica, Farewell::Retired, true, NOW)).unwrap();
    let again = world.device(RINA);
    let answer = |device: &Device| match world.sync(&device.request(&[]), RINA) {
        Err(HubError::Refused(failure)) => failure.code,
        other => panic!("{other:?}"),
    };
    assert_eq!(answer(&again), codes::DEVICE_RETIRED);
    assert_eq!(block_on(hub.note_erased(RINA, again.replica, NOW)), Ok(()));
    let fresh = world.device(RINA);
    assert!(
        world.sync(&fresh.request(&[]), RINA).is_ok(),
        "it begins anew"
    );
}

#[test]
fn head_office_sees_which_rounds_moved_something() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let surya = world.device(SURYA);
    let change = rina.customer("c1", MKS);
    let counts = world
        .answered(&rina.request(&[change]), RINA)
        .unwrap()
        .counts;
    assert_eq!((counts.sent, counts.refused), (1, 0));
    assert!(counts.received > 0);
    let hub = Hub::new(&world.db);
    let note = |replica, counts, at| block_on(hub.note_round(replica, counts, at, 7)).unwrap();
    note(rina.replica, counts, NOW);
    note(rina.replica, Counts::default(), NOW + 1);
    note(surya.replica, counts, NOW + 2);
    let late = Counts {
        conflicts: 2,
        ..counts
    };
    note(surya.replica, late, NOW + 86_400_000);
    let day = NOW / 86_400_000;
    let days = |person, ahead_ms| {
        let days = block_on(hub.sync_history(person, ahead_ms)).unwrap().days;
        let told = |day: SyncDay| (day.day, day.sent, day.conflicts);
        days.into_iter().map(told).collect::<Vec<_>>()
    };
    assert_eq!(days(OFFICE, 0), [(day + 1, 1, 2), (day, 2, 0)]);
    assert_eq!(days(HEAD, 0), [(day, 1, 0)], "those of the own branch");
    let to_midnight = 86_400_000 - NOW % 86_400_000;
    let before = days(HEAD, to_midnight - 1);
    assert_eq!(
        (before, days(HEAD, to_midnight)),
        (vec![(day, 1, 0)], vec![(day + 1, 1, 0)])
    );
    let rounds = |person| block_on(hub.sync_history(person, 0)).map(|history| history.rounds);
    assert_eq!(rounds(RINA), Err(HubError::Role));
    let own = rounds(HEAD).unwrap();
    assert_eq!(own.len(), 1, "one moved nothing, one is of another branch");
    assert_eq!(
        (own[0].person.as_str(), own[0].at_ms, own[0].took_ms),
        (RINA, NOW, 7)
    );
    assert_eq!((own[0].sent, own[0].received), (1, counts.received));
    assert_eq!(
        rounds(OFFICE).unwrap()[0].person,
        SURYA,
        "the latest comes first"
    );
}
