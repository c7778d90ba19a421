//! Several tabs of one person share one database.

use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use sync::replica::Touched;

use super::Store;
use crate::platform::tabs::Tabs;

/// What tabs tell each other.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum News {
    /// The database changed.
    Written,
}

impl Store {
    pub(super) fn join_tabs(&self, person: &str) {
        let store = *self;
        let tabs = Tabs::join(&format!("relasi-{person}"), move |News::Written| {
            store.take_over_other_tabs()
        });
        *self.inner().tabs.borrow_mut() = tabs;
    }

    pub(super) fn tell_tabs(&self) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.tell(&News::Written);
        }
    }

    /// Shows what another tab wrote, if anything.
    pub(super) fn take_over_other_tabs(&self) {
        let store = *self;
        spawn_local(async move {
            let Some(replica) = store.inner().replica() else {
                return;
            };
            if replica.refresh().await == Ok(true) {
                store.read_records().await;
                store.follow(&Touched::All);
            }
        });
    }
}
