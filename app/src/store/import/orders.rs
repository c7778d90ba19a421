//! Orders from a file into the book, batch by batch, each document at most once.

use std::collections::{BTreeMap, HashMap};

use domain::import::order::{walk_in_fields, walk_in_identity};
use domain::import::{Target, identity, read_row};
use domain::kinds::{customer, order};
use domain::money::Amount;
use domain::order::Type;
use domain::validate::{Problem, ProblemCode};
use serde_json::Value;
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::{Edit, rewritable};

use super::OrderRun;
use crate::order_file::{Batch, MadeOrder};
use crate::platform::ids;
use crate::store::{Imported, Index, SaveError, Store};

/// Documents that a report names.
const MOST_NAMED: usize = 200;

/// Documents after which it is written down how far the import has come.
const REMEMBERED_EVERY: usize = 1_000;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OrderFate {
    /// An order was made of it, in this run.
    Created,
    /// It was archived and was taken back, in this run, with what the file says.
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
}

impl OrderReport {
    /// How much has met a fate.
    pub fn count(&self, fate: OrderFate) -> OrderCount {
        self.counts.get(&fate).copied().unwrap_or_default()
    }

    /// Documents that the run made or took back.
    pub fn made(&self) -> usize {
        let fates = [OrderFate::Created, OrderFate::Restored];
        fates.map(|fate| self.count(fate).documents).iter().sum()
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
    run: OrderRun,
    company: String,
    /// Customers of the branch by code, each with whether it is archived.
    codes: HashMap<String, (String, bool)>,
    /// What became of the documents so far.
    pub report: OrderReport,
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
    /// Begins, or goes on with a run that is remembered.
    pub async fn begin(store: Store, run: OrderRun) -> Self {
        store.keep_order_run(&run).await;
        let of_index = |index: &Index| {
            let codes = index.customers_by_code(&run.branch);
            (index.settings.id.clone(), codes, made_before(index, &run))
        };
        let (company, codes, customers) = store.index(of_index);
        let report = OrderReport {
            customers,
            ..OrderReport::default()
        };
        Self {
            store,
            run,
            company,
            codes,
            report,
        }
    }

    /// Saves a batch. When it returns, everything in the report is on the device.
    pub async fn take(&mut self, batch: Batch) -> Result<(), SaveError> {
        let mut edits = Vec::new();
        let mut planned = Vec::new();
        let restored = self.run.restored.len();
        for made in batch.orders {
            planned.push(self.plan(made, &mut edits));
        }
        if self.run.restored.len() > restored {
            // Nothing in the book says who took a record back, so that is written down before.
            self.store.keep_order_run(&self.run).await;
        }
        if !edits.is_empty() {
            self.store.save(edits).await?;
        }
        self.count(planned).await;
        Ok(())
    }

    async fn count(&mut self, planned: Vec<Planned>) {
        let before = self.run.documents / REMEMBERED_EVERY;
        self.run.documents += planned.len();
        for Planned {
            made,
            fate,
            problems,
        } in planned
        {
            self.report.add(&made, fate, problems);
        }
        if self.run.documents / REMEMBERED_EVERY > before {
            self.store.keep_order_run(&self.run).await;
        }
    }

    /// Remembers that it was stopped.
    pub async fn stop(self) {
        self.store.keep_order_run(&self.run).await;
    }

    /// Remembers that it has come to its end, unless there is nothing to take back.
    pub async fn finish(mut self) -> OrderReport {
        self.run.is_whole = true;
        if self.report.made() > 0 {
            self.store.keep_order_run(&self.run).await;
        } else {
            self.store.forget_order_run(&self.run);
        }
        self.report
    }

    fn plan(&mut self, mut made: MadeOrder, edits: &mut Vec<Edit>) -> Planned {
        let id = self.id_of(&made.identity);
        if let Some((fate, archived)) = self.fate(&id, &made) {
            if !archived {
                return Planned::of(made, fate);
            }
            let says_other = fate == OrderFate::Different;
            let rewrite = says_other.then(|| self.rewrite(&id, &made)).flatten();
            if says_other && rewrite.is_none() {
                return Planned::of(made, fate);
            }
            // The customer may have been put away together with the order.
            self.customer(made.customer.as_deref(), edits);
            self.restore(order::KIND, &id, edits);
            edits.extend(rewrite);
            return Planned::of(made, OrderFate::Restored);
        }
        let customer = self.known_customer(made.customer.as_deref());
        if self.store.index(|index| index.is_erased(&customer)) {
            return Planned {
                problems: vec![Problem::new(order::CUSTOMER, ProblemCode::Erased)],
                ..Planned::of(made, OrderFate::Failed)
            };
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

    /// What is to become of a document that is there already, and whether it is archived; none for
    /// a new one.
    fn fate(&self, id: &str, made: &MadeOrder) -> Option<(OrderFate, bool)> {
        // An order says what came back, and not what that adds to sales.
        let net = match made.order_type {
            Type::Return => -made.net,
            _ => made.net,
        };
        self.store.index(|index| {
            let known = index.imported_order(id)?;
            // What this run did before it was interrupted counts as done by it.
            let is_restored = known.archived || self.run.restored.contains(id);
            let fate = if known.net != net {
                OrderFate::Different
            } else if is_restored {
                OrderFate::Restored
            } else if known.run == self.run.id() {
                OrderFate::Created
            } else {
                OrderFate::Existing
            };
            // What stays in the books of somebody erased is written no more.
            Some((fate, known.archived && !index.is_erased(id)))
        })
    }

    /// What makes an order that was put away say what the file says by now: an import that was
    /// understood wrongly is undone and done again. None where the file says what is only written
    /// when an order is made.
    fn rewrite(&self, id: &str, made: &MadeOrder) -> Option<Edit> {
        let (record, fields) = (self.store.record(id)?, made.fields.as_ref().ok()?);
        let customer = self.known_customer(made.customer.as_deref());
        let fixed = [order::TYPE, order::CURRENCY];
        let is_same = |name: &&str| fields.get(*name) == Some(record.get(name));
        if !fixed.iter().all(is_same) || record.text(order::CUSTOMER) != customer {
            return None;
        }
        let mut paths = without_lines(&record);
        paths.extend(rewritable(&order::ORDER, fields.clone()));
        Some(Edit::new(Op::Set, order::KIND, id).with(paths))
    }

    /// Id of the customer with a code, who need not be there.
    fn known_customer(&self, code: Option<&str>) -> String {
        let known = self.codes.get(code.unwrap_or_default());
        known.map_or_else(|| self.customer_id(code), |(id, _)| id.clone())
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
                let home = Some(self.run.branch.clone());
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
            None => ids::id_of(&[&walk_in_identity(&self.company, &self.run.branch)]),
        }
    }

    fn look_up(&self, id: &str) -> Option<(String, bool)> {
        self.store.index(|index| {
            let row = index.customer(id)?;
            Some((row.id.to_string(), row.archived))
        })
    }

    fn customer_fields(&self, code: Option<&str>) -> Fields {
        let Some(code) = code else {
            return walk_in_fields(self.run.id());
        };
        let row = read_row(&[Target::ExternalCode], &[code], self.run.id());
        row.map(|row| row.customer).unwrap_or_default()
    }

    fn restore(&mut self, kind: &'static str, id: &str, edits: &mut Vec<Edit>) {
        edits.push(Edit::new(Op::Restore, kind, id));
        self.run.restored.insert(id.to_owned());
    }

    fn id_of(&self, key: &str) -> String {
        let OrderRun { branch, source, .. } = &self.run;
        ids::id_of(&[&identity(&self.company, branch, source, key)])
    }
}

impl Store {
    /// What an import made or took back and its undo would put away.
    pub fn made_by(&self, run: &OrderRun) -> Imported {
        self.index(|index| index.imported(run.id(), &run.restored))
    }

    /// Puts away everything that an import made or took back, so that the book is as it was
    /// before, and forgets the import. `progress` hears how many records of how many are done.
    /// Answers how many there were.
    pub async fn undo_orders(
        &self,
        run: &OrderRun,
        progress: impl Fn(usize, usize),
    ) -> Result<usize, SaveError> {
        let made = self.made_by(run);
        let orders = made.orders.into_iter().map(|id| (order::KIND, id));
        let customers = made.customers.into_iter().map(|id| (customer::KIND, id));
        let all: Vec<(&str, String)> = orders.chain(customers).collect();
        let count = self.archive_all(&all, progress).await?;
        self.forget_order_run(run);
        Ok(count)
    }
}

/// Customers that a run has made before it was interrupted.
fn made_before(index: &Index, run: &OrderRun) -> usize {
    index.imported_customers(run.id()).len()
}

/// Nothing in place of every line that there is.
fn without_lines(record: &Record) -> Fields {
    let lines = record.get(order::LINES).as_object();
    let keys = lines.into_iter().flat_map(Fields::keys);
    keys.map(|key| (format!("{}/{key}", order::LINES), Value::Null))
        .collect()
}

fn create(id: &str, mut fields: Fields, customer: String) -> Edit {
    fields.insert(order::CUSTOMER.to_owned(), Value::from(customer));
    Edit::new(Op::Create { home: None }, order::KIND, id).with(fields)
}
