//! Orders from a file into the book, batch by batch, each document at most once.

use std::collections::{BTreeMap, HashMap};

use domain::import::order::{walk_in_fields, walk_in_identity};
use domain::import::{Target, identity, read_row};
use domain::kinds::{customer, order};
use domain::money::Amount;
use domain::order::Type;
use domain::validate::Problem;
use serde_json::Value;
use sync::change::Op;
use sync::record::Fields;
use sync::replica::Edit;

use crate::order_file::{Batch, MadeOrder};
use crate::platform::ids;
use crate::store::{SaveError, Store};

/// Documents that a report names.
const MOST_NAMED: usize = 200;

/// Where orders go, and what they are known by.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderJob {
    /// Id of the branch that gets them.
    pub branch: String,
    /// Name of the system that they come from.
    pub source: String,
    /// Id of this import.
    pub run: String,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderFate {
    /// An order was made of it, in this run.
    Created,
    /// It was archived and was taken back.
    Restored,
    /// It was there already, the same.
    Existing,
    /// It was there already and comes to something else; it was left as it is.
    Different,
    /// It can be no order.
    Failed,
}

impl OrderFate {
    /// All fates in the order in which a report names them.
    pub const ALL: [Self; 5] = [
        Self::Created,
        Self::Restored,
        Self::Existing,
        Self::Different,
        Self::Failed,
    ];

    /// Stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Restored => "restored",
            Self::Existing => "existing",
            Self::Different => "different",
            Self::Failed => "failed",
        }
    }
}

/// How much has met one fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OrderCount {
    /// Documents.
    pub documents: usize,
    /// Their lines.
    pub lines: usize,
    /// What they come to, returns below nothing.
    pub net: Amount,
}

/// What became of all documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OrderReport {
    /// How much has met each fate.
    pub counts: BTreeMap<OrderFate, OrderCount>,
    /// Customers that were made for the orders.
    pub customers: usize,
    /// Numbers of documents that need somebody, and why.
    pub named: Vec<(String, OrderFate, Vec<Problem>)>,
    /// Kinds and ids of archived records that were taken back, once all documents were looked at.
    restored: Vec<(&'static str, String)>,
}

impl OrderReport {
    /// How much has met a fate.
    pub fn count(&self, fate: OrderFate) -> OrderCount {
        self.counts.get(&fate).copied().unwrap_or_default()
    }

    fn add(&mut self, made: &MadeOrder, fate: OrderFate, problems: Vec<Problem>) {
        let count = self.counts.entry(fate).or_default();
        count.documents += 1;
        count.lines += made.lines;
        count.net = count.net + made.net;
        let needs_somebody = matches!(fate, OrderFate::Different | OrderFate::Failed);
        if needs_somebody && self.named.len() < MOST_NAMED {
            self.named.push((made.document.clone(), fate, problems));
        }
    }
}

/// An import under way.
pub struct OrderImport {
    store: Store,
    job: OrderJob,
    company: String,
    /// Customers of the branch by code, each with whether it is archived.
    codes: HashMap<String, (String, bool)>,
    /// What became of the documents so far.
    pub report: OrderReport,
    restored: Vec<(&'static str, String)>,
}

/// A document with what is to become of it.
struct Planned {
    made: MadeOrder,
    fate: OrderFate,
    problems: Vec<Problem>,
}

impl Planned {
    fn of(made: MadeOrder, fate: OrderFate) -> Self {
        Self {
            made,
            fate,
            problems: Vec::new(),
        }
    }
}

impl OrderImport {
    /// Begins.
    pub fn new(store: Store, job: OrderJob) -> Self {
        let company = store.index(|index| index.settings.id.clone());
        let codes = store.index(|index| index.customers_by_code(&job.branch));
        Self {
            store,
            job,
            company,
            codes,
            report: OrderReport::default(),
            restored: Vec::new(),
        }
    }

    /// The report of the whole file, with what can be taken back.
    pub fn finish(self) -> OrderReport {
        OrderReport {
            restored: self.restored,
            ..self.report
        }
    }

    /// Saves a batch. When it returns, everything in the report is on the device.
    pub async fn take(&mut self, batch: Batch) -> Result<(), SaveError> {
        let mut edits = Vec::new();
        let mut planned = Vec::new();
        for made in batch.orders {
            planned.push(self.plan(made, &mut edits));
        }
        if !edits.is_empty() {
            self.store.save(edits).await?;
        }
        for Planned {
            made,
            fate,
            problems,
        } in planned
        {
            self.report.add(&made, fate, problems);
        }
        Ok(())
    }

    fn plan(&mut self, mut made: MadeOrder, edits: &mut Vec<Edit>) -> Planned {
        let id = self.id_of(&made.identity);
        if let Some(fate) = self.fate(&id, &made) {
            if fate == OrderFate::Restored {
                // The customer may have been put away together with the order.
                self.customer(made.customer.as_deref(), edits);
                self.restore(order::KIND, &id, edits);
            }
            return Planned::of(made, fate);
        }
        match std::mem::replace(&mut made.fields, Err(Vec::new())) {
            Ok(fields) => {
                let customer = self.customer(made.customer.as_deref(), edits);
                edits.push(create(&id, fields, customer));
                Planned::of(made, OrderFate::Created)
            }
            Err(problems) => Planned {
                problems,
                ..Planned::of(made, OrderFate::Failed)
            },
        }
    }

    /// What is to become of a document that is there already; none for a new one.
    fn fate(&self, id: &str, made: &MadeOrder) -> Option<OrderFate> {
        // An order says what came back, and not what that adds to sales.
        let net = match made.order_type {
            Type::Return => -made.net,
            _ => made.net,
        };
        self.store.index(|index| {
            let known = index.imported_order(id)?;
            Some(if known.archived {
                OrderFate::Restored
            } else if known.net != net {
                OrderFate::Different
            } else if known.run == self.job.run {
                // Made before this import was interrupted.
                OrderFate::Created
            } else {
                OrderFate::Existing
            })
        })
    }

    /// Id of the customer with a code, who is made or taken back where needed.
    fn customer(&mut self, code: Option<&str>, edits: &mut Vec<Edit>) -> String {
        // The customer of orders without one has no code, so the empty one is free.
        let key = code.unwrap_or_default();
        let own = self.customer_id(code);
        let known = self.codes.get(key).cloned().or_else(|| self.look_up(&own));
        let id = match known {
            Some((id, false)) => id,
            Some((id, true)) => {
                self.restore(customer::KIND, &id, edits);
                id
            }
            None => {
                let home = Some(self.job.branch.clone());
                let edit = Edit::new(Op::Create { home }, customer::KIND, &own);
                edits.push(edit.with(self.customer_fields(code)));
                self.report.customers += 1;
                own
            }
        };
        self.codes.insert(key.to_owned(), (id.clone(), false));
        id
    }

    /// Id of the customer that an import makes of a code.
    fn customer_id(&self, code: Option<&str>) -> String {
        match code {
            Some(code) => self.id_of(&format!("code:{code}")),
            None => ids::id_of(&[&walk_in_identity(&self.company, &self.job.branch)]),
        }
    }

    fn look_up(&self, id: &str) -> Option<(String, bool)> {
        self.store.index(|index| {
            let row = index.customer(id)?;
            Some((row.id.clone(), row.archived))
        })
    }

    fn customer_fields(&self, code: Option<&str>) -> Fields {
        let Some(code) = code else {
            return walk_in_fields(&self.job.run);
        };
        let row = read_row(&[Target::ExternalCode], &[code], &self.job.run);
        row.map(|row| row.customer).unwrap_or_default()
    }

    fn restore(&mut self, kind: &'static str, id: &str, edits: &mut Vec<Edit>) {
        edits.push(Edit::new(Op::Restore, kind, id));
        self.restored.push((kind, id.to_owned()));
    }

    fn id_of(&self, key: &str) -> String {
        let OrderJob { branch, source, .. } = &self.job;
        ids::id_of(&[&identity(&self.company, branch, source, key)])
    }
}

impl Store {
    /// Puts away everything that an import made or took back, so that the book is as it was
    /// before. `progress` hears how many records of how many are done. Answers how many there were.
    pub async fn undo_orders(
        &self,
        run: &str,
        report: &OrderReport,
        progress: impl Fn(usize, usize),
    ) -> Result<usize, SaveError> {
        let made = self.index(|index| index.imported(run));
        let orders = made.orders.into_iter().map(|id| (order::KIND, id));
        let customers = made.customers.into_iter().map(|id| (customer::KIND, id));
        let mut all: Vec<(&str, String)> = orders.chain(report.restored.iter().cloned()).collect();
        all.extend(customers);
        self.archive_all(&all, progress).await
    }
}

fn create(id: &str, mut fields: Fields, customer: String) -> Edit {
    fields.insert(order::CUSTOMER.to_owned(), Value::from(customer));
    Edit::new(Op::Create { home: None }, order::KIND, id).with(fields)
}
