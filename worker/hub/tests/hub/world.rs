//! A small company, devices that push and pull by hand, and the plain query that they must equal.

use std::collections::{BTreeMap, BTreeSet};

use domain::kinds::SCHEMA;
use domain::schema::Scope;
use futures::executor::block_on;
use hub::sqlite::Sqlite;
use hub::{Answered, Database, Hub, HubError, NewRecord, Statement};
use serde_json::{Value, json};
use sync::change::{Change, Op};
use sync::checksum;
use sync::protocol::{Cause, Cursor, Gone, Head, PROTOCOL, Request, Response, branch_feed};
use sync::record::Record;
use sync::stamp::Stamp;

pub const MKS: &str = "b-mks";
pub const SBY: &str = "b-sby";
pub const CLOSED: &str = "b-closed";
pub const ADMIN: &str = "p-admin";
pub const OFFICE: &str = "p-office";
pub const HEAD: &str = "p-head";
pub const RINA: &str = "p-rina";
pub const SURYA: &str = "p-surya";
pub const NOW: i64 = 1_790_000_000_000;
pub const EPOCH: &str = "1";

pub struct World<D = Sqlite> {
    pub db: D,
}

impl World {
    pub fn new() -> Self {
        let world = Self {
            db: Sqlite::in_memory().unwrap(),
        };
        world.insert(&company());
        world
    }

    pub fn insert(&self, records: &[NewRecord]) {
        block_on(Hub::new(&self.db).insert_records(records, Vec::new())).unwrap();
    }
}

impl<D: Database> World<D> {
    pub fn device(&self, person: &str) -> Device {
        let replica = block_on(Hub::new(&self.db).register(person, "device", "Chrome")).unwrap();
        Device {
            person: person.into(),
            replica,
            ..Device::default()
        }
    }

    pub fn sync(&self, request: &Request, person: &str) -> Result<Response, HubError> {
        let answered = self.answered(request, person)?;
        Ok(serde_json::from_str(&answered.text).unwrap())
    }

    pub fn answered(&self, request: &Request, person: &str) -> Result<Answered, HubError> {
        block_on(Hub::new(&self.db).sync(person, request, NOW, EPOCH))
    }

    /// Two changes of a device to a customer that is made for them: one that the server refuses, and
    /// one that is based on it.
    pub fn refused_and_next(&self, device: &mut Device) -> [Change; 2] {
        let create = device.customer("c1", MKS);
        self.push(device, &[create]);
        let seen = self.record("c1");
        let refused = device.set(&seen, "name", json!(7));
        let mut next = device.set(&seen, "name", json!("Siti"));
        next.bases.insert("naming".into(), refused.stamp);
        [refused, next]
    }

    /// Sends changes and answers the code of each outcome, empty for an applied one.
    pub fn push(&self, device: &Device, changes: &[Change]) -> Vec<String> {
        codes(&self.sync(&device.request(changes), &device.person).unwrap())
    }

    /// Pulls until the device has everything. Answers how many requests it took.
    pub fn pull(&self, device: &mut Device) -> usize {
        for requests in 1.. {
            let response = self.sync(&device.request(&[]), &device.person).unwrap();
            device.take(&response);
            if device.is_caught_up(&response.heads) {
                return requests;
            }
            assert!(requests < 1000, "the pull never ends");
        }
        unreachable!()
    }

    pub fn records(&self) -> BTreeMap<String, Record> {
        self.rows("SELECT doc FROM record")
            .iter()
            .map(|row| serde_json::from_str::<Record>(row.text("doc").unwrap()).unwrap())
            .map(|record| (record.id.clone(), record))
            .collect()
    }

    pub fn record(&self, id: &str) -> Record {
        self.records().remove(id).unwrap()
    }

    pub fn rows(&self, sql: &'static str) -> Vec<hub::Row> {
        block_on(self.db.query(Statement::new(sql, []))).unwrap()
    }

    /// Everything that is business data, to see that nothing of it changed.
    pub fn business(&self) -> Vec<Vec<hub::Row>> {
        let tables = [
            "SELECT * FROM record ORDER BY id",
            "SELECT * FROM feed ORDER BY feed",
            "SELECT * FROM feed_row ORDER BY feed, record",
            "SELECT * FROM counter ORDER BY series",
        ];
        tables.map(|sql| self.rows(sql)).into()
    }

    /// Feeds, memberships, counts and sums as they follow from the records alone.
    pub fn assert_sound(&self) {
        let records = self.records();
        let mut expected: BTreeMap<String, BTreeMap<&str, u64>> = BTreeMap::new();
        for (id, record) in &records {
            for feed in feeds_of(&records, record) {
                expected.entry(feed).or_default().insert(id, record.version);
            }
        }
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.rows("SELECT feed, record FROM feed_row WHERE gone = 0") {
            let feed = members.entry(row.text("feed").unwrap().into()).or_default();
            feed.insert(row.text("record").unwrap().into());
        }
        for row in self.rows("SELECT * FROM feed") {
            let feed = row.text("feed").unwrap();
            let records = expected.remove(feed).unwrap_or_default();
            let ids: BTreeSet<String> = records.keys().map(|id| id.to_string()).collect();
            assert_eq!(
                members.remove(feed).unwrap_or_default(),
                ids,
                "members of {feed}"
            );
            let sum = checksum::sum(records.iter().map(|(id, v)| checksum::entry(id, *v)));
            assert_eq!(
                row.int("count").unwrap(),
                records.len() as i64,
                "count of {feed}"
            );
            assert_eq!(row.int("sum").unwrap(), sum as i64, "sum of {feed}");
        }
        assert!(expected.is_empty(), "feeds without a head: {expected:?}");
    }
}

/// The plain rule of who holds what, written down a second time.
pub fn feeds_of(records: &BTreeMap<String, Record>, record: &Record) -> Vec<String> {
    match SCHEMA.kind(&record.kind).unwrap().scope {
        Scope::Company => vec!["company".into()],
        Scope::Role(least) => vec![format!("role:{}", least.as_str())],
        Scope::Home => record
            .home
            .iter()
            .chain(&record.shared)
            .map(|id| branch_feed(id))
            .collect(),
        Scope::Follows(field) => feeds_of(records, &records[record.text(field)]),
    }
}

pub fn codes(response: &Response) -> Vec<String> {
    let code = |outcome: &sync::protocol::Outcome| outcome.code.clone().unwrap_or_default();
    response.outcomes.iter().map(code).collect()
}

/// One person's device, as far as the server can tell.
#[derive(Default)]
pub struct Device {
    pub person: String,
    pub replica: u32,
    pub seq: u64,
    pub last: Stamp,
    pub cursors: BTreeMap<String, Cursor>,
    pub held: BTreeMap<String, BTreeMap<String, u64>>,
}

impl Device {
    pub fn request(&self, changes: &[Change]) -> Request {
        Request {
            protocol: PROTOCOL,
            app: "0.1.0".into(),
            schema: SCHEMA.version,
            replica: self.replica,
            epoch: EPOCH.into(),
            cursors: self.cursors.clone(),
            changes: changes.to_vec(),
            pending: changes.len() as u32,
            refused: 0,
            repairs: 0,
            now_ms: NOW,
            room: sync::protocol::MAX_PAGES,
            turn: 0,
            cause: Cause::Person,
            kept: Vec::new(),
        }
    }

    pub fn change(&mut self, op: Op, kind: &str, record: &str, fields: Value) -> Change {
        self.seq += 1;
        self.last = self.last.next(NOW, self.replica);
        self.last.replica = self.replica;
        Change {
            seq: self.seq,
            op,
            kind: kind.into(),
            record: record.into(),
            stamp: self.last,
            fields: fields.as_object().unwrap().clone(),
            bases: BTreeMap::new(),
            settles: BTreeMap::new(),
            person: self.person.clone(),
            made_ms: NOW,
            depends_on: Vec::new(),
        }
    }

    pub fn customer(&mut self, id: &str, home: &str) -> Change {
        let fields = json!({"form": "person", "name": format!("Customer {id}")});
        self.change(
            Op::Create {
                home: Some(home.into()),
            },
            "customer",
            id,
            fields,
        )
    }

    pub fn vehicle(&mut self, id: &str, customer: &str) -> Change {
        let fields = json!({"customer": customer, "make": "Toyota"});
        self.change(Op::Create { home: None }, "vehicle", id, fields)
    }

    /// A write of one field of which the person saw the value with stamp `base`.
    pub fn set(&mut self, record: &Record, field: &str, value: Value) -> Change {
        let kind = SCHEMA.kind(&record.kind).unwrap();
        let group = kind.group(field).to_owned();
        let mut fields: serde_json::Map<String, Value> = kind
            .members(&group)
            .into_iter()
            .map(|path| (path.to_owned(), record.get(path).clone()))
            .collect();
        fields.insert(field.into(), value);
        self.last = self.last.max(record.stamp_of(&group));
        let mut change = self.change(Op::Set, &record.kind, &record.id, Value::Object(fields));
        change.bases.insert(group.clone(), record.stamp_of(&group));
        change
    }

    pub fn take(&mut self, response: &Response) {
        self.held
            .retain(|feed, _| response.heads.contains_key(feed));
        self.cursors
            .retain(|feed, _| response.heads.contains_key(feed));
        for page in &response.pages {
            let feed = self.held.entry(page.feed.clone()).or_default();
            for row in &page.rows {
                if let Ok(gone) = serde_json::from_str::<Gone>(row.get()) {
                    feed.remove(&gone.id);
                } else {
                    let record: Record = serde_json::from_str(row.get()).unwrap();
                    feed.insert(record.id, record.version);
                }
            }
            self.cursors.insert(page.feed.clone(), page.cursor);
        }
    }

    fn is_caught_up(&self, heads: &BTreeMap<String, Head>) -> bool {
        heads.iter().all(|(feed, head)| {
            self.cursors.get(feed)
                == Some(&Cursor {
                    top: head.head,
                    bottom: 0,
                })
        })
    }

    /// Ids of everything in any feed.
    pub fn ids(&self) -> BTreeSet<&str> {
        self.held
            .values()
            .flat_map(BTreeMap::keys)
            .map(String::as_str)
            .collect()
    }

    /// What is held equals the count and sum that the server states.
    pub fn assert_whole(&self, heads: &BTreeMap<String, Head>) {
        for (feed, head) in heads {
            let none = BTreeMap::new();
            let held = self.held.get(feed).unwrap_or(&none);
            let sum = checksum::sum(held.iter().map(|(id, v)| checksum::entry(id, *v)));
            assert_eq!((head.count, head.sum), (held.len() as u64, sum), "{feed}");
        }
    }
}

pub fn new_record(kind: &str, id: &str, home: Option<&str>, fields: Value) -> NewRecord {
    NewRecord {
        kind: kind.into(),
        id: id.into(),
        home: home.map(str::to_owned),
        fields: fields.as_object().unwrap().clone(),
        created_ms: NOW - 1_000_000,
        person: ADMIN.into(),
    }
}

fn company() -> Vec<NewRecord> {
    let branch = |id, code, active| {
        let fields =
            json!({"name": id, "code": code, "time_zone": "Asia/Makassar", "active": active});
        new_record("branch", id, None, fields)
    };
    let staff = |id: &str, role, branches| {
        let email = format!("{id}@contoh.id");
        new_record(
            "staff",
            id,
            None,
            json!({"name": id, "email": email, "role": role, "branches": branches}),
        )
    };
    vec![
        branch(MKS, "MKS", true),
        branch(SBY, "SBY", true),
        branch(CLOSED, "XXX", false),
        staff(ADMIN, "administrator", json!({})),
        staff(OFFICE, "head_office", json!({})),
        staff(HEAD, "branch_head", json!({MKS: true})),
        staff(RINA, "staff", json!({MKS: true})),
        staff(SURYA, "staff", json!({SBY: true})),
        new_record(
            "settings",
            "settings",
            None,
            json!({"company": "PT Contoh"}),
        ),
    ]
}
