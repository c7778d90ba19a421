//! What the app shows while the records are still being read: it lies beside them for as long as none of
//! them changes.

use super::desk::{Desk, Meta};
use super::transaction::Transaction;
use super::{Replica, desk};
use crate::store::{Batch, DeviceStore, Durability, StoreError, Table};

const FRONT: &str = "front";

/// What was kept to be shown first, of the state that lies on the device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Front {
    /// Replica, clock and last sync.
    pub meta: Meta,
    /// The text that the app made.
    pub text: String,
}

impl Front {
    /// Reads it; none where anything was written since it was kept.
    pub async fn read(store: &impl DeviceStore) -> Result<Option<Self>, StoreError> {
        let generation = store.generation().await?;
        let Some(bytes) = store.read(Table::Front, FRONT).await? else {
            return Ok(None);
        };
        let text = String::from_utf8(bytes).ok();
        let kept = text.as_deref().and_then(|text| text.split_once('\n'));
        let Some((_, text)) = kept.filter(|(of, _)| of.parse() == Ok(generation)) else {
            return Ok(None);
        };
        let meta = desk::read_meta(store).await?;
        Ok(meta.map(|meta| Self {
            meta,
            text: text.to_owned(),
        }))
    }
}

impl<S: DeviceStore> Replica<S> {
    /// How many guarded batches led to what this replica shows.
    pub fn generation(&self) -> u64 {
        self.state.borrow().generation
    }

    /// Keeps a text that was made of what this replica shows, unless another tab has written meanwhile.
    pub async fn keep_front(&self, text: &str) -> Result<(), StoreError> {
        let generation = self.generation();
        let mut batch = Batch::new(None, Durability::Relaxed);
        batch.put(Table::Front, FRONT, format!("{generation}\n{text}").into());
        self.store.write(batch).await?;
        if self.store.generation().await? == generation {
            return Ok(());
        }
        // Who is in it may be gone by now.
        let mut batch = Batch::new(None, Durability::Relaxed);
        batch.delete(Table::Front, FRONT);
        self.store.write(batch).await
    }
}

impl Transaction<'_> {
    /// A record that changes, or leaves with its feed, may not be shown any more as it was, or at all.
    pub fn drop_front(&self, before: &Desk, batch: &mut Batch) {
        let feeds = [&self.desk, before].map(|desk| desk.meta.feeds.keys());
        let [now, before] = feeds;
        if !self.entries.is_empty() || now.ne(before) {
            batch.delete(Table::Front, FRONT);
        }
    }
}
