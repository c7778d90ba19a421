//! The keys of a person's book: from the server at sign-in, kept on the device as the company
//! wants it.

use std::collections::BTreeMap;

use domain::kinds::settings::UNLOCK_ASKED;
use serde::{Deserialize, Serialize};

use super::seal::Keyring;
use crate::platform::cipher::{self, CipherError, KEY_BYTES, Key};
use crate::platform::storage::Preference;
use crate::platform::{http, random};

/// Rounds of PBKDF2, as many as OWASP advises for SHA-256.
const ROUNDS: u32 = 600_000;
const SALT_BYTES: usize = 16;
/// Sealed keys are bound to this place.
const PLACE: &str = "key";

/// What the server says of a device's keys.
#[derive(Debug, Clone, Deserialize)]
pub struct Issued {
    unlock: String,
    keys: Vec<IssuedKey>,
}

#[derive(Debug, Clone, Deserialize)]
struct IssuedKey {
    number: u8,
    key: String,
}

/// The keys of a person on this device, in the open.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Whether the password is asked for at every start.
    pub is_asked: bool,
    email: String,
    bytes: BTreeMap<u8, [u8; KEY_BYTES]>,
    /// Rows may still be plain, or sealed with another key than the latest.
    pub reseals: bool,
}

/// What this browser keeps of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeyFile {
    /// Address with which the person signs in.
    pub email: String,
    reseals: bool,
    /// How keys are sealed by a password; none where they lie open.
    password: Option<Password>,
    /// Keys in hexadecimal digits by number.
    keys: BTreeMap<u8, String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Password {
    salt: String,
    rounds: u32,
}

impl Keys {
    /// The keys that came with a sign-in. Those that were known before seal no more, but open what
    /// they sealed.
    pub fn issued(issued: &Issued, email: &str, before: Option<&KeyFile>) -> Option<Self> {
        let key = |one: &IssuedKey| Some((one.number, bytes(&one.key)?));
        let mut bytes: BTreeMap<_, _> = issued.keys.iter().map(key).collect::<Option<_>>()?;
        let latest = *bytes.last_key_value()?.0;
        let is_known = before.and_then(KeyFile::latest) == Some(latest);
        let reseals = before.is_none_or(|file| file.reseals) || !is_known;
        bytes.retain(|number, _| reseals || *number == latest);
        Some(Self {
            is_asked: issued.unlock == UNLOCK_ASKED,
            email: email.to_owned(),
            bytes,
            reseals,
        })
    }

    /// Keeps them in this browser, sealed by the password where it is asked for.
    pub async fn keep(&self, person: &str, password: &str) -> Result<(), CipherError> {
        let file = match self.is_asked {
            true => self.sealed_by(password).await?,
            false => self.in_the_open(),
        };
        file.write(person);
        Ok(())
    }

    /// Keeps them in this browser as they are, once the company does not ask any more.
    pub fn keep_open(&mut self, person: &str) {
        self.is_asked = false;
        self.in_the_open().write(person);
    }

    fn in_the_open(&self) -> KeyFile {
        let digits = self.bytes.iter();
        self.file(
            None,
            digits
                .map(|(number, key)| (*number, cipher::to_hex(key)))
                .collect(),
        )
    }

    async fn sealed_by(&self, password: &str) -> Result<KeyFile, CipherError> {
        let salt = random::bytes::<SALT_BYTES>();
        let by = Key::from_password(password, &salt, ROUNDS).await?;
        let mut keys = BTreeMap::new();
        for (number, key) in &self.bytes {
            keys.insert(*number, cipher::to_hex(&by.seal(PLACE, key).await?));
        }
        let password = Password {
            salt: cipher::to_hex(&salt),
            rounds: ROUNDS,
        };
        Ok(self.file(Some(password), keys))
    }

    fn file(&self, password: Option<Password>, keys: BTreeMap<u8, String>) -> KeyFile {
        KeyFile {
            email: self.email.clone(),
            reseals: self.reseals,
            password,
            keys,
        }
    }

    /// The seal made of them, and the proof of them for the server.
    pub async fn ring(&self) -> Result<Keyring, CipherError> {
        let mut keys = BTreeMap::new();
        for (number, bytes) in &self.bytes {
            keys.insert(*number, Key::from_bytes(bytes).await?);
        }
        if let Some(latest) = self.bytes.values().last() {
            let key = cipher::to_hex(latest);
            http::prove(&cipher::hash(&format!("proof:{key}")).await?);
        }
        Ok(Keyring::new(keys, self.reseals))
    }

    /// Notes that every row is sealed with the latest key, and forgets the others, here and in this
    /// browser.
    pub fn resealed(&mut self, person: &str) {
        self.reseals = false;
        keep_latest(&mut self.bytes);
        if let Some(mut file) = KeyFile::read(person) {
            file.reseals = false;
            keep_latest(&mut file.keys);
            file.write(person);
        }
    }

    /// Whether others seal with another key, or are kept in another way.
    pub fn differ(&self, other: &Self) -> bool {
        latest(&self.bytes) != latest(&other.bytes) || self.is_asked != other.is_asked
    }
}

impl KeyFile {
    /// What this browser keeps for a person.
    pub fn read(person: &str) -> Option<Self> {
        serde_json::from_str(&Preference::Keys(person).read()?).ok()
    }

    /// Whether a password opens it.
    pub fn is_asked(&self) -> bool {
        self.password.is_some()
    }

    /// The keys, if the password is the one they are sealed by; it does not matter where they lie
    /// open.
    pub async fn open(&self, password: &str) -> Result<Keys, CipherError> {
        let mut keys = BTreeMap::new();
        let by = match &self.password {
            Some(how) => Some(how.key(password).await?),
            None => None,
        };
        for (number, digits) in &self.keys {
            let found = match &by {
                Some(by) => opened(by, digits).await?,
                None => bytes(digits).ok_or(CipherError::Refused)?,
            };
            keys.insert(*number, found);
        }
        Ok(Keys {
            is_asked: self.is_asked(),
            email: self.email.clone(),
            bytes: keys,
            reseals: self.reseals,
        })
    }

    fn latest(&self) -> Option<u8> {
        latest(&self.keys)
    }

    /// A browser that keeps nothing does not open the book by itself next time either.
    fn write(&self, person: &str) {
        if let Ok(text) = serde_json::to_string(self) {
            Preference::Keys(person).write(Some(&text));
        }
    }
}

impl Password {
    async fn key(&self, password: &str) -> Result<Key, CipherError> {
        let salt = cipher::from_hex(&self.salt).ok_or(CipherError::Refused)?;
        Key::from_password(password, &salt, self.rounds).await
    }
}

async fn opened(by: &Key, digits: &str) -> Result<[u8; KEY_BYTES], CipherError> {
    let sealed = cipher::from_hex(digits).ok_or(CipherError::Refused)?;
    let opened = by.open(PLACE, &sealed).await?;
    opened.try_into().map_err(|_| CipherError::Refused)
}

/// The number of the key that seals.
fn latest<T>(keys: &BTreeMap<u8, T>) -> Option<u8> {
    keys.last_key_value().map(|(number, _)| *number)
}

fn keep_latest<T>(keys: &mut BTreeMap<u8, T>) {
    let latest = latest(keys);
    keys.retain(|number, _| Some(*number) == latest);
}

fn bytes(digits: &str) -> Option<[u8; KEY_BYTES]> {
    cipher::from_hex(digits)?.try_into().ok()
}
