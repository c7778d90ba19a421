//! What a request costs the database, which the local runtime does not limit.

use std::cell::RefCell;

use domain::retention::HISTORY_DAYS;
use futures::executor::block_on;
use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Hub, Row, Statement};
use serde_json::json;
use sync::change::Op;

use crate::world::{Device, HEAD, MKS, NOW, OFFICE, RINA, SBY, World};

/// Remembers what it was asked.
struct Recorded {
    inner: Sqlite,
    batches: RefCell<Vec<Vec<Statement>>>,
}

impl Recorded {
    fn new(world: World) -> World<Self> {
        World {
            db: Self {
                inner: world.db,
                batches: RefCell::default(),
            },
        }
    }

    fn taken(&self) -> Vec<Vec<Statement>> {
        self.batches.take()
    }
}

impl Database for Recorded {
    async fn query(&self, statement: Statement) -> Result<Vec<Row>, DatabaseError> {
        self.batches.borrow_mut().push(vec![statement.clone()]);
        self.inner.query(statement).await
    }

    async fn batch(&self, statements: Vec<Statement>) -> Result<Vec<Vec<Row>>, DatabaseError> {
        self.batches.borrow_mut().push(statements.clone());
        self.inner.batch(statements).await
    }
}

fn assert_indexed(db: &Sqlite, statement: &Statement) {
    let sql: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", statement.sql).into());
    let plan = db.query(Statement {
        sql,
        params: statement.params.clone(),
    });
    for row in block_on(plan).unwrap() {
        let step = row.text("detail").unwrap();
        let walks = ["SCAN record", "SCAN feed_row", "SCAN change"];
        let whole_feed = step == "SEARCH feed_row USING PRIMARY KEY (feed=?)";
        let is_walk = walks.iter().any(|walk| step.starts_with(walk)) || whole_feed;
        assert!(!is_walk, "{step} in {}", statement.sql);
    }
}

fn everything(world: &World<Recorded>, rina: &mut Device, head: &mut Device) {
    let changes = [rina.customer("c1", MKS), rina.vehicle("v1", "c1")];
    assert_eq!(world.push(rina, &changes), ["", ""]);
    let seen = world.record("c1");
    let sets = ["a", "b"].map(|note| rina.set(&seen, "note", json!(note)));
    assert_eq!(world.push(rina, &sets), ["", ""]);
    let moved = head.change(Op::Move { branch: SBY.into() }, "customer", "c1", json!({}));
    assert_eq!(world.push(head, &[moved]), [""]);
    world.pull(rina);
    let hub = Hub::new(&world.db);
    block_on(hub.history(OFFICE, "c1")).unwrap();
    block_on(hub.devices(OFFICE)).unwrap();
    for moment in [NOW, NOW + HISTORY_DAYS * 86_400_000] {
        block_on(hub.compact(moment)).unwrap();
    }
}

#[test]
fn no_statement_walks_a_growing_table() {
    let world = World::new();
    let (mut rina, mut head) = (world.device(RINA), world.device(HEAD));
    let world = Recorded::new(world);
    everything(&world, &mut rina, &mut head);
    let asked = world.db.taken().into_iter().flatten();
    for statement in asked.filter(|statement| !statement.sql.starts_with("SELECT doc FROM record"))
    {
        assert_indexed(&world.db.inner, &statement);
    }
}

#[test]
fn a_request_is_two_batches_one_where_nothing_is_new_and_a_push_three() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let world = Recorded::new(world);
    world.sync(&rina.request(&[]), RINA).unwrap();
    assert_eq!(world.db.taken().len(), 2);
    world.pull(&mut rina);
    world.db.taken();
    world.sync(&rina.request(&[]), RINA).unwrap();
    assert_eq!(world.db.taken().len(), 1);
    let changes: Vec<_> = (0..500)
        .map(|n| rina.customer(&format!("c{n}"), MKS))
        .collect();
    world.push(&rina, &changes);
    let batches = world.db.taken();
    assert_eq!(batches.len(), 3);
    let writes = |batch: &&Vec<Statement>| batch.iter().any(|one| !reads(one));
    assert_eq!(batches.iter().filter(writes).count(), 1);
    let statements = batches.iter().map(Vec::len).sum::<usize>();
    assert!(statements < 40, "{statements}");
}

/// Whether a statement leaves the database as it is.
fn reads(statement: &Statement) -> bool {
    let sql = statement.sql.trim_start();
    ["SELECT", "WITH"].iter().any(|word| sql.starts_with(word))
}

#[test]
fn large_records_are_written_in_parts() {
    let world = World::new();
    let mut rina = world.device(RINA);
    let create = rina.customer("c1", MKS);
    world.push(&rina, &[create]);
    let mut changes = Vec::new();
    for n in 0..120 {
        let fields =
            json!({"form": "person", "name": "\"\\".repeat(80), "note": "\"\n".repeat(2000)});
        let op = Op::Create {
            home: Some(MKS.into()),
        };
        changes.push(rina.change(op, "customer", &format!("big{n}"), fields));
    }
    assert!(world.push(&rina, &changes).iter().all(String::is_empty));
    world.assert_sound();
    let codes: std::collections::BTreeSet<String> = world
        .records()
        .values()
        .filter(|record| record.kind == "customer")
        .map(|record| record.text("code").to_owned())
        .collect();
    assert_eq!(codes.len(), 121, "each has a number of its own");
}
