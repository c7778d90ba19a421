//! Writes [`sync::protocol::Response`] as text, in which stored records are handed through
//! without being parsed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sync::protocol::{Cursor, Head, Outcome};

use crate::error::HubError;

/// Everything of an answer.
pub(crate) struct Answer<'a> {
    pub now_ms: i64,
    pub turn: u64,
    pub epoch: &'a str,
    pub outcomes: &'a [Outcome],
    pub waits: Option<&'a str>,
    pub records: &'a [TouchedRecord],
    pub pages: &'a [Page],
    pub heads: &'a BTreeMap<String, Head>,
    pub erased: &'a BTreeSet<String>,
    pub mark: u64,
}

/// A touched record as text, with the JSON list of the feeds that hold it.
pub(crate) struct TouchedRecord {
    pub feeds: String,
    pub doc: String,
}

/// A page whose rows are JSON texts with commas between.
pub(crate) struct Page {
    pub feed: String,
    pub cursor: Cursor,
    /// How many rows there are.
    pub rows: u64,
    pub docs: String,
}

impl Answer<'_> {
    /// The text of the answer.
    pub fn write(&self) -> Result<String, HubError> {
        let docs = self.pages.iter().map(|page| page.docs.len()).sum::<usize>();
        let touched = self
            .records
            .iter()
            .map(|record| record.doc.len())
            .sum::<usize>();
        let mut out = String::with_capacity(docs + touched + 4096);
        out.push('{');
        member(&mut out, "now_ms", &self.now_ms)?;
        member(&mut out, "turn", &self.turn)?;
        member(&mut out, "epoch", &self.epoch)?;
        member(&mut out, "outcomes", &self.outcomes)?;
        member(&mut out, "mark", &self.mark)?;
        if let Some(code) = self.waits {
            member(&mut out, "waits", &code)?;
        }
        member(&mut out, "heads", &self.heads)?;
        if !self.erased.is_empty() {
            member(&mut out, "erased", &self.erased)?;
        }
        out.push_str("\"records\":[");
        separated(&mut out, self.records, write_record)?;
        out.push_str("],\"pages\":[");
        separated(&mut out, self.pages, write_page)?;
        out.push_str("]}");
        Ok(out)
    }
}

fn write_record(out: &mut String, record: &TouchedRecord) -> Result<(), HubError> {
    out.push_str("{\"feeds\":");
    out.push_str(&record.feeds);
    out.push_str(",\"doc\":");
    out.push_str(&record.doc);
    out.push('}');
    Ok(())
}

fn write_page(out: &mut String, page: &Page) -> Result<(), HubError> {
    out.push('{');
    member(out, "feed", &page.feed)?;
    member(out, "cursor", &page.cursor)?;
    out.push_str("\"rows\":[");
    out.push_str(&page.docs);
    out.push_str("]}");
    Ok(())
}

fn separated<T>(
    out: &mut String,
    items: &[T],
    write: fn(&mut String, &T) -> Result<(), HubError>,
) -> Result<(), HubError> {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, item)?;
    }
    Ok(())
}

/// A member and the comma after it.
fn member(out: &mut String, name: &str, value: &impl Serialize) -> Result<(), HubError> {
    out.push('"');
    out.push_str(name);
    out.push_str("\":");
    out.push_str(&serde_json::to_string(value)?);
    out.push(',');
    Ok(())
}
