//! A company is backed up, goes on working, and is restored.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use futures::executor::block_on;
use hub::accounts::audit::{self, Event};
use hub::accounts::credential::{self, Origin};
use hub::accounts::{data_key, session};
use hub::restore::{Knowledge, SKIPPED_A_SECOND, SKIPPED_NUMBERS, SKIPPED_REPLICAS, complete};
use hub::sqlite::Sqlite;
use hub::{Database, Farewell, Hub, HubError, SCHEMA_VERSION, Statement};
use serde_json::json;
use sync::change::Change;
use sync::codes;
use sync::protocol::Response;
use sync::stamp::MAX_REPLICA;

use crate::world::{ADMIN, Device, HEAD, MKS, NOW, OFFICE, RINA, SBY, SURYA, World, codes};

const RESTORED: &str = "2";
/// A minute after the backup.
const LATER: i64 = NOW + 60_000;
const LACKING: Knowledge = Knowledge::Lacking {
    skipped: SKIPPED_NUMBERS + 60 * SKIPPED_A_SECOND,
};

/// A copy of the database in a file, which goes with it.
struct Copy {
    path: PathBuf,
    world: World,
}

impl Copy {
    fn of(world: &World) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("relasi-copy-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        world.db.copy_to(&path).unwrap();
        let db = Sqlite::open_existing(&path).unwrap();
        assert_eq!(db.schema(), Ok(SCHEMA_VERSION));
        let world = World { db };
        Self { path, world }
    }

    fn complete(&self, replaced: Option<&World>) -> Knowledge {
        self.complete_at(replaced, LATER)
    }

    fn complete_at(&self, replaced: Option<&World>, now_ms: i64) -> Knowledge {
        let replaced = replaced.map(|world| &world.db);
        block_on(complete(&self.world.db, replaced, NOW, now_ms)).unwrap()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        std::fs::remove_file(&self.path).unwrap();
    }
}

fn run(world: &World, statements: Vec<Statement>) {
    block_on(world.db.batch(statements)).unwrap();
}

/// A company whose people have passwords and sessions.
fn company() -> World {
    let world = World::new();
    for person in [RINA, SURYA, HEAD, ADMIN] {
        let put = credential::put(person, "old", Origin::Chosen);
        let begin = session::begin(person, person, None, NOW);
        let entry = audit::entry(Event::SignedIn, Some(person), None, NOW);
        run(&world, vec![put, begin, entry]);
    }
    world
}

fn code(world: &World, customer: &str) -> String {
    world.record(customer).text("code").to_owned()
}

/// What a device hears that reconnects, under the epoch of the restored database.
fn send(world: &World, device: &Device, changes: &[Change]) -> Result<Response, HubError> {
    let mut request = device.request(changes);
    let hub = Hub::new(&world.db);
    let stale = block_on(hub.sync(&device.person, &request, LATER, RESTORED));
    assert!(matches!(stale, Err(HubError::Refused(failure)) if failure.code == codes::EPOCH));
    RESTORED.clone_into(&mut request.epoch);
    request.cursors.clear();
    let answered = block_on(hub.sync(&device.person, &request, LATER, RESTORED))?;
    Ok(serde_json::from_str(&answered.text).unwrap())
}

fn refusal(result: Result<Response, HubError>) -> (String, Option<u64>) {
    match result {
        Err(HubError::Refused(failure)) => (failure.code, failure.mark),
        other => panic!("{other:?}"),
    }
}

fn hash_of(world: &World, person: &str) -> Option<String> {
    let found = block_on(credential::of_person(&world.db, person)).unwrap();
    found.map(|credential| credential.hash)
}

fn is_signed_in(world: &World, token: &str) -> bool {
    let found = block_on(session::find(&world.db, token, NOW)).unwrap();
    found.is_some()
}

fn audited(world: &World) -> Vec<String> {
    let rows = world.rows("SELECT event FROM audit ORDER BY number");
    let words = rows.iter().map(|row| row.text("event").unwrap().to_owned());
    words.collect()
}

fn end_access(world: &World, person: &str) {
    let entry = audit::entry(Event::AccessEnded, Some(ADMIN), Some(person), LATER);
    run(
        world,
        vec![
            credential::disable(person),
            session::end_of(person, None),
            entry,
        ],
    );
}

#[test]
fn what_devices_hold_arrives_and_numbers_never_come_again() {
    let world = company();
    let mut rina = world.device(RINA);
    let first = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&first));
    let backup = Copy::of(&world);

    let second = rina.customer("c2", MKS);
    let edit = rina.set(&world.record("c1"), "note", json!("Likes tea"));
    world.push(&rina, &[second, edit]);
    let mut later = world.device(RINA);
    let third = later.customer("c3", MKS);
    world.push(&later, std::slice::from_ref(&third));
    let issued = [code(&world, "c1"), code(&world, "c2"), code(&world, "c3")];
    let unsent = rina.customer("c4", MKS);

    assert_eq!(backup.complete(Some(&world)), Knowledge::Whole);
    let restored = &backup.world;
    restored.assert_sound();
    let gap = send(restored, &rina, std::slice::from_ref(&unsent));
    assert_eq!(refusal(gap), (codes::GAP.to_owned(), Some(1)));
    let renumbered = Change { seq: 2, ..unsent };
    let answer = send(restored, &rina, &[renumbered]).unwrap();
    assert_eq!(codes(&answer), [""]);
    // A device that was new since the backup keeps its number and sends from the start.
    let answer = send(restored, &later, &[third]).unwrap();
    assert_eq!(codes(&answer), [""]);
    assert!(restored.device(SURYA).replica > later.replica);
    restored.assert_sound();
    assert_eq!(code(restored, "c1"), issued[0]);
    for customer in ["c3", "c4"] {
        let code = code(restored, customer);
        assert!(!issued.contains(&code), "{code} was issued before");
    }
}

#[test]
fn what_was_acknowledged_since_is_asked_for_by_the_mark_and_taken_in_once() {
    let world = company();
    let mut rina = world.device(RINA);
    let first = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&first));
    let backup = Copy::of(&world);
    let edit = rina.set(&world.record("c1"), "note", json!("Likes tea"));
    let since = [edit, rina.customer("c2", MKS)];
    world.push(&rina, &since);

    backup.complete(Some(&world));
    let restored = &backup.world;
    assert_eq!(send(restored, &rina, &[]).unwrap().mark, Some(1));
    for _ in 0..2 {
        let answer = send(restored, &rina, &since).unwrap();
        assert_eq!(codes(&answer), ["", ""]);
        assert_eq!(answer.mark, Some(3));
    }
    restored.assert_sound();
    assert_eq!(restored.record("c1").text("note"), "Likes tea");
    assert_eq!(restored.record("c2").version, 1);
}

#[test]
fn lost_devices_ended_access_and_the_trail_outlive_a_restore() {
    let world = company();
    let [rina, surya] = [RINA, SURYA].map(|person| world.device(person));
    let hub = Hub::new(&world.db);
    block_on(hub.part_with(OFFICE, surya.replica, Farewell::Lost, true, NOW)).unwrap();
    let keys = |world: &World, person| {
        let found = block_on(data_key::of_device(&world.db, person, "device", "new"));
        found.unwrap().keys[0].key.clone()
    };
    block_on(data_key::of_device(&world.db, RINA, "device", "first")).unwrap();
    let backup = Copy::of(&world);

    let head = world.device(HEAD);
    block_on(hub.part_with(OFFICE, head.replica, Farewell::Retired, true, LATER)).unwrap();
    block_on(hub.part_with(OFFICE, surya.replica, Farewell::Lost, false, LATER)).unwrap();
    block_on(hub.part_with(OFFICE, rina.replica, Farewell::Lost, true, LATER)).unwrap();
    block_on(hub.note_erased(RINA, rina.replica, LATER)).unwrap();
    block_on(data_key::of_device(&world.db, SURYA, "device", "second")).unwrap();
    end_access(&world, SURYA);
    let changed = audit::entry(Event::PasswordChanged, Some(RINA), None, LATER);
    run(
        &world,
        vec![
            credential::put(RINA, "new", Origin::Chosen),
            session::end(RINA),
            changed,
        ],
    );
    let mut admin = world.device(ADMIN);
    let left = admin.set(&world.record(HEAD), "active", json!(false));
    assert_eq!(world.push(&admin, &[left]), [""]);

    assert_eq!(backup.complete(Some(&world)), Knowledge::Whole);
    let restored = &backup.world;
    assert_eq!(refusal(send(restored, &rina, &[])).0, codes::DEVICE_LOST);
    assert!(send(restored, &surya, &[]).is_ok(), "it was found again");
    assert_eq!(refusal(send(restored, &head, &[])).0, codes::DEVICE_RETIRED);
    assert_eq!(keys(restored, RINA), "new", "an erased device has no keys");
    assert_eq!(keys(restored, SURYA), "second");
    assert_eq!(hash_of(restored, SURYA), None);
    assert_eq!(hash_of(restored, RINA).as_deref(), Some("new"));
    assert_eq!(hash_of(restored, HEAD), None, "they have left since");
    let signed_in = [RINA, SURYA, HEAD, ADMIN].map(|token| is_signed_in(restored, token));
    assert_eq!(signed_in, [false, false, false, true]);
    let mut expected = audited(&world);
    expected.push("restored".to_owned());
    assert_eq!(audited(restored), expected);
}

#[test]
fn a_restore_can_be_undone() {
    let world = company();
    let mut rina = world.device(RINA);
    let backup = Copy::of(&world);
    let change = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&change));
    end_access(&world, SURYA);
    let kept = Copy::of(&world);
    backup.complete(Some(&world));
    end_access(&backup.world, RINA);

    assert_eq!(kept.complete(Some(&backup.world)), Knowledge::Whole);
    assert_eq!(kept.world.business(), world.business());
    assert_eq!(
        [RINA, SURYA].map(|person| hash_of(&kept.world, person)),
        [None, None]
    );
    let mut expected = audited(&backup.world);
    expected.push("restored".to_owned());
    assert_eq!(audited(&kept.world), expected);
}

#[test]
fn numbers_are_skipped_where_nobody_knows_which_were_issued() {
    let world = company();
    let mut rina = world.device(RINA);
    let first = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&first));
    let backup = Copy::of(&world);
    assert_eq!(backup.complete(None), LACKING);
    let restored = &backup.world;
    assert!(!is_signed_in(restored, ADMIN));
    assert!(restored.device(RINA).replica > rina.replica + SKIPPED_REPLICAS);
    let devices = block_on(Hub::new(&restored.db).devices(OFFICE)).unwrap();
    assert_eq!(devices.len(), 1, "whom nobody has is not listed");
    let mut surya = restored.device(SURYA);
    let fresh = [rina.customer("c2", MKS), rina.customer("c3", MKS)];
    let elsewhere = [surya.customer("c4", SBY), surya.customer("c5", SBY)];
    send(restored, &rina, &fresh).unwrap();
    send(restored, &surya, &elsewhere).unwrap();
    let number = |customer| {
        let code = code(restored, customer);
        code.rsplit('-').next().unwrap().parse::<i64>().unwrap()
    };
    let numbers = ["c1", "c2", "c3", "c4", "c5"].map(number);
    let after = |place| SKIPPED_NUMBERS + 60 * SKIPPED_A_SECOND + place;
    assert_eq!(numbers, [1, after(2), after(3), after(1), after(2)]);
    restored.assert_sound();
}

#[test]
fn a_backup_restored_once_more_gives_no_replica_a_number_of_another() {
    let world = company();
    let [once, again] = [Copy::of(&world), Copy::of(&world)];
    once.complete(None);
    again.complete_at(None, LATER + 60_000);
    let issued = [RINA, SURYA].map(|person| once.world.device(person).replica);
    let number = again.world.device(RINA).replica;
    assert!(number > issued[1], "{number} may be one of {issued:?}");
}

#[test]
fn an_old_backup_leaves_half_of_the_numbers_of_replicas() {
    let world = company();
    let last = world.device(RINA).replica;
    let backup = Copy::of(&world);
    backup.complete_at(None, NOW + 10 * 365 * 24 * 60 * 60_000);
    let number = backup.world.device(RINA).replica;
    assert_eq!(number, last + (MAX_REPLICA - last) / 2 + 1);
}

#[test]
fn a_copy_that_issued_fewer_numbers_does_not_know_all() {
    let world = company();
    let mut rina = world.device(RINA);
    let stale = Copy::of(&world);
    let change = rina.customer("c1", MKS);
    world.push(&rina, std::slice::from_ref(&change));
    let backup = Copy::of(&world);
    assert_eq!(backup.complete(Some(&stale.world)), LACKING);
}

#[test]
fn an_older_copy_takes_nothing_back() {
    let world = company();
    let rina = world.device(RINA);
    let stale = Copy::of(&world);
    end_access(&world, SURYA);
    block_on(Hub::new(&world.db).part_with(OFFICE, rina.replica, Farewell::Lost, true, LATER))
        .unwrap();
    let backup = Copy::of(&world);
    assert_eq!(backup.complete(Some(&stale.world)), LACKING);
    assert_eq!(hash_of(&backup.world, SURYA), None);
    assert_eq!(
        refusal(send(&backup.world, &rina, &[])).0,
        codes::DEVICE_LOST
    );
    assert!(!is_signed_in(&backup.world, SURYA));
}
