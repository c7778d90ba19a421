//! Branches, staff and settings, decoded.
#![allow(
    missing_docs,
    reason = "fields are named after those of the kinds in domain"
)]

use std::collections::BTreeSet;

use domain::access::Role;
use domain::kinds::{branch, settings, staff};
use domain::money::Currency;
use serde_json::Value;
use sync::record::{Fields, Record};

use super::Index;
use super::facts::Detail;

/// A branch.
#[derive(Debug, Clone, PartialEq)]
pub struct Branch {
    pub id: String,
    pub name: String,
    /// Three letters.
    pub code: String,
    /// IANA name.
    pub time_zone: String,
    pub active: bool,
}

/// A staff member.
#[derive(Debug, Clone, PartialEq)]
pub struct StaffMember {
    pub id: String,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Ids of their branches.
    pub branches: BTreeSet<String>,
    pub active: bool,
}

/// The company's settings.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Id of the record; empty before there is one.
    pub id: String,
    pub company: String,
    /// A customer seen within so many months is active.
    pub active_months: u32,
    /// Currency of amounts.
    pub currency: Currency,
    /// Everything of the record, for rules that read it themselves.
    pub fields: Fields,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            id: String::new(),
            company: String::new(),
            active_months: default_months(),
            currency: Currency::Idr,
            fields: Fields::new(),
        }
    }
}

fn default_months() -> u32 {
    u32::try_from(settings::DEFAULT_ACTIVE_MONTHS).unwrap_or(12)
}

impl Index {
    pub(crate) fn refresh_company(&mut self) {
        let of = |kind| {
            let records = self.company_records();
            records.filter(move |record| record.kind == kind)
        };
        let mut branches: Vec<Branch> = of(branch::KIND).map(branch).collect();
        let mut staff: Vec<StaffMember> = of(staff::KIND).filter_map(staff_member).collect();
        let settings = of(settings::KIND).next().map(settings).unwrap_or_default();
        branches.sort_by(|a, b| a.name.cmp(&b.name));
        staff.sort_by(|a, b| a.name.cmp(&b.name));
        (self.branches, self.staff, self.settings) = (branches, staff, settings);
    }

    /// The records from which the branches, the staff and the settings are read.
    pub(crate) fn company_records(&self) -> impl Iterator<Item = &Record> {
        self.facts.values().filter_map(|facts| match &facts.detail {
            Detail::Company(record) => Some(record.as_ref()),
            _ => None,
        })
    }
}

fn branch(record: &Record) -> Branch {
    Branch {
        id: record.id.clone(),
        name: record.text(branch::NAME).to_owned(),
        code: record.text(branch::CODE).to_owned(),
        time_zone: record.text(branch::TIME_ZONE).to_owned(),
        active: is_active(record, branch::ACTIVE),
    }
}

fn staff_member(record: &Record) -> Option<StaffMember> {
    let branches = record.get(staff::BRANCHES).as_object();
    Some(StaffMember {
        id: record.id.clone(),
        name: record.text(staff::NAME).to_owned(),
        email: record.text(staff::EMAIL).to_owned(),
        role: serde_json::from_value(record.get(staff::ROLE).clone()).ok()?,
        branches: branches
            .into_iter()
            .flat_map(|map| map.keys().cloned())
            .collect(),
        active: is_active(record, staff::ACTIVE),
    })
}

fn settings(record: &Record) -> Settings {
    let months = record
        .get(settings::ACTIVE_MONTHS)
        .as_u64()
        .and_then(|months| u32::try_from(months).ok());
    Settings {
        id: record.id.clone(),
        company: record.text(settings::COMPANY).to_owned(),
        active_months: months.unwrap_or_else(default_months),
        currency: Currency::from_word(record.text(settings::CURRENCY)).unwrap_or(Currency::Idr),
        fields: record.fields.clone(),
    }
}

fn is_active(record: &Record, field: &str) -> bool {
    record.get(field) != &Value::Bool(false) && !record.archived
}
