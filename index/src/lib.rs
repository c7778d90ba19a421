//! The slim index in memory: what lists, counts and search need, without decoding records.

mod account;
mod again;
mod company;
mod costs;
mod facts;
mod front;
mod haystack;
mod imported;
mod rows;
mod search;
mod tally;
mod trade;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use sync::record::Record;

pub use again::ReorderRow;
pub use company::{Branch, Settings, StaffMember};
pub use costs::ProductCost;
pub use imported::Imported;
pub use rows::{ComplaintRow, CustomerRow, DueRow};
pub use search::{Counts, View};
pub use tally::ViewCounts;
pub use trade::{OrderFilter, OrderRow, OrderView, ProductRow};

pub use facts::DIGEST;
use facts::{Detail, Facts};
pub use front::Front;
use haystack::Haystack;
use tally::Tally;

/// Facts about every record, and the sorted rows made from them.
#[derive(Default)]
pub struct Index {
    /// All customers by name.
    pub customers: Vec<Rc<CustomerRow>>,
    /// All complaints, latest first.
    pub complaints: Vec<ComplaintRow>,
    /// Open next steps by date.
    pub due: Vec<DueRow>,
    /// All products by name.
    pub products: Vec<ProductRow>,
    /// Branches by name.
    pub branches: Vec<Branch>,
    /// Staff by name.
    pub staff: Vec<StaffMember>,
    /// The company's settings.
    pub settings: Settings,
    orders: OnceCell<Vec<OrderRow>>,
    /// Of [`Index::customers`].
    haystack: OnceCell<Haystack>,
    /// Of [`Index::customers`].
    tally: Tally,
    costs: FxHashMap<String, ProductCost>,
    rows: FxHashMap<Arc<str>, Rc<CustomerRow>>,
    stale: Stale,
    facts: FxHashMap<Arc<str>, Facts>,
    children: FxHashMap<Arc<str>, Vec<Arc<str>>>,
    /// Customers by key, each as often as records that follow them have it.
    holders: FxHashMap<String, Vec<Arc<str>>>,
    revision: u64,
    now: Now,
}

/// The moment for which rows are made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds.
    pub ms: i64,
    /// The day that it is for the person, `2026-11-23`.
    pub day: String,
}

/// Which lists no longer fit the facts.
#[derive(Default)]
struct Stale {
    company: bool,
    complaints: bool,
    due: bool,
    products: bool,
    costs: bool,
    orders: bool,
}

impl Stale {
    fn note(&mut self, detail: &Detail) {
        match detail {
            Detail::Company(_) => self.company = true,
            Detail::Vehicle(_) | Detail::Complaint(_) => self.complaints = true,
            Detail::Interaction(_) => self.due = true,
            // Both lists show the customer's name.
            Detail::Customer(_) => (self.complaints, self.due) = (true, true),
            Detail::Product(_) => self.products = true,
            Detail::Cost { .. } => self.costs = true,
            Detail::Order(_) => self.orders = true,
            Detail::Account(_) | Detail::Other => {}
        }
    }
}

/// A record as the index takes it in.
pub struct Known {
    id: Arc<str>,
    facts: Facts,
}

impl Known {
    /// A record as shown, and whether it has unsent changes.
    pub fn of(record: &Record, pending: bool) -> Self {
        Self {
            id: record.id.as_str().into(),
            facts: Facts::of(record, pending),
        }
    }

    /// What the digest of a record says; none for one that no version of the app made.
    pub fn read(id: Arc<str>, digest: &str) -> Option<Self> {
        Some(Self {
            id,
            facts: serde_json::from_str(digest).ok()?,
        })
    }
}

impl Index {
    /// Everything anew. The versions of rows go on, as lists tell by them which to draw anew.
    pub fn rebuilt(&self, all: impl IntoIterator<Item = Known>, now: Now) -> Self {
        let mut index = Self {
            now,
            revision: self.revision,
            ..Self::default()
        };
        for known in all {
            index.take(known);
        }
        index.refresh(None);
        index
    }

    /// Follows changed records; those without a record are gone.
    pub fn update(&mut self, changed: Vec<(String, Option<Known>)>, now: Now) {
        self.turn(&now);
        self.now = now;
        let mut roots = BTreeSet::new();
        for (id, known) in changed {
            roots.extend(self.forget(&id));
            if let Some(known) = known {
                roots.insert(self.take(known));
            }
        }
        self.refresh(Some(&roots));
    }

    /// Makes the rows of customers anew where it is another day than when they were made, and
    /// returns whether it was: with the day it changes who is active and whose promise is broken.
    pub fn turn(&mut self, now: &Now) -> bool {
        let is_another = self.now.day != now.day;
        if is_another {
            self.now = now.clone();
            self.replace_all_rows();
        }
        is_another
    }

    /// The row of a customer.
    pub fn customer(&self, id: &str) -> Option<&CustomerRow> {
        self.rows.get(id).map(Rc::as_ref)
    }

    /// Whether whoever a record is about was erased.
    pub fn is_erased(&self, id: &str) -> bool {
        self.facts.get(id).is_some_and(|facts| facts.erased)
    }

    /// Ids of all records of people who were erased.
    pub fn erased(&self) -> Vec<String> {
        let erased = self.facts.iter().filter(|(_, facts)| facts.erased);
        erased.map(|(id, _)| id.to_string()).collect()
    }

    /// Id of the home branch of a customer, also of one who was erased.
    pub fn home_of(&self, customer: &str) -> Option<&str> {
        match &self.facts.get(customer)?.detail {
            Detail::Customer(facts) => Some(&facts.branch),
            _ => None,
        }
    }

    /// Ids of the records that follow a customer, without their orders: of those there may be
    /// thousands, see [`Index::orders_of`].
    pub fn follows(&self, customer: &str) -> Vec<String> {
        let is_order = |id: &Arc<str>| {
            let facts = self.facts.get(id);
            facts.is_some_and(|facts| matches!(facts.detail, Detail::Order(_)))
        };
        let followers = self.children.get(customer).into_iter().flatten();
        let followers = followers.filter(|id| !is_order(id));
        let mut found: Vec<String> = followers.map(ToString::to_string).collect();
        found.sort_unstable();
        found
    }

    /// Ids of customers with this normalised phone or plate key.
    pub fn holders_of(&self, key: &str) -> Vec<String> {
        let holders = self.holders.get(key).into_iter().flatten();
        let mut found: Vec<String> = holders.map(ToString::to_string).collect();
        found.sort_unstable();
        found.dedup();
        found
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
        let mut ids: Vec<String> = has.map(|(id, _)| id.to_string()).collect();
        ids.sort();
        ids
    }

    /// Remembers facts; answers which customer's row they belong to.
    fn take(&mut self, known: Known) -> Arc<str> {
        let Known { id, facts } = known;
        self.stale.note(&facts.detail);
        let root = facts.root.as_deref().map_or_else(|| id.clone(), Arc::from);
        if facts.root.is_some() {
            let children = self.children.entry(root.clone()).or_default();
            children.push(id.clone());
        }
        for key in &facts.keys {
            let holders = self.holders.entry(key.clone()).or_default();
            holders.push(root.clone());
        }
        self.facts.insert(id, facts);
        root
    }

    fn forget(&mut self, id: &str) -> Option<Arc<str>> {
        let facts = self.facts.remove(id)?;
        self.stale.note(&facts.detail);
        let root: Arc<str> = facts.root.as_deref().unwrap_or(id).into();
        if let Some(children) = self.children.get_mut(&root)
            && let Some(at) = children.iter().position(|child| **child == *id)
        {
            children.swap_remove(at);
        }
        for key in &facts.keys {
            if let Some(holders) = self.holders.get_mut(key) {
                let at = holders.iter().position(|holder| *holder == root);
                at.map(|at| holders.swap_remove(at));
            }
        }
        Some(root)
    }

    /// Makes the rows of these customers anew, or of all, and the lists that hang on what changed.
    fn refresh(&mut self, roots: Option<&BTreeSet<Arc<str>>>) {
        let stale = std::mem::take(&mut self.stale);
        let before = (self.settings.active_months, self.settings.currency);
        if stale.company {
            self.refresh_company();
        }
        // Who is active and who pays late depends on the settings.
        let now = (self.settings.active_months, self.settings.currency);
        match roots.filter(|_| now == before) {
            Some(roots) => self.replace_rows(roots),
            None => self.replace_all_rows(),
        }
        if stale.complaints {
            self.complaints = self.complaint_rows();
        }
        if stale.due {
            self.due = self.due_rows();
        }
        if stale.products {
            self.products = self.product_rows();
        }
        if stale.costs {
            self.costs = self.costs_by_product();
        }
        if stale.orders {
            self.orders.take();
        }
    }

    fn replace_all_rows(&mut self) {
        self.revision += 1;
        self.customers.clear();
        self.rows.clear();
        self.tally = Tally::default();
        let rows = self.facts.keys().filter_map(|id| self.customer_row(id));
        self.add_rows(rows.map(Rc::new).collect());
    }

    fn replace_rows(&mut self, ids: &BTreeSet<Arc<str>>) {
        if ids.is_empty() {
            return;
        }
        self.revision += 1;
        self.remove_rows(ids);
        let rows = ids.iter().filter_map(|id| self.customer_row(id));
        self.add_rows(rows.map(Rc::new).collect());
    }

    /// Puts rows of customers who have none in their places among the sorted ones.
    fn add_rows(&mut self, rows: Vec<Rc<CustomerRow>>) {
        self.haystack.take();
        self.rows.reserve(rows.len());
        for row in &rows {
            self.tally.add(row, &self.now.day);
            self.rows.insert(row.id.clone(), row.clone());
        }
        let mut sorted: Vec<_> = rows.iter().map(|row| (row.order(), row)).collect();
        sorted.sort_unstable_by_key(|(order, _)| *order);
        self.insert_sorted(sorted.into_iter().map(|(_, row)| row));
    }

    fn remove_rows(&mut self, ids: &BTreeSet<Arc<str>>) {
        let old = ids.iter().filter_map(|id| self.rows.remove(id));
        let old: Vec<Rc<CustomerRow>> = old.collect();
        for row in &old {
            self.tally.remove(row, &self.now.day);
        }
        let at = |row: &Rc<CustomerRow>| {
            let order = |other: &Rc<CustomerRow>| other.order().cmp(&row.order());
            self.customers.binary_search_by(order).ok()
        };
        let places: BTreeSet<usize> = old.iter().filter_map(at).collect();
        let mut at = 0;
        self.customers.retain(|_| {
            at += 1;
            !places.contains(&(at - 1))
        });
    }

    /// Many at once are merged, as moving everything behind each would take most of the time.
    fn insert_sorted<'a>(&mut self, new: impl ExactSizeIterator<Item = &'a Rc<CustomerRow>>) {
        let mut merged = Vec::with_capacity(self.customers.len() + new.len());
        let mut old = std::mem::take(&mut self.customers).into_iter();
        for row in new {
            let before = count_before(old.as_slice(), row);
            merged.extend(old.by_ref().take(before));
            merged.push(row.clone());
        }
        merged.extend(old);
        self.customers = merged;
    }
}

/// How many of sorted rows stand before a row. Looks in steps that double, as mostly it is few.
fn count_before(rows: &[Rc<CustomerRow>], row: &CustomerRow) -> usize {
    let is_before = |other: &Rc<CustomerRow>| other.order() < row.order();
    let mut end = 1;
    while rows.get(end - 1).is_some_and(is_before) {
        end *= 2;
    }
    let from = end / 2;
    from + rows[from..end.min(rows.len())].partition_point(is_before)
}

#[cfg(test)]
mod tests;
