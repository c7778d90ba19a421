//! The slim index in memory: what lists, counts and search need, without decoding records.

mod company;
mod facts;
mod rows;
mod search;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sync::record::Record;

pub use company::{Branch, Settings, StaffMember};
pub use rows::{ComplaintRow, CustomerRow, DueRow};
pub use search::{Counts, View};

use facts::Facts;

/// Facts about every record, and the sorted rows made from them.
#[derive(Default)]
pub struct Index {
    /// All customers by name.
    pub customers: Vec<CustomerRow>,
    /// All complaints, latest first.
    pub complaints: Vec<ComplaintRow>,
    /// Open next steps by date.
    pub due: Vec<DueRow>,
    /// Branches by name.
    pub branches: Vec<Branch>,
    /// Staff by name.
    pub staff: Vec<StaffMember>,
    /// The company's settings.
    pub settings: Settings,
    positions: HashMap<String, usize>,
    facts: HashMap<String, Facts>,
    children: HashMap<String, BTreeSet<String>>,
    holders: HashMap<String, BTreeSet<String>>,
    revision: u64,
}

/// A record with what only this device knows about it.
pub struct Known {
    /// The record as shown.
    pub record: Record,
    /// It has unsent changes.
    pub pending: bool,
}

impl Index {
    /// Everything anew.
    pub fn build(all: impl IntoIterator<Item = Known>, now_ms: i64) -> Self {
        let mut index = Self::default();
        let ids = all.into_iter().map(|known| index.take(known)).collect();
        index.refresh(&ids, now_ms);
        index
    }

    /// Follows changed records; those without a record are gone.
    pub fn update(&mut self, changed: Vec<(String, Option<Known>)>, now_ms: i64) {
        let mut roots = BTreeSet::new();
        for (id, known) in changed {
            roots.extend(self.forget(&id));
            if let Some(known) = known {
                roots.insert(self.take(known));
            }
        }
        self.refresh(&roots, now_ms);
    }

    /// The row of a customer.
    pub fn customer(&self, id: &str) -> Option<&CustomerRow> {
        self.customers.get(*self.positions.get(id)?)
    }

    /// Ids of the records that follow a customer.
    pub fn follows(&self, customer: &str) -> Vec<String> {
        self.children
            .get(customer)
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }

    /// Ids of customers with this normalised phone or plate key.
    pub fn holders_of(&self, key: &str) -> Vec<String> {
        self.holders
            .get(key)
            .into_iter()
            .flatten()
            .cloned()
            .collect()
    }

    /// How many conflicts wait for a decision, over all records.
    pub fn conflicts(&self) -> usize {
        self.facts
            .values()
            .map(|facts| facts.conflicts as usize)
            .sum()
    }

    /// Ids of records with conflicts.
    pub fn conflicting(&self) -> Vec<String> {
        let has = self.facts.iter().filter(|(_, facts)| facts.conflicts > 0);
        let mut ids: Vec<String> = has.map(|(id, _)| id.clone()).collect();
        ids.sort();
        ids
    }

    /// Remembers facts; answers which customer's row they belong to.
    fn take(&mut self, known: Known) -> String {
        let facts = Facts::of(&known);
        let id = known.record.id;
        let root = facts.root.clone().unwrap_or_else(|| id.clone());
        if facts.root.is_some() {
            self.children
                .entry(root.clone())
                .or_default()
                .insert(id.clone());
        }
        for key in &facts.keys {
            self.holders
                .entry(key.clone())
                .or_default()
                .insert(root.clone());
        }
        self.facts.insert(id, facts);
        root
    }

    fn forget(&mut self, id: &str) -> Option<String> {
        let facts = self.facts.remove(id)?;
        let root = facts.root.clone().unwrap_or_else(|| id.to_owned());
        if let Some(children) = self.children.get_mut(&root) {
            children.remove(id);
        }
        for key in &facts.keys {
            if let Some(holders) = self.holders.get_mut(key) {
                holders.remove(&root);
            }
        }
        Some(root)
    }

    /// Makes the rows of these customers anew, and the lists that hang on them.
    fn refresh(&mut self, roots: &BTreeSet<String>, now_ms: i64) {
        self.refresh_company();
        let mut rows: BTreeMap<&str, Option<CustomerRow>> = BTreeMap::new();
        for root in roots {
            self.revision += 1;
            rows.insert(root, self.customer_row(root, now_ms));
        }
        let kept = std::mem::take(&mut self.customers);
        let kept = kept
            .into_iter()
            .filter(|row| !rows.contains_key(row.id.as_str()));
        let mut customers: Vec<CustomerRow> = kept.collect();
        customers.extend(rows.into_values().flatten());
        customers.sort_by(|a, b| (&a.sort_key, &a.id).cmp(&(&b.sort_key, &b.id)));
        let numbered = customers.iter().enumerate();
        self.positions = numbered.map(|(at, row)| (row.id.clone(), at)).collect();
        self.customers = customers;
        self.complaints = self.complaint_rows();
        self.due = self.due_rows();
    }
}
