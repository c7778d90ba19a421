//! What a branch trades with: who sells, what, and under which rules of the company.

use chrono::NaiveDate;
use domain::schema::WHOLE;
use serde_json::{Map, Value};

use super::buyer::Party;
use crate::catalogue::Product;
use crate::clock::{self, MINUTE};
use crate::place::Place;
use crate::random::Random;
use crate::world::{Office, World};

/// Sign-in of whoever sells for head office.
const HEAD_OFFICE: &str = "pusat@contoh.id";

/// A branch as its trade sees it.
pub struct Shop<'a> {
    /// Where it is.
    pub place: &'static Place,
    /// Who sells, and last whoever steps in from head office.
    pub sellers: Vec<Seller>,
    /// What is sold.
    pub products: &'a [Product],
    /// The company's settings.
    pub settings: &'a Map<String, Value>,
}

/// Somebody who sells.
pub struct Seller {
    /// Id of the staff member.
    pub id: String,
    /// Greatest discount that they may give, in hundredths of a percent.
    pub most: i64,
}

impl<'a> Shop<'a> {
    /// The shop of a branch.
    pub fn new(
        world: &World,
        office: &Office,
        products: &'a [Product],
        settings: &'a Map<String, Value>,
    ) -> Self {
        let staff = office
            .staff
            .iter()
            .map(|id| Seller::new(world, settings, id));
        let mut sellers: Vec<Seller> = staff.collect();
        let head_office = world.id("staff", HEAD_OFFICE);
        sellers.push(Seller::new(world, settings, &head_office));
        Self {
            place: office.place,
            sellers,
            products,
            settings,
        }
    }

    /// Who takes an order; head office rarely does.
    pub fn seller(&self, random: &mut Random) -> &Seller {
        let here = self.sellers.len() - 1;
        if random.percent(2) {
            return &self.sellers[here];
        }
        random.one(&self.sellers[..here])
    }

    /// How many days ago a moment was.
    pub fn days_ago(&self, world: &World, ms: i64) -> i64 {
        self.days_since(world, clock::date_of(self.place, ms))
    }

    /// How many days ago a date was; negative before it has come.
    pub fn days_since(&self, world: &World, date: NaiveDate) -> i64 {
        (clock::date_of(self.place, world.now_ms) - date).num_days()
    }

    /// The date of a moment, as fields hold it.
    pub fn date(&self, ms: i64) -> String {
        clock::date_of(self.place, ms).to_string()
    }

    /// A moment of work so many days ago, and after another moment.
    pub fn moment(&self, world: &mut World, days_ago: i64, after_ms: i64) -> i64 {
        let now = world.now_ms;
        clock::working_moment(&mut world.random, self.place, now, days_ago).max(after_ms + MINUTE)
    }

    /// Adds what somebody of the branch wrote about a buyer, and gives its id.
    pub fn write(
        &self,
        world: &mut World,
        kind: &'static str,
        party: &Party,
        at_ms: i64,
        fields: Value,
    ) -> String {
        let person = &self.seller(&mut world.random).id;
        world.add(kind, person, at_ms, party.paper(fields))
    }
}

impl Seller {
    fn new(world: &World, settings: &Map<String, Value>, id: &str) -> Self {
        let staff = world.records.iter().find(|record| record.id == id);
        let role = staff.and_then(|staff| staff.fields["role"].as_str());
        let limit = &settings["max_discounts"][role.unwrap_or_default()]["percent"];
        Self {
            id: id.to_owned(),
            most: limit.as_i64().unwrap_or(WHOLE),
        }
    }

    /// Whether they may give something away.
    pub fn gives(&self) -> bool {
        self.most == WHOLE
    }
}
