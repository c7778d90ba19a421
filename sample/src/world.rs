//! What all makers of records share.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::Seed;
use crate::place::Place;
use crate::random::Random;

/// The sample company while it is being made.
pub struct World {
    /// Where all chance comes from.
    pub random: Random,
    /// The moment that everything lies before.
    pub now_ms: i64,
    /// Id of the first administrator.
    pub administrator: String,
    /// Records so far; what a record refers to comes before it.
    pub records: Vec<Seed>,
    namespace: Uuid,
}

/// A branch and who works there.
pub struct Office {
    /// Where it is.
    pub place: &'static Place,
    /// Id of the branch.
    pub id: String,
    /// Ids of its staff.
    pub staff: Vec<String>,
}

impl World {
    /// An empty company.
    pub fn new(seed: u64, now_ms: i64) -> Self {
        let namespace = Uuid::new_v5(
            &Uuid::NAMESPACE_URL,
            format!("relasi:sample:{seed}").as_bytes(),
        );
        let mut world = Self {
            random: Random::new(seed),
            now_ms,
            administrator: String::new(),
            records: Vec::new(),
            namespace,
        };
        world.administrator = world.id("staff", "admin@contoh.id");
        world
    }

    /// The id of the record of this kind and key.
    pub fn id(&self, kind: &str, key: &str) -> String {
        Uuid::new_v5(&self.namespace, format!("{kind}/{key}").as_bytes()).to_string()
    }

    /// Adds a record of which there may be any number, and gives its id.
    pub fn add(
        &mut self,
        kind: &'static str,
        person: &str,
        created_ms: i64,
        fields: Value,
    ) -> String {
        let id = self.id(kind, &self.records.len().to_string());
        self.put(Seed::new(kind, &id, person, created_ms, fields));
        id
    }

    /// Adds a record.
    pub fn put(&mut self, mut seed: Seed) {
        drop_nulls(&mut seed.fields);
        self.records.push(seed);
    }
}

/// Makers write `null` where there is no value; records lack the field instead.
fn drop_nulls(fields: &mut Map<String, Value>) {
    fields.retain(|_, value| match value {
        Value::Null => false,
        Value::Object(map) => {
            drop_nulls(map);
            true
        }
        _ => true,
    });
}
