//! Customers from a table into the book, batch by batch, each row at most once.

use std::collections::BTreeSet;

use domain::import::{self, Row, Target};
use domain::kinds::{customer, vehicle};
use domain::validate::Problem;
use serde_json::Value;
use sync::change::Op;
use sync::replica::Edit;

use super::BATCH;
use crate::platform::{ids, timer};
use crate::store::{SaveError, Store};

/// What to import.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportJob {
    /// Id of the branch that gets the customers.
    pub branch: String,
    /// Name of the system or list that they come from.
    pub source: String,
    /// Id of this import.
    pub run: String,
    /// What each column becomes.
    pub targets: Vec<Target>,
    /// The rows below the header.
    pub rows: Vec<Vec<String>>,
}

/// What a row would do.
#[derive(Debug, Clone, PartialEq)]
pub enum Planned {
    /// Makes a customer with this id.
    Create(String, Box<Row>),
    /// The customer is there already.
    Existing,
    /// The customer is there, archived, and will be taken back.
    Archived(String),
    /// Nothing in it.
    Empty,
    /// It cannot be read.
    Failed(Vec<Problem>),
}

/// What became of every row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportReport {
    /// Rows below the header that were looked at.
    pub total: usize,
    /// Customers made.
    pub created: usize,
    /// Customers that were there already.
    pub existing: usize,
    /// Archived customers taken back.
    pub restored: usize,
    /// Rows without anything in them.
    pub empty: usize,
    /// Line number in the file and what is wrong with it.
    pub failed: Vec<(usize, Vec<Problem>)>,
}

impl ImportReport {
    /// Counts a planned row. `at` is its position below the header.
    pub fn count(&mut self, at: usize, planned: &Planned) {
        self.total += 1;
        match planned {
            Planned::Create(..) => self.created += 1,
            Planned::Existing => self.existing += 1,
            Planned::Archived(_) => self.restored += 1,
            Planned::Empty => self.empty += 1,
            // The header is line 1.
            Planned::Failed(problems) => self.failed.push((at + 2, problems.clone())),
        }
    }
}

impl Store {
    /// What every row would do, before anything is saved.
    pub fn preview_import(&self, job: &ImportJob) -> ImportReport {
        let mut report = ImportReport::default();
        let mut seen = BTreeSet::new();
        for (at, row) in job.rows.iter().enumerate() {
            report.count(at, &self.planned(job, row, &mut seen));
        }
        report
    }

    /// Imports until the end, or until `goes_on` says no. Everything counted is saved.
    pub async fn import(
        &self,
        job: &ImportJob,
        goes_on: impl Fn() -> bool,
        progress: impl Fn(usize),
    ) -> Result<ImportReport, SaveError> {
        let mut report = ImportReport::default();
        let mut seen = BTreeSet::new();
        for (number, rows) in job.rows.chunks(BATCH).enumerate() {
            if !goes_on() {
                break;
            }
            let planned: Vec<Planned> = rows
                .iter()
                .map(|row| self.planned(job, row, &mut seen))
                .collect();
            let edits: Vec<Edit> = planned
                .iter()
                .flat_map(|planned| edits(job, planned))
                .collect();
            if !edits.is_empty() {
                self.save(edits).await?;
            }
            for (at, planned) in planned.iter().enumerate() {
                report.count(number * BATCH + at, planned);
            }
            progress(report.total);
            timer::sleep(0).await;
        }
        Ok(report)
    }

    /// Archives everything that an import made. Answers how many customers that were.
    pub async fn undo_import(&self, run: &str) -> Result<usize, SaveError> {
        let ids = self
            .index(|index| index.imported_customers(run))
            .into_iter();
        let customers: Vec<_> = ids.map(|id| (customer::KIND, id)).collect();
        self.archive_all(&customers, |_, _| {}).await
    }

    fn planned(&self, job: &ImportJob, cells: &[String], seen: &mut BTreeSet<String>) -> Planned {
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Planned::Empty;
        }
        let row = match import::read_row(&job.targets, &cells, &job.run) {
            Ok(row) => row,
            Err(problems) => return Planned::Failed(problems),
        };
        let company = self.index(|index| index.settings.id.clone());
        let id = ids::id_of(&[&import::identity(
            &company,
            &job.branch,
            &job.source,
            &row.key,
        )]);
        if !seen.insert(id.clone()) {
            return Planned::Existing;
        }
        let known = self.index(|index| {
            let erased = index.is_erased(&id).then_some(false);
            index.customer(&id).map(|known| known.archived).or(erased)
        });
        match known {
            Some(true) => Planned::Archived(id),
            // Whoever was erased is made no more either.
            Some(false) => Planned::Existing,
            None => Planned::Create(id, Box::new(row)),
        }
    }
}

fn edits(job: &ImportJob, planned: &Planned) -> Vec<Edit> {
    match planned {
        Planned::Create(id, row) => {
            let op = Op::Create {
                home: Some(job.branch.clone()),
            };
            let mut edits = vec![Edit::new(op, customer::KIND, id).with(row.customer.clone())];
            if let Some(fields) = &row.vehicle {
                let mut fields = fields.clone();
                fields.insert(vehicle::CUSTOMER.to_owned(), Value::from(id.as_str()));
                let op = Op::Create { home: None };
                edits
                    .push(Edit::new(op, vehicle::KIND, &ids::id_of(&[id, "vehicle"])).with(fields));
            }
            edits
        }
        Planned::Archived(id) => vec![Edit::new(Op::Restore, customer::KIND, id)],
        _ => Vec::new(),
    }
}
