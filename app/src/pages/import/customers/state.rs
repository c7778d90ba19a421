//! Where an import stands.

use domain::import::{Target, guess};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::table::Table;
use crate::pages::import::stem;
use crate::store::{ImportJob, ImportReport, Store};

/// Key of the draft that remembers an unfinished import.
const DRAFT: &str = "import";

/// What the page knows.
#[derive(Clone, Copy)]
pub struct State {
    pub store: Store,
    pub table: RwSignal<Option<Table>>,
    /// Word of the target of each column.
    pub targets: RwSignal<Vec<Target>>,
    pub branch: RwSignal<String>,
    pub source: RwSignal<String>,
    pub run: RwSignal<String>,
    pub done: RwSignal<usize>,
    pub stage: RwSignal<Stage>,
    /// The last run was stopped before its end.
    pub stopped: RwSignal<bool>,
    pub report: RwSignal<Option<ImportReport>>,
    /// Stable code of what went wrong.
    pub problem: RwSignal<Option<&'static str>>,
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A file is to be chosen, or its columns named.
    Preparing,
    /// Rows are saved.
    Running,
    /// A person stopped it.
    Stopping,
    /// There is a report.
    Done,
}

/// What is remembered of an import that did not come to its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unfinished {
    pub name: String,
    pub branch: String,
    pub source: String,
    pub run: String,
    pub targets: Vec<String>,
    pub done: usize,
    pub total: usize,
}

impl State {
    /// Nothing chosen yet.
    pub fn new(store: Store) -> Self {
        Self {
            store,
            table: RwSignal::new(None),
            targets: RwSignal::new(Vec::new()),
            branch: RwSignal::new(store.actor().branches.first().cloned().unwrap_or_default()),
            source: RwSignal::new(String::new()),
            run: RwSignal::new(store.new_id()),
            done: RwSignal::new(0),
            stage: RwSignal::new(Stage::Preparing),
            stopped: RwSignal::new(false),
            report: RwSignal::new(None),
            problem: RwSignal::new(None),
        }
    }

    /// Takes a table over, with the choices of an unfinished import of the same file.
    pub fn take(&self, table: Table) {
        let columns = table
            .headers
            .iter()
            .map(|header| guess(header).unwrap_or(Target::Skip));
        self.targets.set(columns.collect());
        self.source.set(stem(&table.name).to_owned());
        if let Some(unfinished) = self.unfinished().filter(|other| other.name == table.name) {
            self.branch.set(unfinished.branch);
            self.source.set(unfinished.source);
            self.run.set(unfinished.run);
            let words = unfinished
                .targets
                .iter()
                .map(|word| Target::from_word(word).unwrap_or(Target::Skip));
            self.targets.set(words.collect());
        }
        self.stopped.set(false);
        self.table.set(Some(table));
    }

    /// Everything that is needed to import, once there is a table.
    pub fn job(&self) -> Option<ImportJob> {
        let table = self.table.get()?;
        Some(ImportJob {
            branch: self.branch.get(),
            source: self.source.get(),
            run: self.run.get(),
            targets: self.targets.get(),
            rows: table.rows,
        })
    }

    /// An import that did not come to its end.
    pub fn unfinished(&self) -> Option<Unfinished> {
        serde_json::from_str(&self.store.draft(DRAFT)?).ok()
    }

    /// Remembers how far the import has come.
    pub fn remember(&self, job: &ImportJob, done: usize) {
        let name = self
            .table
            .with_untracked(|table| table.as_ref().map(|table| table.name.clone()));
        let unfinished = Unfinished {
            name: name.unwrap_or_default(),
            branch: job.branch.clone(),
            source: job.source.clone(),
            run: job.run.clone(),
            targets: job
                .targets
                .iter()
                .map(|target| target.as_str().to_owned())
                .collect(),
            done,
            total: job.rows.len(),
        };
        if let Ok(text) = serde_json::to_string(&unfinished) {
            self.store.keep_draft(DRAFT, text);
        }
    }

    /// Forgets an import that is finished.
    pub fn forget(&self) {
        self.store.drop_draft(DRAFT);
    }
}
