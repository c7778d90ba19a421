//! People of the sample company who sign in, once each, and what their devices hold at the start.

use std::collections::BTreeMap;
use std::time::Instant;

use domain::kinds::customer;
use http_tests::{Client, SAMPLE_PASSWORD};
use serde_json::{Value, json};
use sync::replica::Seen;
use sync::store::memory::Memory;

use crate::device::Device;

/// Who can sign in from the start and sees customers.
const READY: [&str; 4] = [
    "rina@contoh.id",
    "mks@contoh.id",
    "sby@contoh.id",
    "pusat@contoh.id",
];
/// How many more of each branch are let in.
const OF_EACH_BRANCH: usize = 3;
/// What they choose as their password.
const CHOSEN: &str = "gerimis senja di losari 47";

/// Somebody who has signed in.
pub struct Person {
    /// Id of the staff record.
    pub id: String,
    /// Customers whom they see.
    pub customers: Vec<Customer>,
    client: Client,
    memory: Memory,
}

/// A customer of the sample company.
pub struct Customer {
    /// Its id.
    pub id: String,
    /// Id of its branch.
    pub home: String,
}

impl Person {
    /// Another device of theirs, which holds what the first one pulled.
    pub fn device(&self, seed: u64) -> Device {
        let mut client = Client::new(self.client.url());
        client.cookies.clone_from(&self.client.cookies);
        Device::open(self.memory.copy(), &self.id, client, seed)
    }

    fn of(mut client: Client) -> Self {
        let session = client.get("/api/session").expect(200, "");
        let id = session.json["person"]
            .as_str()
            .expect("a person")
            .to_owned();
        let memory = Memory::default();
        let mut device = Device::open(memory.clone(), &id, client.clone(), 0);
        assert!(device.drain(Instant::now()), "no first sync");
        let mut customers = Vec::new();
        device
            .replica
            .for_each(|seen| customers.extend(customer_in(&seen)));
        Self {
            id,
            customers,
            client,
            memory,
        }
    }
}

fn customer_in(seen: &Seen<'_>) -> Option<Customer> {
    let Seen::Base(_, entry) = seen else {
        return None;
    };
    let record = entry
        .record()
        .filter(|record| record.kind == customer::KIND && !record.archived)?;
    Some(Customer {
        id: record.id,
        home: record.home?,
    })
}

/// Who can sign in from the start, without head office.
pub fn few(url: &str) -> Vec<Person> {
    READY[..3].iter().map(|email| ready(url, email)).collect()
}

/// Head office and some people of every branch, whom an administrator lets in.
pub fn many(url: &str) -> Vec<Person> {
    let mut admin = http_tests::Device::in_client(signed_in(url, "admin@contoh.id"));
    let mut people: Vec<Person> = READY.iter().map(|email| ready(url, email)).collect();
    let mut of_branch = BTreeMap::<String, usize>::new();
    for (id, record) in admin.pull_feed("company") {
        let email = record["f"]["email"].as_str().unwrap_or_default();
        let branches = record["f"]["branches"].as_object();
        let branch = branches.and_then(|branches| branches.keys().next());
        let (Some(branch), false) = (branch, READY.contains(&email)) else {
            continue;
        };
        let count = of_branch.entry(branch.clone()).or_default();
        if *count < OF_EACH_BRANCH {
            *count += 1;
            people.push(Person::of(let_in(&mut admin.client, &id, email)));
        }
    }
    people
}

fn ready(url: &str, email: &str) -> Person {
    Person::of(signed_in(url, email))
}

fn signed_in(url: &str, email: &str) -> Client {
    let mut client = Client::new(url);
    client.sign_in(email, SAMPLE_PASSWORD).expect(200, "");
    client
}

/// Somebody signs in with a start password and replaces it.
fn let_in(admin: &mut Client, person: &str, email: &str) -> Client {
    let path = format!("/api/staff/{person}/start-password");
    let given = admin.post(&path, &json!({})).expect(200, "");
    let old = given.json["password"].as_str().expect("a password");
    let mut client = Client::new(admin.url());
    client.sign_in(email, old).expect(200, "");
    let body: Value = json!({ "old": old, "new": CHOSEN });
    client.post("/api/password", &body).expect(204, "");
    client
}
