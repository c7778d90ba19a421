//! A device that head office has parted with erases what it holds.

use leptos::prelude::*;

use super::indexeddb::IndexedDb;
use super::{Store, api};
use crate::platform::dom;
use crate::platform::storage::Preference;

impl Store {
    /// Forgets the keys first, without which nothing else can be read, then removes the rest and
    /// says so.
    pub(super) async fn erase_device(&self, code: &str) {
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        let replica = self.inner().replica.take();
        let number = replica.and_then(|replica| replica.meta().replica);
        self.remove_passkey();
        Preference::Keys(&session.person).write(None);
        Preference::Person.write(None);
        Preference::Held.write(None);
        self.tell_tabs_to_lock();
        // What cannot be removed now cannot be read any more either.
        drop(IndexedDb::delete(&session.person).await);
        if let Some(number) = number {
            let path = format!("/api/devices/{number}/erased");
            drop(api::done("POST", &path, None).await);
        }
        drop(api::done("DELETE", "/api/session", None).await);
        // There somebody finds out why the book is gone.
        dom::go_to(&format!("/sign-in?erased={code}"));
    }
}
