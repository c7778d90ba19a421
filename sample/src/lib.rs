//! The sample company, PT Contoh Otomotif: nine branches, their staff, about 2,000 customers,
//! 18 months of what was said and done, and what was bought, owed and paid. The same seed and moment give the same company.

mod catalogue;
mod clock;
mod complaint;
mod customer;
mod duplicate;
mod interaction;
mod known;
mod office;
mod place;
mod random;
mod trade;
mod vehicle;
mod words;
mod world;

use serde_json::{Map, Value, json};

use world::{Office, World};

/// Password of every sample sign-in.
pub const PASSWORD: &str = "relasi-contoh";

/// The sample company.
#[derive(Debug, Clone, PartialEq)]
pub struct Company {
    /// All records; what a record refers to comes before it.
    pub records: Vec<Seed>,
    /// Staff who can sign in with [`PASSWORD`].
    pub sign_ins: Vec<SignIn>,
}

/// Somebody who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// E-mail address.
    pub email: &'static str,
    /// Id of the staff record.
    pub person: String,
}

/// A record to be created. Numbers are left for the server to issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Seed {
    /// Name of its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// Id of its home branch, for kinds with a home of their own.
    pub home: Option<String>,
    /// Its values.
    pub fields: Map<String, Value>,
    /// When it was created.
    pub created_ms: i64,
    /// Id of the staff member who created it.
    pub person: String,
}

impl Seed {
    fn new(kind: &'static str, id: &str, person: &str, created_ms: i64, fields: Value) -> Self {
        let fields = match fields {
            Value::Object(fields) => fields,
            _ => Map::new(),
        };
        Self {
            kind,
            id: id.to_owned(),
            home: None,
            fields,
            created_ms,
            person: person.to_owned(),
        }
    }
}

impl Company {
    /// The records of a kind.
    pub fn of(&self, kind: &str) -> impl Iterator<Item = &Seed> {
        self.records
            .iter()
            .filter(move |record| record.kind == kind)
    }
}

/// The company of this seed as it stands at this moment.
pub fn company(seed: u64, now_ms: i64) -> Company {
    let mut world = World::new(seed, now_ms);
    let offices = office::add_offices(&mut world);
    for office in &offices {
        add_book(&mut world, office);
    }
    trade::add_trade(&mut world, &offices);
    let sign_in = |(email, ..): &(&'static str, &str, &str, Option<&str>)| SignIn {
        email,
        person: world.id("staff", email),
    };
    let sign_ins = office::SIGN_INS.iter().map(sign_in).collect();
    Company {
        records: world.records,
        sign_ins,
    }
}

/// Adds the customers of a branch with everything about them.
fn add_book(world: &mut World, office: &Office) {
    let known = if office.place.code == "MKS" {
        known::known()
    } else {
        Vec::new()
    };
    for n in 0..office.place.customers {
        let (particulars, vehicle) = known.get(n).cloned().unwrap_or((json!({}), None));
        let first = world.records.len();
        let customer = customer::add_customer(world, office, &particulars);
        let vehicles = vehicle::add_vehicles(world, office, &customer, vehicle.as_ref());
        interaction::add_interactions(world, office, &customer);
        complaint::add_complaints(world, office, &customer, &vehicles);
        if n % duplicate::EVERY == duplicate::EVERY - 1
            && let Some(twin) = duplicate::twin(&world.records[first])
        {
            customer::add_customer(world, office, &twin);
        }
    }
}
