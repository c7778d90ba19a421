//! What a batch does to feeds: rows moved to new numbers, heads, counts and sums.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sync::checksum::MODULUS;

use crate::commit::in_parts;
use crate::database::Statement;
use crate::error::HubError;

/// Collects what the touched records do to feeds.
#[derive(Default)]
pub(crate) struct FeedWriter {
    rows: Vec<FeedRow>,
    heads: BTreeMap<String, FeedHead>,
}

#[derive(Serialize)]
struct FeedRow {
    feed: String,
    record: String,
    gone: u8,
    /// Place among the rows of this batch in the feed, from 1.
    place: u64,
}

#[derive(Default, Serialize)]
struct FeedHead {
    rows: u64,
    count: i64,
    sum: u64,
}

impl FeedWriter {
    pub fn write(
        &mut self,
        record: &str,
        before: &BTreeSet<String>,
        old: Option<u64>,
        after: &BTreeSet<String>,
        new: u64,
    ) {
        for feed in before.union(after) {
            let head = self.heads.entry(feed.clone()).or_default();
            head.rows += 1;
            if let Some(old) = old.filter(|_| before.contains(feed)) {
                head.count -= 1;
                head.sum = (head.sum + MODULUS - old) % MODULUS;
            }
            let stays = after.contains(feed);
            if stays {
                head.count += 1;
                head.sum = (head.sum + new) % MODULUS;
            }
            let (feed, record) = (feed.clone(), record.to_owned());
            self.rows.push(FeedRow {
                feed,
                record,
                gone: u8::from(!stays),
                place: head.rows,
            });
        }
    }

    pub fn statements(&self) -> Result<Vec<Statement>, HubError> {
        if self.rows.is_empty() {
            return Ok(Vec::new());
        }
        let rows = self
            .rows
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<Vec<_>, _>>()?;
        let mut statements = in_parts(FEED_ROWS, [], &rows)?;
        statements.push(Statement::new(
            HEADS,
            [serde_json::to_string(&self.heads)?.into()],
        ));
        Ok(statements)
    }
}

const FEED_ROWS: &str = "
    INSERT INTO feed_row (feed, record, number, gone)
    SELECT
      new.value ->> '$.feed', new.value ->> '$.record',
      ifnull(feed.head, 0) + (new.value ->> '$.place'), new.value ->> '$.gone'
    FROM json_each(?1) AS new LEFT JOIN feed ON feed.feed = new.value ->> '$.feed'
    WHERE true
    ON CONFLICT (feed, record) DO UPDATE SET number = excluded.number, gone = excluded.gone";

const HEADS: &str = "
    INSERT INTO feed (feed, head, count, sum)
    SELECT key, value ->> '$.rows', value ->> '$.count', value ->> '$.sum' FROM json_each(?1)
    WHERE true
    ON CONFLICT (feed) DO UPDATE SET
      head = feed.head + excluded.head, count = feed.count + excluded.count,
      sum = (feed.sum + excluded.sum) % 281474976710656";
