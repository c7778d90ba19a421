//! Rows for lists, made from facts.
#![allow(
    missing_docs,
    reason = "fields are named after those of the kinds in domain"
)]

use std::ops::Deref;
use std::sync::Arc;

use domain::customer::{Standing, standing};

use serde::{Deserialize, Serialize};

use super::Index;
use super::facts::{ComplaintFacts, CustomerFacts, Detail, Facts, InteractionFacts};

/// A customer in a list: their own facts, which the index holds once, and what follows from those of
/// the records that follow them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CustomerRow {
    pub id: Arc<str>,
    customer: Arc<CustomerFacts>,
    /// First plate.
    pub plate: String,
    pub standing: Standing,
    /// They usually pay after the due day, or broke a promise to pay.
    pub pays_late: bool,
    pub archived: bool,
    /// Last contact with the customer.
    pub last_seen_ms: Option<i64>,
    /// Subject of that contact.
    pub last_subject: String,
    /// Day of the earliest open next step.
    pub due: Option<String>,
    pub open_complaints: u32,
    /// It, or a record that follows it, has unsent changes.
    pub pending: bool,
    pub conflicts: u32,
    /// Changes whenever the row was made anew.
    pub version_key: u64,
}

impl Deref for CustomerRow {
    type Target = CustomerFacts;

    fn deref(&self) -> &CustomerFacts {
        &self.customer
    }
}

/// A complaint in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ComplaintRow {
    pub id: String,
    pub code: String,
    pub subject: String,
    pub customer: String,
    pub customer_name: String,
    pub plate: String,
    /// Id of the home branch of the customer.
    pub branch: String,
    pub department: String,
    pub severity: String,
    /// Question, complaint or suggestion.
    pub kind: String,
    pub state: domain::complaint::State,
    pub due_ms: Option<i64>,
    pub assignee: String,
    pub waiting_reason: String,
    pub archived: bool,
    pub pending: bool,
    pub conflicts: u32,
    pub created_ms: i64,
    /// Changes whenever the row was made anew.
    pub version_key: u64,
}

/// An open next step.
#[derive(Debug, Clone, PartialEq)]
pub struct DueRow {
    pub interaction: String,
    pub customer: String,
    pub customer_name: String,
    /// Id of the home branch of the customer.
    pub branch: String,
    /// Day, `2026-11-23`.
    pub next_on: String,
    pub next_step: String,
    pub subject: String,
    pub pending: bool,
    /// Changes whenever the row was made anew.
    pub version_key: u64,
}

impl CustomerRow {
    /// What customers are sorted by.
    pub(crate) fn order(&self) -> (&str, &str) {
        (self.sort_key(), &self.id)
    }

    /// Whether a branch has them, at home or shared; any branch where none is named.
    pub(crate) fn is_of(&self, branch: Option<&str>) -> bool {
        branch.is_none_or(|branch| self.branches().any(|other| other == branch))
    }

    /// The branches that have them, at home or shared, each once.
    pub(crate) fn branches(&self) -> impl Iterator<Item = &String> {
        let others = self.shared.iter().filter(|other| **other != self.branch);
        std::iter::once(&self.branch).chain(others)
    }
}

impl Index {
    pub(crate) fn customer_row(&self, id: &str) -> Option<CustomerRow> {
        let (id, facts) = self.facts.get_key_value(id)?;
        if facts.erased {
            return None;
        }
        let Detail::Customer(customer) = &facts.detail else {
            return None;
        };
        let children: Vec<(&Arc<str>, &Facts)> = self.followers(id).collect();
        let all_live = || {
            children
                .iter()
                .copied()
                .filter(|(_, child)| !child.archived)
        };
        let live = || all_live().map(|(_, child)| child);
        let contacts = all_live().filter_map(|(id, child)| Some((id, interaction(child)?)));
        let contact = contacts.max_by_key(|(id, contact)| (contact.happened_ms, *id));
        let contact = contact.map(|(_, contact)| contact);
        let plates = all_live().filter_map(|(id, child)| Some((id, plate(child)?)));
        let last_seen_ms = contact.map(|contact| contact.happened_ms);
        let bought_ms = live().filter_map(bought_ms).max();
        let due = live()
            .filter_map(interaction)
            .filter(|step| !step.next_on.is_empty());
        let open = live().filter(|child| is_open_complaint(child)).count();
        let months = self.settings.active_months;
        Some(CustomerRow {
            id: id.clone(),
            customer: customer.clone(),
            plate: plates
                .min()
                .map_or_else(String::new, |(_, plate)| plate.to_owned()),
            standing: standing(
                last_seen_ms.max(bought_ms),
                self.now.ms,
                months,
                customer.troubled,
            ),
            archived: facts.archived,
            last_seen_ms,
            last_subject: contact
                .map(|contact| contact.subject.clone())
                .unwrap_or_default(),
            due: due.map(|step| step.next_on.clone()).min(),
            open_complaints: u32::try_from(open).unwrap_or(u32::MAX),
            pays_late: self.pays_late(all_live()),
            pending: facts.pending || children.iter().any(|(_, child)| child.pending),
            conflicts: facts.conflicts
                + children
                    .iter()
                    .map(|(_, child)| child.conflicts)
                    .sum::<u32>(),
            version_key: self.revision,
        })
    }

    /// What search compares of a customer and their vehicles.
    pub(crate) fn found_by(&self, row: &CustomerRow) -> String {
        let live = self.followers(&row.id).filter(|(_, facts)| !facts.archived);
        let plates: Vec<&str> = live.filter_map(|(_, facts)| plate(facts)).collect();
        row.customer.haystack(&plates)
    }

    fn followers(&self, id: &str) -> impl Iterator<Item = (&Arc<str>, &Facts)> {
        let ids = self.children.get(id).into_iter().flatten();
        ids.filter_map(|id| self.facts.get_key_value(id))
    }

    pub(crate) fn complaint_rows(&self) -> Vec<ComplaintRow> {
        let mut rows: Vec<ComplaintRow> = self
            .facts
            .iter()
            .filter(|(_, facts)| !facts.erased)
            .filter_map(|(id, facts)| match &facts.detail {
                Detail::Complaint(complaint) => Some(self.complaint_row(id, facts, complaint)),
                _ => None,
            })
            .collect();
        rows.sort_by(|a, b| (b.created_ms, &b.id).cmp(&(a.created_ms, &a.id)));
        rows
    }

    fn complaint_row(&self, id: &str, facts: &Facts, complaint: &ComplaintFacts) -> ComplaintRow {
        let root = facts.root.clone().unwrap_or_default();
        let customer = self.customer(&root);
        let vehicle = self
            .facts
            .get(complaint.vehicle.as_str())
            .and_then(plate)
            .map(str::to_owned);
        let first_plate = || customer.map(|row| row.plate.clone()).unwrap_or_default();
        ComplaintRow {
            id: id.to_owned(),
            code: complaint.code.clone(),
            subject: complaint.subject.clone(),
            customer_name: customer.map(|row| row.name.clone()).unwrap_or_default(),
            branch: customer.map(|row| row.branch.clone()).unwrap_or_default(),
            plate: vehicle.unwrap_or_else(first_plate),
            customer: root,
            department: complaint.department.clone(),
            severity: complaint.severity.clone(),
            kind: complaint.kind.clone(),
            state: complaint.state,
            due_ms: complaint.due_ms,
            assignee: complaint.assignee.clone(),
            waiting_reason: complaint.waiting_reason.clone(),
            archived: facts.archived,
            pending: facts.pending,
            conflicts: facts.conflicts,
            created_ms: complaint.created_ms,
            version_key: self.revision,
        }
    }

    pub(crate) fn due_rows(&self) -> Vec<DueRow> {
        let mut rows: Vec<DueRow> = self
            .facts
            .iter()
            .filter(|(_, facts)| !facts.archived)
            .filter_map(|(id, facts)| self.due_row(id, facts))
            .collect();
        rows.sort_by(|a, b| {
            (&a.next_on, &a.customer_name, &a.interaction).cmp(&(
                &b.next_on,
                &b.customer_name,
                &b.interaction,
            ))
        });
        rows
    }

    fn due_row(&self, id: &str, facts: &Facts) -> Option<DueRow> {
        let step = interaction(facts).filter(|step| !step.next_on.is_empty())?;
        let customer = self.customer(facts.root.as_deref()?)?;
        if customer.archived || customer.troubled {
            return None;
        }
        Some(DueRow {
            interaction: id.to_owned(),
            customer: customer.id.to_string(),
            customer_name: customer.name.clone(),
            branch: customer.branch.clone(),
            next_on: step.next_on.clone(),
            next_step: step.next_step.clone(),
            subject: step.subject.clone(),
            pending: facts.pending,
            version_key: self.revision,
        })
    }
}

fn interaction(facts: &Facts) -> Option<&InteractionFacts> {
    match &facts.detail {
        Detail::Interaction(contact) => Some(contact),
        _ => None,
    }
}

fn bought_ms(facts: &Facts) -> Option<i64> {
    match &facts.detail {
        Detail::Order(order) => order.seen_ms(),
        _ => None,
    }
}

fn plate(facts: &Facts) -> Option<&str> {
    match &facts.detail {
        Detail::Vehicle(plate) if !plate.is_empty() => Some(plate),
        _ => None,
    }
}

fn is_open_complaint(facts: &Facts) -> bool {
    matches!(&facts.detail, Detail::Complaint(complaint) if complaint.state.is_open())
}
