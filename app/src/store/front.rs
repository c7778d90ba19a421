//! The first rows of the list of customers, shown while the book is still being read.

use index::Index;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::replica;

use super::indexeddb::IndexedDb;
use super::open::unknown_session;
use super::{Phase, Reach, Store};
use crate::platform::timer;

impl Store {
    /// Shows what was kept to be shown first, where it is still right and the device may open.
    pub(super) async fn show_front(&self, person: &str, database: &IndexedDb) {
        let kept = replica::Front::read(database).await;
        // What cannot be read here cannot be read below either, where it is told.
        let Ok(Some(kept)) = kept else { return };
        self.inner().front_offset_ms.set(kept.meta.offset_ms);
        let now_ms = self.now_ms();
        let Ok(front) = serde_json::from_str::<index::Front>(&kept.text) else {
            return;
        };
        let day = front.day.clone();
        let Some(index) = Index::of_front(front, now_ms) else {
            return;
        };
        *self.inner().index.borrow_mut() = index;
        let is_new = self.session.get_untracked().is_none();
        if is_new {
            self.session.set(Some(unknown_session(person)));
        }
        self.refresh_session();
        if self.today_at(now_ms) == day && !self.is_overdue(kept.meta.synced_ms, now_ms) {
            let synced_ms = kept.meta.synced_ms;
            self.status.update(|status| status.synced_ms = synced_ms);
            self.join_tabs(person);
            self.reach.set(Reach::Front);
            self.phase.set(Phase::Open);
            // It is drawn before anything else is read.
            timer::sleep(0).await;
            return;
        }
        *self.inner().index.borrow_mut() = Index::default();
        if is_new {
            self.session.set(None);
        }
    }

    /// Keeps what is to be shown first the next time.
    pub(super) fn keep_front(&self) {
        let Some(replica) = self.inner().replica() else {
            return;
        };
        // While a feed comes or goes, the index may still show who has left the person's sight.
        if self.reach.get_untracked() < Reach::Lists || !replica.meta().is_caught_up() {
            return;
        }
        let front = self.index(Index::front);
        let of = Some((replica.generation(), front.day.clone()));
        let inner = self.inner();
        // Without a line there is a round every few seconds, and mostly nothing new.
        if *inner.kept_front.borrow() == of {
            return;
        }
        spawn_local(async move {
            let Ok(text) = serde_json::to_string(&front) else {
                return;
            };
            // Without it the next start shows everything at once, a little later.
            if replica.keep_front(&text).await.is_ok() {
                inner.kept_front.replace(of);
            }
        });
    }
}
