//! What was typed into forms and not saved yet.

use leptos::task::spawn_local;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};

use super::Store;

impl Store {
    /// The draft kept under a key.
    pub fn draft(&self, key: &str) -> Option<String> {
        self.inner().drafts.borrow().get(key).cloned()
    }

    /// Keys of all drafts.
    pub fn drafts(&self) -> Vec<String> {
        self.inner().drafts.borrow().keys().cloned().collect()
    }

    /// Keeps a draft on the device.
    pub fn keep_draft(&self, key: &str, text: String) {
        self.inner()
            .drafts
            .borrow_mut()
            .insert(key.to_owned(), text.clone());
        self.write_draft(key.to_owned(), Some(text.into_bytes()));
    }

    /// Forgets a draft.
    pub fn drop_draft(&self, key: &str) {
        if self.inner().drafts.borrow_mut().remove(key).is_some() {
            self.write_draft(key.to_owned(), None);
        }
    }

    /// Reads the drafts that lie on the device.
    pub(super) async fn load_drafts(&self) -> Result<(), StoreError> {
        let inner = self.inner();
        let Some(replica) = inner.replica() else {
            return Ok(());
        };
        let rows = replica.store().load(Table::Draft).await?;
        let texts = rows
            .into_iter()
            .filter_map(|(key, bytes)| Some((key, String::from_utf8(bytes).ok()?)));
        inner.drafts.borrow_mut().extend(texts);
        Ok(())
    }

    /// A draft that cannot be written stays in memory; saving the form tells the person.
    fn write_draft(&self, key: String, bytes: Option<Vec<u8>>) {
        let Some(replica) = self.inner().replica() else {
            return;
        };
        spawn_local(async move {
            let mut batch = Batch::new(None, Durability::Strict);
            batch.rows.push((Table::Draft, key, bytes));
            drop(replica.store().write(batch).await);
        });
    }
}
