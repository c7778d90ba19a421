//! Who works here.

use domain::access::Role;
use leptos::prelude::*;
use serde::Deserialize;
use serde_json::json;
use sync::protocol::Cause;

use super::api::{self, ApiError};
use super::keys::{Issued, KeyFile, Keys};
use super::{Phase, Store};
use crate::platform::storage::Preference;
use crate::platform::{dom, ids};

/// Who works here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Id of the staff record.
    pub person: String,
    /// Their name.
    pub name: String,
    /// Their role.
    pub role: Role,
    /// Ids of their branches.
    pub branches: Vec<String>,
    /// They must choose a password of their own before anything is sent.
    pub must_change: bool,
    /// The server wants the password again before it takes anything.
    pub ended: bool,
}

/// The first administrator of a company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetUp {
    /// Name of the company.
    pub company: String,
    /// Their name.
    pub name: String,
    /// Their e-mail address, with which they sign in.
    pub email: String,
    /// Their password.
    pub password: String,
}

#[derive(Deserialize)]
struct SignedIn {
    person: String,
    name: String,
    role: Role,
    #[serde(default)]
    must_change: bool,
    #[serde(flatten)]
    issued: Issued,
}

#[derive(Deserialize)]
struct Health {
    setup: bool,
}

impl Store {
    /// Who works here. Reactive.
    pub fn session(&self) -> Option<Session> {
        self.session.get()
    }

    /// Signs in, or signs in again where a session ended.
    pub async fn sign_in(&self, email: &str, password: &str) -> Result<(), ApiError> {
        let body = json!({"email": email.trim(), "password": password, "device": device_id()});
        let signed_in = api::call("POST", "/api/session", Some(&body)).await?;
        self.begin(signed_in, email.trim(), password).await
    }

    /// Creates the company's first administrator and signs them in.
    pub async fn set_up(&self, set_up: SetUp) -> Result<(), ApiError> {
        let body = json!({
            "company": set_up.company.trim(),
            "name": set_up.name.trim(),
            "email": set_up.email.trim(),
            "password": set_up.password,
            "device": device_id(),
        });
        let signed_in = api::call("POST", "/api/setup", Some(&body)).await?;
        self.begin(signed_in, set_up.email.trim(), &set_up.password)
            .await
    }

    /// Closes the book on this device. What was not sent stays in it until the same person
    /// signs in here again.
    pub async fn sign_out(&self) {
        // Without a network the session ends on the server when it expires.
        drop(api::done("DELETE", "/api/session", None).await);
        Preference::Person.write(None);
        dom::go_to("/sign-in");
    }

    /// Finds out whether there is anybody to sign in.
    pub(super) async fn ask_for_set_up(&self) {
        let health = api::call::<Health>("GET", "/api/health", None).await;
        let needed = health.is_ok_and(|health| health.setup);
        self.phase.set(if needed {
            Phase::SetUp
        } else {
            Phase::SignedOut
        });
    }

    async fn begin(
        &self,
        signed_in: SignedIn,
        email: &str,
        password: &str,
    ) -> Result<(), ApiError> {
        let keys = self.take_keys(&signed_in, email, password).await?;
        let open = self.session.get_untracked().map(|session| session.person);
        Preference::Person.write(Some(&signed_in.person));
        let is_other = |person: &String| *person != signed_in.person;
        if open
            .as_ref()
            .is_some_and(|person| is_other(person) || self.has_other_keys(&keys))
        {
            // Another person has another database, and another key seals the same one anew; a fresh
            // page shares nothing with this one.
            dom::go_to("/");
            return Ok(());
        }
        let person = signed_in.person.clone();
        self.session.set(Some(Session {
            branches: Vec::new(),
            ended: false,
            must_change: signed_in.must_change,
            person: signed_in.person,
            name: signed_in.name,
            role: signed_in.role,
        }));
        if open.is_none() {
            self.open(&person, Some(keys)).await;
        }
        self.refresh_session();
        self.sync_now(Cause::Opened);
        Ok(())
    }

    /// Keeps the keys that came with a sign-in.
    async fn take_keys(
        &self,
        signed_in: &SignedIn,
        email: &str,
        password: &str,
    ) -> Result<Keys, ApiError> {
        let before = KeyFile::read(&signed_in.person);
        let unusable = || ApiError {
            code: "no_ciphers".to_owned(),
            retry_after: None,
        };
        let keys = Keys::issued(&signed_in.issued, email, before.as_ref()).ok_or_else(unusable)?;
        let kept = keys.keep(&signed_in.person, password).await;
        kept.map_err(|_| unusable()).map(|()| keys)
    }

    fn has_other_keys(&self, keys: &Keys) -> bool {
        let inner = self.inner();
        let own = inner.keys.borrow();
        own.as_ref().is_none_or(|own| own.differ(keys))
    }

    /// Follows the person's own staff record.
    pub(super) fn refresh_session(&self) {
        let Some(mut session) = self.session.get_untracked() else {
            return;
        };
        let own = self.index(|index| {
            index
                .staff
                .iter()
                .find(|person| person.id == session.person)
                .cloned()
        });
        let Some(own) = own else { return };
        session.name = own.name;
        session.role = own.role;
        session.branches = own.branches.into_iter().collect();
        if self.session.get_untracked().as_ref() != Some(&session) {
            self.session.set(Some(session));
        }
    }

    pub(super) fn session_ended(&self) {
        self.inner().live.leave();
        self.change_session(|session| session.ended = true);
    }

    pub(super) fn session_works(&self) {
        self.change_session(|session| session.ended = false);
    }

    pub(super) fn password_needed(&self) {
        self.change_session(|session| session.must_change = true);
    }

    pub(super) async fn password_changed(&self, password: &str) {
        let (keys, session) = (
            self.inner().keys.borrow().clone(),
            self.session.get_untracked(),
        );
        if let (Some(keys), Some(session)) = (keys, session) {
            // The old password opens the book where the new one could not be used.
            let _ = keys.keep(&session.person, password).await;
        }
        self.change_session(|session| session.must_change = false);
        self.sync_now(Cause::Opened);
    }

    fn change_session(&self, change: impl FnOnce(&mut Session)) {
        let Some(before) = self.session.get_untracked() else {
            return;
        };
        let mut after = before.clone();
        change(&mut after);
        if after != before {
            self.session.set(Some(after));
        }
    }
}

/// The id by which the server knows this browser's keys.
pub(super) fn device_id() -> String {
    Preference::Device.read().unwrap_or_else(|| {
        let id = ids::new_id();
        Preference::Device.write(Some(&id));
        id
    })
}
