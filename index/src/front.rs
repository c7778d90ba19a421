//! What the list of customers shows before everything is read: its first rows, and the company.

use serde::{Deserialize, Serialize};
use sync::record::Record;

use super::{CustomerRow, DIGEST, Index, Known, Now, Rc, View};

/// More than the tallest screen shows.
const ROWS: usize = 60;

/// The first rows of the list of customers, with all that is needed to draw them.
#[derive(Serialize, Deserialize)]
pub struct Front {
    /// Version of the facts.
    version: u32,
    /// The day for which the rows were made, `2026-11-23`.
    pub day: String,
    rows: Vec<CustomerRow>,
    company: Vec<Record>,
}

impl Index {
    /// What is to be shown first the next time.
    pub fn front(&self) -> Front {
        let rows = self.customers.iter();
        let rows = rows.filter(|row| View::All.shows(row, &self.now.day));
        Front {
            version: DIGEST.version,
            day: self.now.day.clone(),
            rows: rows.take(ROWS).map(|row| (**row).clone()).collect(),
            company: self.company_records().cloned().collect(),
        }
    }

    /// An index that knows the company and nobody but the first customers; none where another version of
    /// the app made them.
    pub fn of_front(front: Front, ms: i64) -> Option<Self> {
        if front.version != DIGEST.version {
            return None;
        }
        let company = front.company.iter().map(|record| Known::of(record, false));
        let mut index = Self::default().rebuilt(company, Now { ms, day: front.day });
        // Rows that are made anew must be newer than those that were kept.
        let newest = front.rows.iter().map(|row| row.version_key).max();
        index.revision = index.revision.max(newest.unwrap_or_default());
        index.add_rows(front.rows.into_iter().map(Rc::new).collect());
        Some(index)
    }
}
