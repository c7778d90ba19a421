//! The second reading: documents put together from their lines.

use std::collections::BTreeMap;

use domain::import::order::{Document, DocumentKey, OrderLine, Survey, read_line};

use super::messages::{Batch, MadeOrder, Plan};
use super::rows::{Rows, Unreadable};

/// Documents and lines that are handed over together: few enough for the page to stay quick.
const MOST_ORDERS: usize = 100;
const MOST_LINES: usize = 1_500;

/// The documents of a file, each as soon as its last line was read. Those whose lines are not
/// together are held until they are whole.
pub struct Documents {
    rows: Rows,
    plan: Plan,
    survey: Survey,
    open: BTreeMap<DocumentKey, Document>,
}

impl Documents {
    /// Begins with the first row.
    pub fn new(rows: Rows, plan: Plan, survey: Survey) -> Self {
        Self {
            rows,
            plan,
            survey,
            open: BTreeMap::new(),
        }
    }

    /// The next documents.
    pub fn next(&mut self) -> Result<Batch, Unreadable> {
        let mut batch = Batch::default();
        let mut lines = 0;
        while batch.orders.len() < MOST_ORDERS && lines < MOST_LINES {
            let Some(row) = self.rows.next(&self.plan.fixes)? else {
                batch.is_last = true;
                break;
            };
            let cells: Vec<&str> = row.cells.iter().map(String::as_str).collect();
            // What cannot be read was reported by the survey.
            let Ok(Some(line)) = read_line(&self.plan.targets, &cells, self.plan.format) else {
                continue;
            };
            if let Some(whole) = self.put(line) {
                lines += whole.len();
                batch.orders.push(self.made(&whole));
            }
        }
        batch.share = self.rows.share();
        Ok(batch)
    }

    /// Puts a line to its document; answers the document when that makes it whole.
    fn put(&mut self, line: OrderLine) -> Option<Document> {
        let key = line.key();
        if self.survey.waits(&key.document) {
            return None;
        }
        let document = match self.open.remove(&key) {
            Some(mut open) => {
                open.push(line);
                open
            }
            None => Document::new(line),
        };
        if document.len() < self.survey.lines_of(&key) {
            self.open.insert(key, document);
            return None;
        }
        Some(document)
    }

    fn made(&self, document: &Document) -> MadeOrder {
        let Plan { currency, run, .. } = &self.plan;
        let key = document.key();
        MadeOrder {
            identity: key.identity(),
            document: key.document.clone(),
            customer: key.customer.clone(),
            order_type: key.order_type,
            lines: document.len(),
            net: document.net(*currency).unwrap_or_default(),
            fields: document.fields(*currency, run),
        }
    }
}
