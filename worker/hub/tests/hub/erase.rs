//! Head office erases a customer: nothing of the person is left, and nothing comes back.

use domain::kinds::complaint::CATEGORIES;
use futures::executor::block_on;
use hub::{EraseError, Erasure, Farewell, Hub, HubError};
use serde_json::{Value, json};
use sync::change::{Change, Op};
use sync::codes;

use crate::world::{Device, HEAD, MKS, NOW, OFFICE, RINA, SBY, SURYA, World};

const DAY: &str = "2026-11-27";
const SECRET: &str = "Rahasia";

fn make(device: &mut Device, kind: &str, id: &str, fields: Value) -> Change {
    device.change(Op::Create { home: None }, kind, id, fields)
}

/// A customer with everything that may follow one, all of it with a word that must go.
fn world() -> (World, Device) {
    let world = World::new();
    let mut rina = world.device(RINA);
    let mut customer = rina.customer("c1", MKS);
    customer.fields.insert("name".into(), SECRET.into());
    let lines = json!({"a": {"code": "A", "name": "Oli", "unit": "pcs", "quantity": 1000, "price": 5_000_000_000_i64}});
    let changes = [
        customer,
        rina.customer("c2", MKS),
        make(
            &mut rina,
            "vehicle",
            "v1",
            json!({"customer": "c1", "make": SECRET}),
        ),
        make(
            &mut rina,
            "order",
            "o1",
            json!({"customer": "c1", "type": "sale", "state": "ordered", "ordered_on": DAY,
                "currency": "IDR", "lines": lines, "note": SECRET}),
        ),
        invoice(&mut rina, "i1"),
    ];
    assert_eq!(world.push(&rina, &changes), [""; 5]);
    (world, rina)
}

fn invoice(device: &mut Device, id: &str) -> Change {
    let fields = json!({"customer": "c1", "type": "sale", "issued_on": DAY, "due_on": DAY,
        "amount": 500_000, "currency": "IDR", "note": SECRET});
    make(device, "invoice", id, fields)
}

fn pay(device: &mut Device) -> Change {
    let fields = json!({"customer": "c1", "type": "payment", "paid_on": DAY, "amount": 500_000,
        "currency": "IDR", "note": SECRET});
    make(device, "payment", "p1", fields)
}

fn settled() -> (World, Device) {
    let (world, mut rina) = world();
    let payment = pay(&mut rina);
    assert_eq!(world.push(&rina, &[payment]), [""]);
    (world, rina)
}

fn plan(world: &World, person: &str, id: &str) -> Result<Option<Erasure>, EraseError> {
    block_on(Hub::new(&world.db).plan_erasure(person, id, NOW))
}

fn erase(world: &World) -> Erasure {
    let erasure = plan(world, OFFICE, "c1").unwrap().unwrap();
    block_on(Hub::new(&world.db).erase(&erasure, Some(OFFICE), NOW)).unwrap();
    erasure
}

/// Everything that the database says, wherever it says it.
fn all_texts(world: &World) -> String {
    let tables = [
        "SELECT doc AS text FROM record",
        "SELECT body AS text FROM change",
        "SELECT event || ifnull(subject, '') AS text FROM audit",
        "SELECT ifnull(name, '') || ifnull(code, '') AS text FROM customer",
        "SELECT ifnull(note, '') AS text FROM sales_order",
        "SELECT ifnull(note, '') AS text FROM invoice",
        "SELECT ifnull(note, '') AS text FROM payment",
    ];
    let rows = tables.into_iter().flat_map(|sql| world.rows(sql));
    rows.map(|row| row.text("text").unwrap().to_owned())
        .collect()
}

#[test]
fn only_head_office_erases_and_only_whom_it_sees() {
    let (world, _) = settled();
    for person in [RINA, HEAD] {
        assert_eq!(plan(&world, person, "c1"), Err(HubError::Role.into()));
    }
    for (person, id) in [(SURYA, "c1"), (OFFICE, "nobody"), (OFFICE, "v1")] {
        assert_eq!(plan(&world, person, id), Err(HubError::NotFound.into()));
    }
    for id in [RINA, MKS] {
        assert_eq!(plan(&world, OFFICE, id), Err(HubError::Role.into()), "{id}");
    }
}

#[test]
fn an_account_that_is_not_settled_is_not_erased() {
    let (world, mut rina) = world();
    assert_eq!(plan(&world, OFFICE, "c1"), Err(EraseError::NotSettled));
    let payment = pay(&mut rina);
    assert_eq!(world.push(&rina, &[payment]), [""]);
    assert!(plan(&world, OFFICE, "c1").is_ok());
    let back = json!({"customer": "c1", "type": "payment", "paid_on": DAY, "amount": 500_000,
        "currency": "IDR"});
    let too_much = make(&mut rina, "payment", "p2", back);
    assert_eq!(world.push(&rina, &[too_much]), [""]);
    assert_eq!(plan(&world, OFFICE, "c1"), Err(EraseError::NotSettled));
}

#[test]
fn nothing_of_the_person_is_left_and_the_books_are() {
    let (world, _) = settled();
    let before = world.record("i1");
    assert!(all_texts(&world).contains(SECRET));
    erase(&world);
    assert!(!all_texts(&world).contains(SECRET), "{}", all_texts(&world));
    for id in ["c1", "v1", "o1", "i1", "p1"] {
        assert_eq!(world.record(id).erased_ms, Some(NOW), "{id}");
    }
    let after = world.record("i1");
    for field in ["code", "amount", "currency", "issued_on", "customer"] {
        assert_eq!(after.get(field), before.get(field), "{field}");
    }
    assert_eq!(world.record("v1").fields.len(), 1);
    assert_eq!(world.record("c2").erased_ms, None);
    assert_eq!(world.rows("SELECT id FROM customer").len(), 1);
    assert_eq!(world.rows("SELECT id FROM invoice").len(), 1);
    let history = block_on(Hub::new(&world.db).history(OFFICE, "c1"));
    assert_eq!(history, Ok(Vec::new()));
    world.assert_sound();
}

#[test]
fn no_number_is_issued_for_what_was_erased() {
    let (world, mut rina) = settled();
    let complaint = json!({"customer": "c1", "type": "complaint", "category": CATEGORIES[0],
        "severity": "normal", "department": "sales", "subject": SECRET, "state": "new"});
    let complaint = make(&mut rina, "complaint", "k1", complaint);
    assert_eq!(world.push(&rina, &[complaint]), [""]);
    let counters = world.rows("SELECT * FROM counter ORDER BY series");
    erase(&world);
    assert_eq!(
        world.rows("SELECT * FROM counter ORDER BY series"),
        counters
    );
    assert_eq!(world.record("k1").text("code"), "");
}

#[test]
fn whoever_is_erased_once_is_not_erased_again() {
    let (world, _) = settled();
    let erasure = erase(&world);
    assert_eq!(plan(&world, OFFICE, "c1"), Ok(None));
    let hub = Hub::new(&world.db);
    assert_eq!(block_on(hub.erasures()), Ok(vec![erasure.clone()]));
    assert_eq!(block_on(hub.missing_erasures(&[erasure])), Ok(Vec::new()));
}

#[test]
fn a_device_pulls_what_is_left() {
    let (world, mut rina) = settled();
    world.pull(&mut rina);
    erase(&world);
    let answer = world.answered(&rina.request(&[]), RINA).unwrap();
    assert!(answer.text.contains("\"e\":"), "{}", answer.text);
    assert!(!answer.text.contains(SECRET));
    world.pull(&mut rina);
    assert!(rina.ids().contains("c1"));
}

#[test]
fn whatever_arrives_later_is_refused_and_not_kept() {
    let (world, mut rina) = settled();
    let seen = world.record("c1");
    erase(&world);
    let late = [
        rina.set(&seen, "name", json!(SECRET)),
        make(
            &mut rina,
            "vehicle",
            "v2",
            json!({"customer": "c1", "make": SECRET}),
        ),
        make(
            &mut rina,
            "note",
            "n1",
            json!({"customer": "c1", "complaint": "v2", "text": SECRET}),
        ),
        rina.change(Op::Set, "vehicle", "v2", json!({"make": SECRET})),
        rina.change(Op::Archive, "customer", "c1", json!({})),
        rina.change(
            Op::Create {
                home: Some(MKS.into()),
            },
            "customer",
            "c1",
            json!({"form": "person", "name": SECRET}),
        ),
        rina.customer("c3", MKS),
    ];
    let expected = [codes::ERASED; 6].into_iter().chain([""]);
    assert_eq!(world.push(&rina, &late), expected.collect::<Vec<_>>());
    assert!(!all_texts(&world).contains(SECRET));
    // The device did not hear of it and sends all of it again.
    let expected = [codes::ERASED; 6].into_iter().chain([""]);
    assert_eq!(world.push(&rina, &late), expected.collect::<Vec<_>>());
    let refused = block_on(Hub::new(&world.db).refused(OFFICE)).unwrap();
    assert_eq!(refused, []);
}

#[test]
fn a_repeat_of_what_was_applied_before_is_known() {
    let (world, mut rina) = settled();
    let seen = world.record("c1");
    let change = rina.set(&seen, "name", json!(SECRET));
    assert_eq!(world.push(&rina, std::slice::from_ref(&change)), [""]);
    erase(&world);
    assert_eq!(world.push(&rina, std::slice::from_ref(&change)), [""]);
    assert!(!all_texts(&world).contains(SECRET));
    // Another one under its number is that of a copied device.
    let mut other = rina.customer("c4", MKS);
    other.seq = change.seq;
    let reused = world.sync(&rina.request(&[other]), RINA).unwrap_err();
    assert!(
        matches!(&reused, HubError::Refused(failure) if failure.code == codes::REPLICA_REUSED),
        "{reused}"
    );
}

#[test]
fn refused_changes_about_the_person_are_forgotten() {
    let (world, mut rina) = settled();
    // Somebody of another branch, a protected field, and what depends on a refused create.
    let mut surya = world.device(SURYA);
    let foreign = make(
        &mut surya,
        "vehicle",
        "v7",
        json!({"customer": "c1", "make": SECRET}),
    );
    assert_ne!(world.push(&surya, &[foreign]), [""]);
    let unknown = json!({"customer": "c1", "make": SECRET, "wings": SECRET});
    let create = make(&mut rina, "vehicle", "v8", unknown);
    let mut needs = make(&mut rina, "interaction", "n9", json!({"text": SECRET}));
    needs.depends_on = vec!["v8".into()];
    let refused = [create, needs];
    let found = world.push(&rina, &refused);
    assert!(found.iter().all(|code| !code.is_empty()), "{found:?}");
    let other = rina.change(
        Op::Create { home: None },
        "vehicle",
        "v6",
        json!({"customer": "c2", "make": "Kept", "wings": 2}),
    );
    assert_ne!(world.push(&rina, &[other]), [""]);
    erase(&world);
    let texts = all_texts(&world);
    assert!(!texts.contains(SECRET), "{texts}");
    assert!(texts.contains("Kept"));
    let erased = "SELECT seq FROM change WHERE code = 'erased'";
    assert_eq!(world.rows(erased).len(), 3);
    assert_eq!(world.push(&rina, &refused), [codes::ERASED; 2]);
    // What follows the refused create is about the person too.
    let later = rina.change(Op::Set, "vehicle", "v8", json!({"make": SECRET}));
    assert_eq!(world.push(&rina, &[later]), [codes::ERASED]);
    assert!(!all_texts(&world).contains(SECRET));
}

#[test]
fn a_retired_device_brings_nothing_back() {
    let (world, mut rina) = settled();
    erase(&world);
    let hub = Hub::new(&world.db);
    block_on(hub.part_with(OFFICE, rina.replica, Farewell::Retired, true, NOW)).unwrap();
    let late = [
        make(
            &mut rina,
            "vehicle",
            "v2",
            json!({"customer": "c1", "make": SECRET}),
        ),
        rina.change(Op::Set, "vehicle", "v2", json!({"make": SECRET})),
        rina.customer("c3", MKS),
    ];
    let expected = [codes::ERASED, codes::ERASED, codes::DEVICE_RETIRED];
    assert_eq!(world.push(&rina, &late), expected);
    assert!(!all_texts(&world).contains(SECRET));
}

#[test]
fn a_moved_customer_is_erased_in_all_branches() {
    let (world, _) = settled();
    let mut head = world.device(HEAD);
    let share = Op::Share {
        branch: SBY.into(),
        on: true,
    };
    let share = head.change(share, "customer", "c1", json!({}));
    assert_eq!(world.push(&head, &[share]), [""]);
    let erasure = plan(&world, OFFICE, "c1").unwrap().unwrap();
    let erased = block_on(Hub::new(&world.db).erase(&erasure, Some(OFFICE), NOW));
    let (_, moved) = erased.unwrap();
    let feeds: Vec<String> = moved.feeds.into_iter().collect();
    assert_eq!(feeds, ["branch:b-mks", "branch:b-sby"]);
    world.assert_sound();
}

#[test]
fn the_ledger_erases_again_whoever_a_database_brings_back() {
    let (world, _) = settled();
    let erasure = |record: &str, follower: &str| {
        let kinds = [(record, "customer"), (follower, "vehicle")];
        let kinds = kinds.map(|(id, kind)| (id.to_owned(), kind.to_owned()));
        let kinds = kinds.into();
        Erasure {
            record: record.to_owned(),
            erased_ms: NOW,
            kinds,
        }
    };
    let all = [erasure("c1", "v7"), erasure("c9", "v9")];
    let hub = Hub::new(&world.db);
    let missing = block_on(hub.missing_erasures(&all)).unwrap();
    assert_eq!(missing, all);
    for erasure in &missing {
        block_on(hub.erase(erasure, None, NOW)).unwrap();
    }
    assert!(!all_texts(&world).contains(SECRET));
    assert_eq!(block_on(hub.missing_erasures(&all)), Ok(Vec::new()));
    // Whoever is not there cannot be made any more, but is in no feed and no view.
    let mut rina = world.device(RINA);
    let create = rina.customer("c9", MKS);
    let set = rina.change(Op::Set, "vehicle", "v9", json!({"make": SECRET}));
    assert_eq!(world.push(&rina, &[create, set]), [codes::ERASED; 2]);
    assert!(!all_texts(&world).contains(SECRET));
    world.pull(&mut rina);
    assert!(!rina.ids().contains("c9"));
    // What followed somebody who is there is there too.
    assert!(rina.ids().contains("v7"));
    world.assert_sound();
    assert_eq!(world.rows("SELECT id FROM customer").len(), 1);
}

#[test]
fn what_begins_to_follow_meanwhile_is_erased_too() {
    let (world, mut rina) = settled();
    let erasure = plan(&world, OFFICE, "c1").unwrap().unwrap();
    let vehicle = rina.vehicle("v3", "c1");
    assert_eq!(world.push(&rina, &[vehicle]), [""]);
    let erased = block_on(Hub::new(&world.db).erase(&erasure, Some(OFFICE), NOW));
    let (erasure, _) = erased.unwrap();
    assert!(erasure.kinds.contains_key("v3"), "{erasure:?}");
    assert_eq!(world.record("v3").erased_ms, Some(NOW));
    let noted = "SELECT actor FROM audit WHERE event = 'record_erased' AND subject = 'c1'";
    assert_eq!(world.rows(noted).len(), 1);
}

#[test]
fn a_device_is_told_of_what_no_feed_tells_it() {
    let (world, _) = settled();
    let surya = world.device(SURYA);
    let mut request = surya.request(&[]);
    request.kept = ["v1", "c2", "nobody"].map(str::to_owned).into();
    assert_eq!(world.sync(&request, SURYA).unwrap().erased, [].into());
    erase(&world);
    let expected = ["v1".to_owned()].into();
    assert_eq!(world.sync(&request, SURYA).unwrap().erased, expected);
}
