//! Looking at everything on the device because a person asks for it.

use domain::kinds::SCHEMA;
use sync::protocol::Cause;
use sync::replica::{Replica, SelfCheck};
use sync::store::StoreError;

use super::Store;
use crate::platform::clock;
use index::DIGEST;

impl Store {
    /// Reads everything from the device once more, as after a start, and checks it. What differs
    /// from head office is pulled afresh by the sync that follows.
    pub async fn self_check(&self) -> Result<SelfCheck, StoreError> {
        let Some(open) = self.inner().replica() else {
            return Err(StoreError::Closed);
        };
        let (person, device) = (open.meta().person.clone(), open.meta().device.clone());
        let fresh = Replica::open(open.store().clone(), SCHEMA, DIGEST, &person, &device).await?;
        fresh.read_texts().await?;
        let found = fresh.self_check(clock::now_ms()).await?;
        self.take_over_other_tabs();
        self.sync_now(Cause::Person);
        Ok(found)
    }
}
