use std::collections::BTreeSet;

use serde_json::json;
use sync::record::Record;

use crate::world::{Device, MKS, NOW, OFFICE, RINA, SBY, SURYA, World, feeds_of, new_record};

fn with_book(customers: usize, note: &str) -> World {
    let world = World::new();
    let records: Vec<_> = (0..customers)
        .map(|n| {
            let home = if n % 3 == 0 { SBY } else { MKS };
            let fields = json!({"form": "person", "name": format!("Customer {n}"), "note": note});
            new_record("customer", &format!("c{n:05}"), Some(home), fields)
        })
        .collect();
    world.insert(&records);
    world
}

fn plain_query(world: &World, feeds: &[&str]) -> BTreeSet<String> {
    let records = world.records();
    let in_sight = |record: &&Record| {
        feeds_of(&records, record)
            .iter()
            .any(|feed| feeds.contains(&feed.as_str()))
    };
    records
        .values()
        .filter(in_sight)
        .map(|record| record.id.clone())
        .collect()
}

fn assert_equal(world: &World, device: &Device, feeds: &[&str]) {
    let expected = plain_query(world, feeds);
    assert_eq!(device.ids(), expected.iter().map(String::as_str).collect());
    device.assert_whole(
        &world
            .sync(&device.request(&[]), &device.person)
            .unwrap()
            .heads,
    );
}

#[test]
fn pages_add_up_to_the_plain_query() {
    let world = with_book(5000, "");
    let mut rina = world.device(RINA);
    assert!(world.pull(&mut rina) > 1);
    assert_equal(&world, &rina, &["company", "branch:b-mks"]);
    let mut office = world.device(OFFICE);
    world.pull(&mut office);
    assert_equal(
        &world,
        &office,
        &["company", "branch:b-mks", "branch:b-sby"],
    );
    let response = world.sync(&rina.request(&[]), RINA).unwrap();
    assert!(response.pages.is_empty(), "nothing is new");
}

#[test]
fn a_first_page_brings_the_latest_records() {
    let world = with_book(3000, "");
    let rina = world.device(RINA);
    let response = world.sync(&rina.request(&[]), RINA).unwrap();
    let rows: usize = response.pages.iter().map(|page| page.rows.len()).sum();
    assert!(rows <= 2000, "{rows}");
    let page = response
        .pages
        .iter()
        .find(|page| page.feed == "branch:b-mks")
        .unwrap();
    assert_eq!(page.cursor.top, response.heads["branch:b-mks"].head);
}

#[test]
fn pages_are_limited_in_bytes() {
    let world = with_book(900, &"é".repeat(4000));
    let mut rina = world.device(RINA);
    let response = world.sync(&rina.request(&[]), RINA).unwrap();
    let bytes: usize = response
        .pages
        .iter()
        .flat_map(|page| &page.rows)
        .map(|row| row.get().len())
        .sum();
    assert!(bytes < 1_100_000, "{bytes}");
    world.pull(&mut rina);
    assert_equal(&world, &rina, &["company", "branch:b-mks"]);
}

#[test]
fn what_changes_during_a_first_sync_arrives_too() {
    let world = with_book(4000, "");
    let (mut rina, mut other) = (world.device(RINA), world.device(RINA));
    let first = world.sync(&rina.request(&[]), RINA).unwrap();
    rina.take(&first);
    let changes: Vec<_> = ["c00001", "c03998"]
        .iter()
        .map(|id| other.set(&world.record(id), "note", json!("changed")))
        .collect();
    assert_eq!(world.push(&other, &changes), ["", ""]);
    world.pull(&mut rina);
    assert_equal(&world, &rina, &["company", "branch:b-mks"]);
}

#[test]
fn an_empty_feed_is_held_at_once() {
    let world = World::new();
    let mut surya = world.device(SURYA);
    assert_eq!(world.pull(&mut surya), 1);
    assert_eq!(surya.cursors["branch:b-sby"].top, 0);
}

#[test]
fn the_answer_carries_the_touched_records_with_their_feeds() {
    let world = World::new();
    let mut office = world.device(OFFICE);
    let change = office.customer("c1", MKS);
    let response = world.sync(&office.request(&[change]), OFFICE).unwrap();
    assert_eq!((response.now_ms, response.records.len()), (NOW, 1));
    assert_eq!(response.records[0].feeds, ["branch:b-mks"]);
    let surya = world.device(SURYA);
    let mut forged = world.device(SURYA);
    let change = forged.set(&world.record("c1"), "note", json!("guessed"));
    let response = world.sync(&forged.request(&[change]), SURYA).unwrap();
    assert!(
        response.records.is_empty(),
        "a record out of sight is not shown"
    );
    let mut request = surya.request(&[]);
    request.cursors.insert(
        "branch:b-mks".into(),
        sync::protocol::Cursor { top: 0, bottom: 0 },
    );
    let response = world.sync(&request, SURYA).unwrap();
    assert!(
        response
            .pages
            .iter()
            .all(|page| page.feed != "branch:b-mks")
    );
}
