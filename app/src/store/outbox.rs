//! Unsent, refused and discarded changes.

use std::sync::Arc;

use sync::change::Change;
use sync::record::Record;
use sync::replica::{Discarded, Queued, TrayItem};

use super::{SaveError, Store};
use crate::platform::clock;

impl Store {
    /// Unsent changes in order, undecoded.
    pub fn unsent(&self) -> Vec<Arc<Queued>> {
        self.inner()
            .replica()
            .map(|replica| replica.unsent())
            .unwrap_or_default()
    }

    /// The record as it was shown before an unsent change.
    pub fn before(&self, seq: u64) -> Option<Record> {
        self.inner().replica()?.before(seq)
    }

    /// The unsent changes that go with this one when it is discarded, itself first.
    pub fn discarded_with(&self, seq: u64) -> Vec<Change> {
        self.inner()
            .replica()
            .map(|replica| replica.discarded_with(seq))
            .unwrap_or_default()
    }

    /// Refused changes, oldest first.
    pub fn tray(&self) -> Vec<TrayItem> {
        self.inner()
            .replica()
            .map(|replica| replica.tray())
            .unwrap_or_default()
    }

    /// Discarded changes that can be brought back, oldest first.
    pub fn discarded(&self) -> Vec<Discarded> {
        self.inner()
            .replica()
            .map(|replica| replica.discarded())
            .unwrap_or_default()
    }

    /// Discards an unsent change with what depends on it.
    pub async fn discard(&self, seq: u64) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        self.after_write(&replica.discard(seq, clock::now_ms()).await?);
        Ok(())
    }

    /// Makes discarded changes anew.
    pub async fn bring_back(&self, key: &str) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        self.after_write(&replica.bring_back(key, clock::now_ms()).await?);
        Ok(())
    }

    /// Sends refused changes once more.
    pub async fn resend(&self, key: &str) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        self.after_write(&replica.resend(key, clock::now_ms()).await?);
        Ok(())
    }

    /// Makes another person's refused change as one of this person.
    pub async fn make_again(&self, change: &Change) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        self.after_write(&replica.make_again(change, clock::now_ms()).await?);
        Ok(())
    }

    /// Moves refused changes to the discarded ones.
    pub async fn discard_refused(&self, key: &str) -> Result<(), SaveError> {
        let replica = self.inner().replica().ok_or(SaveError::Closed)?;
        replica.discard_refused(key, clock::now_ms()).await?;
        self.after_write(&sync::replica::Touched::Records(Default::default()));
        Ok(())
    }
}
