//! What the index keeps of one record.

use domain::kinds::{
    branch, complaint, customer, interaction, order, product, product_cost, staff, vehicle,
};
use domain::money::UnitPrice;
use domain::{complaint as progress, duplicates, name, phone};
use serde_json::Value;
use sync::record::Record;

use super::Known;
use super::costs;
use super::trade::{OrderFacts, ProductFacts};

/// What the index keeps of one record.
pub struct Facts {
    /// Customer that it follows; none for records with a place of their own.
    pub root: Option<String>,
    /// Keys under which duplicates are found.
    pub keys: Vec<String>,
    /// Open conflicts.
    pub conflicts: u32,
    /// It has unsent changes.
    pub pending: bool,
    /// It is archived.
    pub archived: bool,
    /// What depends on the kind.
    pub detail: Detail,
}

/// What depends on the kind of record.
pub enum Detail {
    /// A customer.
    Customer(Box<CustomerFacts>),
    /// A vehicle's plate, as written.
    Vehicle(String),
    /// A contact with the customer.
    Interaction(Box<InteractionFacts>),
    /// A complaint.
    Complaint(Box<ComplaintFacts>),
    /// A product.
    Product(Box<ProductFacts>),
    /// What a product costs, by the product's id.
    Cost { product: String, cost: UnitPrice },
    /// An order.
    Order(Box<OrderFacts>),
    /// A branch, a staff member or the settings.
    Company(Box<Record>),
    /// Anything else.
    Other,
}

/// A customer.
pub struct CustomerFacts {
    pub name: String,
    pub code: String,
    pub phone: String,
    pub branch: String,
    pub size: String,
    pub external_code: String,
    pub birthday: String,
    pub troubled: bool,
    pub name_missing: bool,
    /// Digits of all phones, separated by spaces.
    pub digits: String,
    pub shared: Vec<String>,
}

/// A contact with the customer.
pub struct InteractionFacts {
    pub happened_ms: i64,
    pub subject: String,
    pub next_step: String,
    /// Day of an open next step; empty without one.
    pub next_on: String,
}

/// A complaint.
pub struct ComplaintFacts {
    pub code: String,
    pub subject: String,
    pub kind: String,
    pub department: String,
    pub severity: String,
    pub state: progress::State,
    pub due_ms: Option<i64>,
    pub assignee: String,
    pub waiting_reason: String,
    pub vehicle: String,
    pub created_ms: i64,
}

impl Facts {
    /// Reads them from a record.
    pub fn of(known: &Known) -> Self {
        let record = &known.record;
        let (detail, keys) = match record.kind.as_str() {
            customer::KIND => customer_facts(record),
            vehicle::KIND => vehicle_facts(record),
            interaction::KIND => (
                Detail::Interaction(Box::new(interaction_facts(record))),
                vec![],
            ),
            product::KIND => (ProductFacts::of(record), vec![]),
            product_cost::KIND => (costs::facts_of(record), vec![]),
            order::KIND => (OrderFacts::of(record), vec![]),
            complaint::KIND => (Detail::Complaint(Box::new(complaint_facts(record))), vec![]),
            branch::KIND | staff::KIND | "settings" => {
                (Detail::Company(Box::new(record.clone())), vec![])
            }
            _ => (Detail::Other, vec![]),
        };
        Self {
            root: Some(record.text(vehicle::CUSTOMER).to_owned()).filter(|id| !id.is_empty()),
            keys,
            conflicts: u32::try_from(record.conflicts.len()).unwrap_or(u32::MAX),
            pending: known.pending,
            archived: record.archived,
            detail,
        }
    }
}

fn customer_facts(record: &Record) -> (Detail, Vec<String>) {
    let numbers: Vec<&str> = map_values(record.get(customer::PHONES))
        .filter_map(|entry| entry.get(customer::NUMBER)?.as_str())
        .collect();
    let contacts =
        map_values(record.get(customer::CONTACTS)).filter_map(|entry| entry.get("phone")?.as_str());
    let digits: Vec<String> = numbers
        .iter()
        .copied()
        .chain(contacts)
        .map(phone::search_digits)
        .collect();
    let facts = CustomerFacts {
        name: record.text(customer::NAME).to_owned(),
        code: record.text(customer::CODE).to_owned(),
        phone: numbers
            .first()
            .map(|number| phone::display(number))
            .unwrap_or_default(),
        branch: record.home.clone().unwrap_or_default(),
        size: record.text(customer::SIZE).to_owned(),
        external_code: record.text(customer::EXTERNAL_CODE).to_owned(),
        birthday: record.text(customer::BIRTHDAY).to_owned(),
        troubled: record.get(customer::TROUBLED) == &Value::Bool(true),
        name_missing: record.get(customer::NAME_MISSING) == &Value::Bool(true),
        digits: digits.join(" "),
        shared: record.shared.iter().cloned().collect(),
    };
    (
        Detail::Customer(Box::new(facts)),
        duplicates::phone_keys(&record.fields).into_iter().collect(),
    )
}

fn vehicle_facts(record: &Record) -> (Detail, Vec<String>) {
    let keys = duplicates::plate_key(&record.fields).into_iter().collect();
    (
        Detail::Vehicle(record.text(vehicle::PLATE).to_owned()),
        keys,
    )
}

fn interaction_facts(record: &Record) -> InteractionFacts {
    let is_open = matches!(record.text(interaction::NEXT_STATE), "" | "open");
    let next_on = if is_open {
        record.text(interaction::NEXT_ON)
    } else {
        ""
    };
    InteractionFacts {
        happened_ms: record
            .get(interaction::HAPPENED_AT)
            .as_i64()
            .unwrap_or(record.created_ms),
        subject: record.text(interaction::SUBJECT).to_owned(),
        next_step: record.text(interaction::NEXT_STEP).to_owned(),
        next_on: next_on.to_owned(),
    }
}

fn complaint_facts(record: &Record) -> ComplaintFacts {
    ComplaintFacts {
        code: record.text(complaint::CODE).to_owned(),
        subject: record.text(complaint::SUBJECT).to_owned(),
        kind: record.text(complaint::TYPE).to_owned(),
        department: record.text(complaint::DEPARTMENT).to_owned(),
        severity: record.text(complaint::SEVERITY).to_owned(),
        state: progress::State::of(&record.fields),
        due_ms: record.get(complaint::DUE_AT).as_i64(),
        assignee: record.text(complaint::ASSIGNEE).to_owned(),
        waiting_reason: record.text(complaint::WAITING_REASON).to_owned(),
        vehicle: record.text(complaint::VEHICLE).to_owned(),
        created_ms: record.created_ms,
    }
}

fn map_values(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_object().into_iter().flat_map(|map| map.values())
}

impl CustomerFacts {
    /// Everything that search compares, folded.
    pub fn haystack(&self, plates: &[&str]) -> String {
        let mut text = name::fold(&self.name);
        for part in [&self.code, &self.external_code]
            .into_iter()
            .filter(|part| !part.is_empty())
        {
            text.push('\n');
            text.push_str(&name::fold(part));
            text.push('\n');
            text.push_str(&part.to_lowercase());
        }
        for plate in plates {
            text.push('\n');
            text.push_str(&domain::plate::key(plate).to_lowercase());
            text.push('\n');
            text.push_str(&name::fold(plate));
        }
        text.push('\n');
        text.push_str(&self.digits);
        text
    }
}
