//! What the index keeps of one record. It lies on the device as the record's digest, so that the
//! index is made without decoding records; names are short because there are tens of thousands.

use std::sync::Arc;

use domain::kinds::{
    branch, complaint, customer, interaction, invoice, order, payment, payment_promise, product,
    product_cost, staff, vehicle,
};
use domain::money::UnitPrice;
use domain::{complaint as progress, duplicates, name, phone};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sync::record::Record;
use sync::replica::Digest;

use super::account::AccountFacts;
use super::costs;
pub use super::trade::OrderFacts;
use super::trade::ProductFacts;

/// What the index keeps of one record.
#[derive(Serialize, Deserialize)]
pub struct Facts {
    /// Customer that it follows; none for records with a place of their own.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub root: Option<String>,
    /// Keys under which duplicates are found.
    #[serde(rename = "k", default, skip_serializing_if = "Vec::is_empty")]
    pub keys: Vec<String>,
    /// Open conflicts.
    #[serde(rename = "c", default, skip_serializing_if = "is_none")]
    pub conflicts: u32,
    /// It has unsent changes, which only this device knows.
    #[serde(skip)]
    pub pending: bool,
    /// It is archived.
    #[serde(rename = "a", default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Whoever it is about was erased.
    #[serde(rename = "x", default, skip_serializing_if = "std::ops::Not::not")]
    pub erased: bool,
    /// What depends on the kind.
    #[serde(rename = "d")]
    pub detail: Detail,
}

/// What lies beside the text of each record on the device: its facts as JSON.
pub const DIGEST: Digest = Digest {
    version: 3,
    of: digest,
};

fn digest(doc: &str) -> String {
    let record: Option<Record> = serde_json::from_str(doc).ok();
    let facts = record.map(|record| Facts::of(&record, false));
    facts
        .and_then(|facts| serde_json::to_string(&facts).ok())
        .unwrap_or_default()
}

fn is_none(count: &u32) -> bool {
    *count == 0
}

/// What depends on the kind of record.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Detail {
    /// A customer.
    Customer(Arc<CustomerFacts>),
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
    /// An invoice, a payment or a promise to pay.
    Account(Box<AccountFacts>),
    /// A branch, a staff member or the settings.
    Company(Box<Record>),
    /// Anything else.
    Other,
}

/// A customer.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct CustomerFacts {
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    #[serde(rename = "p", default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    #[serde(rename = "b", default, skip_serializing_if = "String::is_empty")]
    pub branch: String,
    #[serde(rename = "z", default, skip_serializing_if = "String::is_empty")]
    pub size: String,
    #[serde(rename = "e", default, skip_serializing_if = "String::is_empty")]
    pub external_code: String,
    #[serde(rename = "y", default, skip_serializing_if = "String::is_empty")]
    pub birthday: String,
    #[serde(rename = "t", default, skip_serializing_if = "std::ops::Not::not")]
    pub troubled: bool,
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    pub name_missing: bool,
    /// Digits of all phones, separated by spaces.
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    pub digits: String,
    #[serde(rename = "s", default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<String>,
    /// Id of the import run that made it.
    #[serde(rename = "i", default, skip_serializing_if = "String::is_empty")]
    pub import: String,
    /// Name and codes as search compares them, the name first.
    #[serde(rename = "f", default, skip_serializing_if = "String::is_empty")]
    pub folded: String,
}

/// A contact with the customer.
#[derive(Serialize, Deserialize)]
pub struct InteractionFacts {
    #[serde(rename = "h")]
    pub happened_ms: i64,
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    #[serde(rename = "n", default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// Day of an open next step; empty without one.
    #[serde(rename = "o", default, skip_serializing_if = "String::is_empty")]
    pub next_on: String,
}

/// A complaint.
#[derive(Serialize, Deserialize)]
pub struct ComplaintFacts {
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    #[serde(rename = "k", default, skip_serializing_if = "String::is_empty")]
    pub kind: String,
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    #[serde(rename = "v", default, skip_serializing_if = "String::is_empty")]
    pub severity: String,
    #[serde(rename = "t")]
    pub state: progress::State,
    #[serde(rename = "u", default, skip_serializing_if = "Option::is_none")]
    pub due_ms: Option<i64>,
    #[serde(rename = "a", default, skip_serializing_if = "String::is_empty")]
    pub assignee: String,
    #[serde(rename = "w", default, skip_serializing_if = "String::is_empty")]
    pub waiting_reason: String,
    #[serde(rename = "e", default, skip_serializing_if = "String::is_empty")]
    pub vehicle: String,
    #[serde(rename = "m")]
    pub created_ms: i64,
}

impl Facts {
    /// Reads them from a record as it is shown.
    pub fn of(record: &Record, pending: bool) -> Self {
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
            invoice::KIND | payment::KIND | payment_promise::KIND => {
                (AccountFacts::of(record), vec![])
            }
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
            pending,
            archived: record.archived,
            erased: record.erased_ms.is_some(),
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
        import: record.text(customer::IMPORT).to_owned(),
        folded: folded(
            [customer::NAME, customer::CODE, customer::EXTERNAL_CODE].map(|name| record.text(name)),
        ),
    };
    (
        Detail::Customer(Arc::new(facts)),
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

/// Folding is slow beside reading a digest, so that the digest holds what comes of it.
fn folded([name, codes @ ..]: [&str; 3]) -> String {
    let mut text = name::fold(name);
    for code in codes.into_iter().filter(|code| !code.is_empty()) {
        text.push('\n');
        text.push_str(&name::fold(code));
        text.push('\n');
        text.push_str(&code.to_lowercase());
    }
    text
}

impl CustomerFacts {
    /// The name as lists are sorted by it.
    pub fn sort_key(&self) -> &str {
        self.folded.split('\n').next().unwrap_or_default()
    }

    /// Everything that search compares, folded.
    pub fn haystack(&self, plates: &[&str]) -> String {
        let mut text = self.folded.clone();
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
