//! Opening the book of a person by a passkey of this device, which takes the place of typing the
//! password.

use leptos::prelude::*;

use super::keys::{ByPasskey, KeyFile, Keys};
use super::session::device_id;
use super::{Phase, Store};
use crate::i18n::text;
use crate::platform::cipher;
use crate::platform::passkey::{self, Owner, Passkey};
use crate::platform::random;
use crate::platform::storage::Preference;

const INPUT_BYTES: usize = 32;

/// Why a passkey was not added or did not open the book. Nothing has changed then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum PasskeyError {
    /// The person cancelled, was not recognised, or the browser kept nothing.
    NotAdded,
    /// The passkey gives no secret with which a key could be sealed.
    NoSecret,
    /// The person cancelled, was not recognised, or the passkey is gone.
    Refused,
    /// Whoever asked for it does not know the password.
    PasswordWrong,
}

impl PasskeyError {
    /// Stable code, for `error.<code>`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAdded => "passkey_not_added",
            Self::NoSecret => "passkey_no_secret",
            Self::Refused => "passkey_refused",
            Self::PasswordWrong => "old_password_wrong",
        }
    }
}

/// What a person can do about a passkey on this device.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyState {
    /// Nothing: the book opens by itself, or the browser has no passkeys.
    Useless,
    /// Add one.
    Absent,
    /// Add it again: the key became another one.
    Outdated,
    /// Take it away.
    Added,
}

impl Store {
    /// What the person can do about a passkey on this device. Reactive.
    pub fn passkey(&self) -> PasskeyState {
        if !self.can_lock() || !passkey::is_available() {
            return PasskeyState::Useless;
        }
        match self.by_passkey() {
            Some(ByPasskey::Opens(_)) => PasskeyState::Added,
            Some(ByPasskey::Outdated) => PasskeyState::Outdated,
            Some(ByPasskey::Never) => PasskeyState::Absent,
            None => PasskeyState::Useless,
        }
    }

    /// Whether a passkey opens the locked book.
    pub fn opens_by_passkey(&self) -> bool {
        passkey::is_available() && matches!(self.by_passkey(), Some(ByPasskey::Opens(_)))
    }

    /// Whether a passkey opened the locked book until its key became another one.
    pub fn lost_passkey(&self) -> bool {
        self.by_passkey() == Some(ByPasskey::Outdated)
    }

    /// Makes a passkey that opens the book on this device from now on. The password still does, and is
    /// asked for: the device may lie open before somebody else.
    pub async fn add_passkey(&self, password: &str) -> Result<(), PasskeyError> {
        let (_, file) = self.key_file().ok_or(PasskeyError::NotAdded)?;
        let opened = file.open(password).await;
        opened.map_err(|_| PasskeyError::PasswordWrong)?;
        let keys = self.inner().keys.borrow().clone();
        let keys = keys.ok_or(PasskeyError::NotAdded)?;
        let input = random::bytes::<INPUT_BYTES>();
        let (passkey, secret) = self.new_passkey(&keys, &input).await?;
        let copy = keys.copy_for(passkey.clone(), &input, &secret).await;
        // Another tab may have got another key while the browser asked.
        let is_same = self
            .key_file()
            .is_some_and(|(_, now)| now.has_keys_of(&file));
        let kept = is_same && copy.is_ok_and(|copy| self.keep_passkey(ByPasskey::Opens(copy)));
        if !kept {
            passkey::forget(&passkey);
            return Err(PasskeyError::NotAdded);
        }
        Ok(())
    }

    async fn new_passkey(
        &self,
        keys: &Keys,
        input: &[u8],
    ) -> Result<(Passkey, Vec<u8>), PasskeyError> {
        let session = self.session.get_untracked().ok_or(PasskeyError::NotAdded)?;
        // A passkey of the same person on another device must not be replaced by this one.
        let handle = cipher::hash(&format!("{}/{}", session.person, device_id())).await;
        let handle = handle.ok().and_then(|digits| cipher::from_hex(&digits));
        let owner = Owner {
            handle: &handle.ok_or(PasskeyError::NotAdded)?,
            address: keys.email(),
            name: &session.name,
        };
        let made = passkey::create(&text("app.name"), owner, input).await;
        made.map_err(|error| match error {
            passkey::PasskeyError::Refused => PasskeyError::NotAdded,
            passkey::PasskeyError::NoSecret => PasskeyError::NoSecret,
        })
    }

    /// Lets only the password open the book on this device.
    pub fn remove_passkey(&self) {
        if let Some(ByPasskey::Opens(copy)) = self.by_passkey() {
            passkey::forget(copy.passkey());
        }
        self.keep_passkey(ByPasskey::Never);
    }

    /// Opens the locked book by the passkey of this device.
    pub async fn unlock_by_passkey(&self) -> Result<(), PasskeyError> {
        let Some((person, file)) = self.key_file() else {
            self.phase.set(Phase::SignedOut);
            return Ok(());
        };
        let ByPasskey::Opens(copy) = file.passkey() else {
            return Err(PasskeyError::Refused);
        };
        let secret = passkey::secret(copy.passkey(), &copy.input()).await;
        let secret = secret.map_err(|_| PasskeyError::Refused)?;
        let keys = file.open_by_passkey(&secret).await;
        let keys = keys.map_err(|_| PasskeyError::Refused)?;
        self.open_in_time(&person, Some(keys)).await;
        Ok(())
    }

    fn by_passkey(&self) -> Option<ByPasskey> {
        self.key_file().map(|(_, file)| file.passkey().clone())
    }

    fn keep_passkey(&self, passkey: ByPasskey) -> bool {
        self.key_file()
            .is_some_and(|(person, file)| file.keep_passkey(&person, passkey))
    }

    /// What this browser keeps for the person whose book is open or waits, and their id.
    fn key_file(&self) -> Option<(String, KeyFile)> {
        let open = self.session.get_untracked().map(|session| session.person);
        let person = open.or_else(|| Preference::Person.read())?;
        let file = KeyFile::read(&person)?;
        Some((person, file))
    }
}
