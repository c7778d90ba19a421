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
    /// The person locks the book.
    Locked,
}

impl Store {
    pub(super) fn join_tabs(&self, person: &str) {
        let store = *self;
        let tabs = Tabs::join(&format!("relasi-{person}"), move |news| match news {
            News::Written => store.take_over_other_tabs(),
            News::Locked => spawn_local(async move { store.lock_here().await }),
        });
        *self.inner().tabs.borrow_mut() = tabs;
    }

    pub(super) fn tell_tabs(&self) {
        self.tell(&News::Written);
    }

    pub(super) fn tell_tabs_to_lock(&self) {
        self.tell(&News::Locked);
    }

    fn tell(&self, news: &News) {
        if let Some(tabs) = &*self.inner().tabs.borrow() {
            tabs.tell(news);
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
