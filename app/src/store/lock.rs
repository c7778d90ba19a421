//! Locking the book of a person, and opening it again.

use domain::kinds::settings::{
    DEFAULT_LEASE_DAYS, DEFAULT_LOCK_MINUTES, LEASE_DAYS, LOCK_MINUTES, UNLOCK, UNLOCK_ASKED,
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::api::ApiError;
use super::keys::{KeyFile, Keys};
use super::{Phase, Store};
use crate::platform::listener::Listener;
use crate::platform::storage::Preference;
use crate::platform::timer::Every;
use crate::platform::{clock, dom};

/// Between two looks whether anybody is still there, milliseconds.
const LOOK_EVERY_MS: u32 = 20_000;
const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// What a hand on the device does to the page.
const SIGNS_OF_LIFE: [&str; 3] = ["pointerdown", "keydown", "wheel"];

impl Store {
    /// Opens the locked book by the password. One that does not fit may have been changed on
    /// another device or given anew, so the server is asked, which has the keys too.
    pub async fn unlock(&self, password: &str) -> Result<(), ApiError> {
        let person = Preference::Person.read().unwrap_or_default();
        let Some(file) = KeyFile::read(&person) else {
            self.phase.set(Phase::SignedOut);
            return Ok(());
        };
        if let Ok(keys) = file.open(password).await {
            self.open_in_time(&person, Some(keys)).await;
            return Ok(());
        }
        self.sign_in(&file.email, password).await.map_err(|error| {
            let is_offline = error.code == "offline";
            let code = "password_wrong_here".to_owned();
            if is_offline {
                ApiError { code, ..error }
            } else {
                error
            }
        })
    }

    /// Signs in the person whose book waits because the device had no contact for too long.
    pub async fn renew(&self, password: &str) -> Result<(), ApiError> {
        let person = Preference::Person.read().unwrap_or_default();
        match KeyFile::read(&person) {
            Some(file) => self.sign_in(&file.email, password).await,
            None => {
                self.phase.set(Phase::SignedOut);
                Ok(())
            }
        }
    }

    /// Whether the device had no contact for longer than the company allows, by the corrected clock.
    pub(super) fn is_book_overdue(&self) -> bool {
        let replica = self.inner().replica();
        let synced_ms = replica.and_then(|replica| replica.meta().synced_ms);
        self.is_overdue(synced_ms, self.now_ms())
    }

    /// The same of a device that was last in contact at some moment.
    pub(super) fn is_overdue(&self, synced_ms: Option<i64>, now_ms: i64) -> bool {
        let days = self.chosen_number(LEASE_DAYS, DEFAULT_LEASE_DAYS);
        synced_ms.is_some_and(|synced_ms| now_ms - synced_ms > days * DAY_MS)
    }

    /// A number of the company's settings, or what holds where none was chosen.
    fn chosen_number(&self, field: &str, default: i64) -> i64 {
        self.index(|index| {
            let chosen = index.settings.fields.get(field).and_then(Value::as_i64);
            chosen.unwrap_or(default)
        })
    }

    /// Whether the password is asked for at every start of this device, so that it can be locked.
    /// Reactive.
    pub fn can_lock(&self) -> bool {
        self.track();
        self.with_keys(|keys| keys.is_asked)
    }

    /// Whether the company wants the password at every start and this device still opens by itself.
    /// Reactive.
    pub fn wants_password(&self) -> bool {
        self.asks_password() && self.with_keys(|keys| !keys.is_asked)
    }

    /// Locks the book in all tabs. A page that loads anew holds nothing of what it held before.
    pub async fn lock(&self) {
        self.tell_tabs_to_lock();
        self.lock_here().await;
    }

    /// Locks the book in this tab. What was typed is kept first.
    pub(super) async fn lock_here(&self) {
        self.flush_drafts().await;
        dom::reload();
    }

    /// Locks the book once nobody has touched the device for as long as the company allows.
    pub(super) fn watch_idle(&self) {
        let inner = self.inner();
        inner.touched_ms.set(clock::now_ms());
        let store = *self;
        let touched = move || store.inner().touched_ms.set(clock::now_ms());
        if let Some(window) = web_sys::window() {
            let signs = SIGNS_OF_LIFE.map(|sign| Listener::new(&window, sign, move |_| touched()));
            inner.listeners.borrow_mut().extend(signs);
        }
        let look = Every::new(LOOK_EVERY_MS, move || store.lock_if_idle());
        inner.idle_look.replace(Some(look));
    }

    pub(super) fn lock_if_idle(&self) {
        if !self.with_keys(|keys| keys.is_asked) {
            return;
        }
        let minutes = self.chosen_number(LOCK_MINUTES, DEFAULT_LOCK_MINUTES);
        let idle_ms = clock::now_ms() - self.inner().touched_ms.get();
        if idle_ms >= minutes * MINUTE_MS {
            let store = *self;
            spawn_local(async move { store.lock_here().await });
        }
    }

    /// Opens by itself from now on, once the company does not ask any more.
    pub(super) fn follow_unlock(&self) {
        let is_held = self.index(|index| !index.settings.id.is_empty());
        if !is_held || !self.with_keys(|keys| keys.is_asked) || self.is_asked_by_company() {
            return;
        }
        if let (Some(keys), Some(session)) = (
            &mut *self.inner().keys.borrow_mut(),
            self.session.get_untracked(),
        ) {
            keys.keep_open(&session.person);
        }
    }

    /// Whether the company wants the password at every start. Reactive.
    pub fn asks_password(&self) -> bool {
        self.track();
        self.is_asked_by_company()
    }

    fn is_asked_by_company(&self) -> bool {
        self.index(|index| {
            let unlock = index.settings.fields.get(UNLOCK).and_then(Value::as_str);
            unlock == Some(UNLOCK_ASKED)
        })
    }

    pub(super) fn with_keys(&self, look: impl FnOnce(&Keys) -> bool) -> bool {
        self.inner().keys.borrow().as_ref().is_some_and(look)
    }
}
