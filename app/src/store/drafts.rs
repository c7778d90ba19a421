//! What was typed into forms and not saved yet.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use leptos::task::spawn_local;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};

use super::Store;
use crate::platform::timer::Debounce;

/// A draft is on the disk after a pause of so long, milliseconds.
const PAUSE_MS: u32 = 300;

/// Drafts in memory, and which of them the device does not have yet.
pub struct Drafts {
    texts: RefCell<HashMap<String, String>>,
    unwritten: RefCell<BTreeSet<String>>,
    pause: Debounce,
}

impl Default for Drafts {
    fn default() -> Self {
        Self {
            texts: RefCell::default(),
            unwritten: RefCell::default(),
            pause: Debounce::new(PAUSE_MS),
        }
    }
}

impl Store {
    /// The draft kept under a key.
    pub fn draft(&self, key: &str) -> Option<String> {
        self.inner().drafts.texts.borrow().get(key).cloned()
    }

    /// Keys of all drafts.
    pub fn drafts(&self) -> Vec<String> {
        self.inner().drafts.texts.borrow().keys().cloned().collect()
    }

    /// Keeps a draft, on the device as soon as typing pauses.
    pub fn keep_draft(&self, key: &str, text: String) {
        let inner = self.inner();
        let drafts = &inner.drafts;
        drafts.texts.borrow_mut().insert(key.to_owned(), text);
        drafts.unwritten.borrow_mut().insert(key.to_owned());
        let store = *self;
        drafts.pause.call(move || store.write_drafts());
    }

    /// Forgets a draft.
    pub fn drop_draft(&self, key: &str) {
        let inner = self.inner();
        if inner.drafts.texts.borrow_mut().remove(key).is_some() {
            inner.drafts.unwritten.borrow_mut().insert(key.to_owned());
            self.write_drafts();
        }
    }

    /// Forgets all drafts that name one of these records.
    pub(super) fn drop_drafts_about(&self, ids: &[String]) {
        let about: Vec<String> = {
            let inner = self.inner();
            let texts = inner.drafts.texts.borrow();
            let names = |text: &str| ids.iter().any(|id| text.contains(id.as_str()));
            let about = texts.iter().filter(|(key, text)| names(key) || names(text));
            about.map(|(key, _)| key.clone()).collect()
        };
        for key in about {
            self.drop_draft(&key);
        }
    }

    /// Writes what the device does not have yet. A draft that cannot be written stays in memory;
    /// saving the form tells the person.
    pub(super) fn write_drafts(&self) {
        let store = *self;
        spawn_local(async move { store.flush_drafts().await });
    }

    /// Writes all of them, since the device has none any more.
    pub(super) fn write_drafts_again(&self) {
        let drafts = &self.inner().drafts;
        let all: Vec<String> = drafts.texts.borrow().keys().cloned().collect();
        drafts.unwritten.borrow_mut().extend(all);
        self.write_drafts();
    }

    /// The same, until they are on the disk.
    pub(super) async fn flush_drafts(&self) {
        let inner = self.inner();
        let drafts = &inner.drafts;
        drafts.pause.cancel();
        let unwritten = std::mem::take(&mut *drafts.unwritten.borrow_mut());
        let Some(replica) = inner.replica().filter(|_| !unwritten.is_empty()) else {
            return;
        };
        let mut batch = Batch::new(None, Durability::Strict);
        for key in unwritten {
            let text = drafts.texts.borrow().get(&key).cloned();
            let bytes = text.map(String::into_bytes);
            batch.rows.push((Table::Draft, key, bytes));
        }
        drop(replica.store().write(batch).await);
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
        inner.drafts.texts.borrow_mut().extend(texts);
        Ok(())
    }
}
