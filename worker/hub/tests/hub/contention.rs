//! Others write between reading and writing, and databases fail.

use std::cell::{Cell, RefCell};

use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Hub, HubError, Row, Statement};
use serde_json::json;
use sync::change::Op;
use sync::codes;
use sync::protocol::Request;

use crate::world::{ADMIN, EPOCH, MKS, NOW, OFFICE, RINA, SBY, World};

/// Lets another request through before each of the first batches that write.
struct Interleaved {
    inner: Sqlite,
    others: RefCell<Vec<(&'static str, Request)>>,
    /// Touches the record before every batch that writes.
    restless: Cell<bool>,
    /// Batches until one fails; before or after it took effect.
    fails_in: Cell<Option<usize>>,
    fails_late: bool,
}

impl Interleaved {
    fn new(world: World) -> World<Self> {
        let db = Self {
            inner: world.db,
            others: RefCell::default(),
            restless: Cell::new(false),
            fails_in: Cell::new(None),
            fails_late: false,
        };
        World { db }
    }

    async fn disturb(&self) {
        if self.restless.get() {
            let touch = "
                UPDATE record SET version = version + 1, doc = json_set(doc, '$.v', version + 1)
                WHERE id = 'c1'";
            self.inner.query(Statement::new(touch, [])).await.unwrap();
        }
        let other = self.others.borrow_mut().pop();
        if let Some((person, request)) = other {
            Hub::new(&self.inner)
                .sync(person, &request, NOW, EPOCH)
                .await
                .unwrap();
        }
    }

    fn fails_now(&self) -> bool {
        let left = self.fails_in.get();
        self.fails_in.set(left.and_then(|left| left.checked_sub(1)));
        left == Some(0)
    }
}

impl Database for Interleaved {
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        self.inner.query(statement).await
    }

    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        if statements[0].sql.contains("INSERT INTO guard") {
            self.disturb().await;
        }
        let fails = self.fails_now();
        if fails && !self.fails_late {
            return Err(DatabaseError::Failed("injected".into()));
        }
        let rows = self.inner.batch(statements).await;
        if fails {
            Err(DatabaseError::Failed("injected".into()))
        } else {
            rows
        }
    }
}

#[test]
fn a_push_in_between_is_merged_with() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let seen = world.record("c1");
    let mut office = world.device(OFFICE);
    let others: Vec<_> = ["hobbies", "email"]
        .map(|field| office.set(&seen, field, json!("x")))
        .into_iter()
        .map(|change| (OFFICE, office.request(&[change])))
        .rev()
        .collect();
    let world = Interleaved::new(world);
    *world.db.others.borrow_mut() = others;
    let change = rina.set(&seen, "note", json!("mine"));
    assert_eq!(world.push(&rina, &[change]), [""]);
    let record = world.record("c1");
    assert_eq!(
        ["hobbies", "email", "note"].map(|field| record.text(field)),
        ["x", "x", "mine"]
    );
    assert_eq!(record.version, 4);
    world.assert_sound();
}

#[test]
fn nothing_enters_a_branch_that_is_closed_in_between() {
    let world = World::new();
    let mut office = world.device(OFFICE);
    let create = office.customer("c1", MKS);
    world.push(&office, &[create]);
    let mut admin = world.device(ADMIN);
    let close = admin.set(&world.record(SBY), "active", json!(false));
    let others = vec![(ADMIN, admin.request(&[close]))];
    let world = Interleaved::new(world);
    *world.db.others.borrow_mut() = others;
    let branch = SBY.to_owned();
    let changes = [
        office.change(Op::Move { branch }, "customer", "c1", json!({})),
        office.customer("c2", SBY),
    ];
    assert_eq!(world.push(&office, &changes), [codes::BRANCH; 2]);
    world.assert_sound();
}

#[test]
fn the_same_request_twice_at_once_has_one_effect() {
    let world = World::new();
    let mut office = world.device(OFFICE);
    let changes = [office.customer("c1", MKS), office.vehicle("v1", "c1")];
    let world = Interleaved::new(world);
    let other = (OFFICE, office.request(&changes));
    world.db.others.borrow_mut().push(other);
    assert_eq!(world.push(&office, &changes), ["", ""]);
    assert_eq!(world.record("c1").version, 1);
    world.assert_sound();
}

#[test]
fn without_an_end_of_disturbance_the_device_is_asked_to_wait() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let change = rina.set(&world.record("c1"), "note", json!("mine"));
    let world = Interleaved::new(world);
    world.db.restless.set(true);
    let result = world.sync(&rina.request(&[change]), RINA);
    assert!(matches!(result, Err(HubError::Busy)), "{result:?}");
    assert_eq!(world.record("c1").text("note"), "");
}

#[test]
fn after_three_aborts_fewer_changes_are_taken() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let mut changes: Vec<_> = (0..9)
        .map(|n| rina.customer(&format!("n{n}"), MKS))
        .collect();
    changes.push(rina.set(&world.record("c1"), "note", json!("mine")));
    let world = Interleaved::new(world);
    world.db.restless.set(true);
    let outcomes = world.push(&rina, &changes);
    assert_eq!(outcomes.len(), 5, "those before the restless record");
    world.db.restless.set(false);
    assert_eq!(world.push(&rina, &changes).len(), 10);
}

#[test]
fn a_failure_anywhere_leaves_all_or_nothing_and_a_repeat_mends_it() {
    for late in [false, true] {
        for batch in 0.. {
            let world = World::new();
            let mut rina = world.device(RINA);
            let changes = [rina.customer("c1", MKS), rina.vehicle("v1", "c1")];
            let before = world.business();
            let mut world = Interleaved::new(world);
            world.db.fails_late = late;
            world.db.fails_in.set(Some(batch));
            let result = world.sync(&rina.request(&changes), RINA);
            if result.is_ok() {
                assert!(batch >= 3, "three batches are needed");
                break;
            }
            world.db.fails_in.set(None);
            world.assert_sound();
            let is_written = world.business() != before;
            assert_eq!(world.records().contains_key("v1"), is_written);
            assert_eq!(world.push(&rina, &changes), ["", ""]);
            assert_eq!(world.record("c1").version, 1);
            world.assert_sound();
        }
    }
}
