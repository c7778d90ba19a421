//! The part of an answer that a device reads: heads, pages of feeds, and the records it touched.

use std::collections::{BTreeMap, BTreeSet};

use sync::protocol::{Cursor, Head, MAX_PAGES};

use crate::answer::{Page, TouchedRecord};
use crate::database::{Database, DatabaseError, Row, Statement};
use crate::error::HubError;
use crate::snapshot::{count, int};
use crate::view::View;

/// Most rows of all pages of one answer.
const MAX_ROWS: u64 = 2_000;
/// Least bytes that a feed gets of an answer.
const MIN_BYTES: u64 = 500;

/// What was read in one batch.
pub(crate) struct Pulled {
    /// How far the feeds are that the person may see.
    pub heads: BTreeMap<String, Head>,
    pub pages: Vec<Page>,
    pub records: Vec<TouchedRecord>,
}

/// Reads pages for the cursors, and the touched records, of what the person may see now.
/// `room` is how many bytes of pages the device wants; `also` is run first, and its rows nobody needs.
pub(crate) async fn pull(
    database: &impl Database,
    view: View,
    cursors: &BTreeMap<String, Cursor>,
    room: u32,
    touched: &BTreeSet<&str>,
    also: Option<Statement>,
) -> Result<Pulled, HubError> {
    let planned = plan_pages(&view.heads, cursors, room);
    if planned.is_empty() && touched.is_empty() && also.is_none() {
        return Ok(Pulled {
            heads: view.heads,
            pages: Vec::new(),
            records: Vec::new(),
        });
    }
    let first = usize::from(also.is_some());
    let mut statements: Vec<Statement> = also.into_iter().collect();
    statements.extend(View::statements(&view.actor.person));
    statements.push(touched_statement(&view, touched)?);
    for page in &planned {
        statements.push(page.statement()?);
    }
    let answers = database.batch(statements).await?;
    let (seen, rest) = answers[first..].split_at(View::LEN);
    let (records, pages) = rest.split_first().ok_or_else(DatabaseError::incomplete)?;
    let pages = planned
        .iter()
        .zip(pages)
        .map(|(page, rows)| page.read(rows));
    Ok(Pulled {
        heads: View::read(seen)?.heads,
        pages: pages.collect::<Result<_, _>>()?,
        records: records.iter().map(read_touched).collect::<Result<_, _>>()?,
    })
}

/// A page to be read.
struct PlannedPage {
    feed: String,
    cursor: Cursor,
    head: u64,
    rows: u64,
    bytes: u64,
}

/// Shares the room of one answer among the feeds that the device does not hold whole.
fn plan_pages(
    heads: &BTreeMap<String, Head>,
    cursors: &BTreeMap<String, Cursor>,
    room: u32,
) -> Vec<PlannedPage> {
    let bytes = u64::from(room.min(MAX_PAGES));
    let mut room = MAX_ROWS;
    let mut pages = Vec::new();
    for (feed, head) in heads {
        let known = cursors.get(feed).copied();
        let cursor = known.unwrap_or(Cursor {
            top: head.head,
            bottom: head.head,
        });
        let missing = match cursor.bottom {
            0 => head.head.saturating_sub(cursor.top),
            bottom => bottom.min(head.count).max(1),
        };
        let rows = missing.min(room);
        if rows > 0 || known.is_none() && head.head == 0 {
            room -= rows;
            pages.push(PlannedPage {
                feed: feed.clone(),
                cursor,
                head: head.head,
                rows,
                bytes: 0,
            });
        }
    }
    let all = pages.iter().map(|page| page.rows).sum::<u64>().max(1);
    for page in &mut pages {
        page.bytes = (bytes * page.rows / all).max(MIN_BYTES);
    }
    pages
}

impl PlannedPage {
    fn is_downwards(&self) -> bool {
        self.cursor.bottom > 0
    }

    fn statement(&self) -> Result<Statement, HubError> {
        let (sql, from) = if self.is_downwards() {
            (DOWNWARDS, self.cursor.bottom)
        } else {
            (UPWARDS, self.cursor.top)
        };
        let numbers = [int(from)?, int(self.rows)?, int(self.bytes)?].map(Into::into);
        Ok(Statement::new(
            sql,
            [self.feed.as_str().into()].into_iter().chain(numbers),
        ))
    }

    fn read(&self, rows: &[Row]) -> Result<Page, HubError> {
        let row = rows.first().ok_or_else(DatabaseError::incomplete)?;
        let last = row.maybe_int("last")?.map(count);
        let is_whole =
            row.int("taken")? == row.int("found")? && count(row.int("found")?) < self.rows;
        let Cursor { top, bottom } = self.cursor;
        let cursor = match last {
            _ if self.is_downwards() && is_whole => Cursor { top, bottom: 0 },
            Some(last) if self.is_downwards() => Cursor {
                top,
                bottom: last.saturating_sub(1),
            },
            Some(last) => Cursor { top: last, bottom },
            None => Cursor {
                top: self.head.max(top),
                bottom,
            },
        };
        let docs = row.maybe_text("docs")?.unwrap_or_default().to_owned();
        Ok(Page {
            feed: self.feed.clone(),
            cursor,
            rows: count(row.int("taken")?),
            docs,
        })
    }
}

fn touched_statement(view: &View, touched: &BTreeSet<&str>) -> Result<Statement, HubError> {
    let feeds: Vec<&String> = view.heads.keys().collect();
    let params = [
        serde_json::to_string(touched)?,
        serde_json::to_string(&feeds)?,
    ];
    Ok(Statement::new(TOUCHED, params.map(Into::into)))
}

fn read_touched(row: &Row) -> Result<TouchedRecord, HubError> {
    Ok(TouchedRecord {
        feeds: row.text("feeds")?.to_owned(),
        doc: row.text("doc")?.to_owned(),
    })
}

// The order is fixed, or SQLite would walk whole feeds.
const TOUCHED: &str = "
    SELECT json_group_array(feed_row.feed) AS feeds, record.doc AS doc
    FROM json_each(?1) AS touched
    CROSS JOIN record ON record.id = touched.value
    CROSS JOIN json_each(?2) AS feed
    CROSS JOIN feed_row ON feed_row.feed = feed.value AND feed_row.record = record.id
    WHERE feed_row.gone = 0
    GROUP BY record.id";

const DOWNWARDS: &str = "
    WITH found AS MATERIALIZED (
           SELECT feed_row.number, record.doc, length(CAST(record.doc AS BLOB)) AS bytes
           FROM feed_row JOIN record ON record.id = feed_row.record
           WHERE feed_row.feed = ?1 AND feed_row.number <= ?2 AND feed_row.gone = 0
           ORDER BY feed_row.number DESC LIMIT ?3),
         sized AS (
           SELECT number, doc, sum(bytes) OVER (
             ORDER BY number DESC ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
           FROM found)
    SELECT
      group_concat(doc, ',') AS docs, min(number) AS last, count(*) AS taken,
      (SELECT count(*) FROM found) AS found
    FROM sized WHERE bytes_before < ?4";

const UPWARDS: &str = "
    WITH found AS MATERIALIZED (
           SELECT feed_row.number,
             CASE feed_row.gone WHEN 0 THEN record.doc
             ELSE json_object('gone', feed_row.record) END AS doc,
             length(CAST(record.doc AS BLOB)) AS bytes
           FROM feed_row JOIN record ON record.id = feed_row.record
           WHERE feed_row.feed = ?1 AND feed_row.number > ?2
           ORDER BY feed_row.number LIMIT ?3),
         sized AS (
           SELECT number, doc, sum(bytes) OVER (
             ORDER BY number ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
           FROM found)
    SELECT
      group_concat(doc, ',') AS docs, max(number) AS last, count(*) AS taken,
      (SELECT count(*) FROM found) AS found
    FROM sized WHERE bytes_before < ?4";
