//! Imports of orders that a device remembers, so that they can be resumed or taken back later.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::order_file::Plan;
use crate::store::Store;

/// What the keys of their drafts begin with.
const DRAFTS: &str = "import-orders:";

/// Imports that have come to their end and are remembered; older ones are forgotten.
const MOST_WHOLE: usize = 5;

/// An import of orders, as it is remembered until somebody dismisses it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrderRun {
    /// Name of the file.
    pub name: String,
    /// Id of the branch that gets the orders.
    pub branch: String,
    /// Name of the system that they come from.
    pub source: String,
    /// Documents that were looked at.
    pub documents: usize,
    /// Documents of the file.
    pub all: usize,
    /// How the file is understood, with the id of the run.
    pub plan: Plan,
    /// Every document was looked at.
    #[serde(default)]
    pub is_whole: bool,
    /// When it began, milliseconds.
    #[serde(default)]
    pub began_ms: i64,
    /// Ids of archived records that it took back.
    #[serde(default)]
    pub restored: BTreeSet<String>,
}

impl OrderRun {
    /// Id of the run.
    pub fn id(&self) -> &str {
        &self.plan.run
    }

    fn draft(&self) -> String {
        format!("{DRAFTS}{}", self.id())
    }
}

impl Store {
    /// The imports that are remembered, the latest first.
    pub fn order_runs(&self) -> Vec<OrderRun> {
        let keys = self.drafts().into_iter();
        let texts = keys
            .filter(|key| key.starts_with(DRAFTS))
            .filter_map(|key| self.draft(&key));
        let runs = texts.filter_map(|text| serde_json::from_str(&text).ok());
        let mut runs: Vec<OrderRun> = runs.collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.began_ms));
        runs
    }

    /// Remembers an import; it is on the disk when this returns.
    pub async fn keep_order_run(&self, run: &OrderRun) {
        if let Ok(text) = serde_json::to_string(run) {
            self.keep_draft(&run.draft(), text);
            self.flush_drafts().await;
        }
        if run.is_whole {
            self.forget_old_runs();
        }
    }

    fn forget_old_runs(&self) {
        let runs = self.order_runs().into_iter();
        let whole = runs.filter(|run| run.is_whole);
        for old in whole.skip(MOST_WHOLE) {
            self.forget_order_run(&old);
        }
    }

    /// Forgets an import. What it made stays.
    pub fn forget_order_run(&self, run: &OrderRun) {
        self.drop_draft(&run.draft());
    }
}
