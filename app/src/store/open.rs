//! Opening the book of a person on this device.

use domain::access::Role;
use domain::kinds::SCHEMA;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::protocol::Cause;
use sync::replica::{Replica, Touched};
use sync::store::StoreError;

use super::indexeddb::IndexedDb;
use super::keys::{KeyFile, Keys};
use super::seal::Keyring;
use super::session::device_id;
use super::syncing::Cleared;
use super::{Phase, Reach, Session, Store};
use crate::platform::storage::{self, Preference};
use crate::platform::wake::{self, Wake};
use crate::platform::{clock, service_worker, timer};
use index::DIGEST;

/// Between two looks for a newer version of the app, milliseconds.
const LOOK_EVERY_MS: u64 = 60 * 60 * 1000;

impl Store {
    /// Shows what the device holds, or the sign-in.
    pub(super) fn start(&self) {
        self.apply_preferences();
        let store = *self;
        spawn_local(async move {
            match Preference::Person.read() {
                Some(person) => store.open_or_lock(&person).await,
                None => store.ask_for_set_up().await,
            }
        });
        spawn_local(async move {
            service_worker::register(move || store.update_ready.set(true)).await;
        });
    }

    /// Looks for a newer version of the app, now and then, for pages that are open for weeks.
    pub(super) fn look_for_update(&self) {
        let (inner, now_ms) = (self.inner(), clock::now_ms());
        if now_ms.abs_diff(inner.looked_for_update_ms.get()) >= LOOK_EVERY_MS {
            inner.looked_for_update_ms.set(now_ms);
            spawn_local(service_worker::look_for_update());
        }
    }

    /// Uses the newer version of the app; the page loads once more.
    pub async fn apply_update(&self) {
        service_worker::activate_update().await;
    }

    /// Opens the person's book, unless the password is asked for first.
    async fn open_or_lock(&self, person: &str) {
        let file = KeyFile::read(person);
        if file.as_ref().is_some_and(KeyFile::is_asked) {
            self.phase.set(Phase::Locked);
            return;
        }
        let keys = match file {
            Some(file) => file.open("").await.ok(),
            None => None,
        };
        self.open_in_time(person, keys).await;
    }

    /// Opens the person's book, unless the device had no contact for too long.
    pub(super) async fn open_in_time(&self, person: &str, keys: Option<Keys>) {
        if !self.read_book(person, keys).await {
            return;
        }
        if self.is_book_overdue() {
            self.phase.set(Phase::Overdue);
        } else {
            self.show(person);
        }
    }

    /// Opens the book of a person who has just signed in.
    pub(super) async fn open(&self, person: &str, keys: Option<Keys>) {
        if self.read_book(person, keys).await {
            self.show(person);
        }
    }

    /// Shows the book and starts to sync.
    fn show(&self, person: &str) {
        if self.session.get_untracked().is_none() {
            self.session.set(Some(unknown_session(person)));
            self.refresh_session();
        }
        self.phase.set(Phase::Open);
        self.join_tabs(person);
        self.listen();
        if self.with_keys(|keys| keys.is_asked) {
            self.watch_idle();
        }
        let store = *self;
        spawn_local(async move {
            // The first list is drawn before anything else is read.
            timer::sleep(0).await;
            store.read_records().await;
            store.sync_now(Cause::Opened);
        });
    }

    /// Reads what lists do not need from the device, after which every record can be read.
    pub async fn read_records(&self) {
        let Some(replica) = self.inner().replica() else {
            return;
        };
        match replica.read_texts().await {
            Ok(()) if self.reach.get_untracked() == Reach::Whole => {}
            Ok(()) => {
                self.reach.set(Reach::Whole);
                self.book.update(|changes| *changes += 1);
            }
            Err(error) => self.phase.set(Phase::Failed(failure_code(&error))),
        }
    }

    /// Reads the book with its keys, and answers whether that went well.
    async fn read_book(&self, person: &str, keys: Option<Keys>) -> bool {
        if let Err(error) = self.try_read_book(person, keys).await {
            self.phase.set(Phase::Failed(failure_code(&error)));
            return false;
        }
        self.follow(&Touched::All);
        self.reach.set(Reach::Lists);
        true
    }

    async fn try_read_book(&self, person: &str, keys: Option<Keys>) -> Result<(), StoreError> {
        let mut keys = keys;
        let database = open_database(person, keys.as_mut()).await?;
        self.inner().keys.replace(keys);
        self.show_front(person, &database).await;
        let replica = Replica::open(database, SCHEMA, DIGEST, person, &device_id()).await?;
        let is_evicted =
            replica.meta().replica.is_none() && Preference::Held.read().as_deref() == Some(person);
        *self.inner().replica.borrow_mut() = Some(std::rc::Rc::new(replica));
        let cleared = is_evicted.then_some(Cleared::Closed);
        self.status.update(|status| status.cleared = cleared);
        self.load_drafts().await
    }

    /// Remembers that this device held everything, so that an empty one is noticed.
    pub(super) fn remember_held(&self) {
        let Some(session) = self.session.get_untracked() else {
            return;
        };
        if Preference::Held.read().as_deref() != Some(&session.person) {
            Preference::Held.write(Some(&session.person));
            spawn_local(async {
                storage::persist().await;
            });
        }
    }

    fn listen(&self) {
        let store = *self;
        let listeners = wake::on_wake(move |wake| match wake {
            Wake::Online => store.woken(Cause::Line),
            Wake::Shown => store.woken(Cause::Opened),
            Wake::Offline => {
                store.inner().live.leave();
                store.line_lost();
            }
            Wake::Hidden => {
                store.inner().live.leave();
                store.write_drafts();
                store.keep_front();
            }
        });
        self.inner().listeners.borrow_mut().extend(listeners);
    }

    fn woken(&self, cause: Cause) {
        self.inner().live.forget_failures();
        self.lock_if_idle();
        self.take_over_other_tabs();
        self.sync_now(cause);
    }
}

async fn open_database(person: &str, keys: Option<&mut Keys>) -> Result<IndexedDb, StoreError> {
    let Some(keys) = keys else {
        return IndexedDb::open(person, Keyring::default()).await;
    };
    let ring = keys.ring().await;
    let ring = ring.map_err(|error| StoreError::Failed(error.to_string()))?;
    let database = IndexedDb::open(person, ring).await?;
    if keys.reseals {
        database.reseal().await?;
        keys.resealed(person);
    }
    Ok(database)
}

/// A session before the person's own record is here.
pub(super) fn unknown_session(person: &str) -> Session {
    Session {
        person: person.to_owned(),
        name: String::new(),
        role: Role::Staff,
        branches: Vec::new(),
        must_change: false,
        ended: false,
    }
}

fn failure_code(error: &StoreError) -> &'static str {
    match error {
        StoreError::Full => "quota_full",
        StoreError::Closed => "store_closed",
        StoreError::Unreadable(_) => "store_damaged",
        StoreError::Conflict | StoreError::Failed(_) => "not_saved",
    }
}
