use futures::executor::block_on;
use hub::{Hub, HubError};
use serde_json::json;
use sync::codes;

use crate::world::{ADMIN, HEAD, MKS, NOW, OFFICE, RINA, SURYA, World};

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
    let mark = |person, lost| block_on(hub.mark_lost(person, replica, lost, NOW));
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
