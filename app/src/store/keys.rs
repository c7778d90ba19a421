//! The keys of a person's book: from the server at sign-in, kept on the device as the company
//! wants it.

mod copy;

use std::collections::BTreeMap;

use domain::kinds::settings::UNLOCK_ASKED;
use serde::{Deserialize, Serialize};

pub use copy::PasskeyCopy;

use super::seal::Keyring;
use crate::platform::cipher::{self, CipherError, KEY_BYTES, Key};
use crate::platform::passkey::Passkey;
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
    #[serde(default)]
    passkey: ByPasskey,
}

/// Whether a passkey opens the keys as well.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ByPasskey {
    /// None was added.
    #[default]
    Never,
    /// This one does.
    Opens(PasskeyCopy),
    /// One did, until the key became another one, which cannot be sealed without asking for the
    /// passkey, or lay open meanwhile.
    Outdated,
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

    /// Keeps them in this browser, sealed by the password where it is asked for. A passkey goes on
    /// opening the key that it opened.
    pub async fn keep(&self, person: &str, password: &str) -> Result<(), CipherError> {
        let file = match self.is_asked {
            true => {
                let file = self.sealed_by(password).await?;
                let passkey = ByPasskey::read(person).follow(self.bytes.values().last());
                let passkey = passkey.await?;
                KeyFile { passkey, ..file }
            }
            false => self.in_the_open(person),
        };
        file.write(person);
        Ok(())
    }

    /// Keeps them in this browser as they are, once the company does not ask any more.
    pub fn keep_open(&mut self, person: &str) {
        self.is_asked = false;
        self.in_the_open(person).write(person);
    }

    fn in_the_open(&self, person: &str) -> KeyFile {
        let digits = self.bytes.iter();
        let keys = digits.map(|(number, key)| (*number, cipher::to_hex(key)));
        KeyFile {
            passkey: ByPasskey::read(person).outdated(),
            ..self.file(None, keys.collect())
        }
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
            passkey: ByPasskey::Never,
        }
    }

    /// The latest key, sealed by what a passkey gave for an input. While rows wait for the latest
    /// key there is no such copy, as it alone would not open the book.
    pub async fn copy_for(
        &self,
        passkey: Passkey,
        input: &[u8],
        secret: &[u8],
    ) -> Result<PasskeyCopy, CipherError> {
        let latest = self.bytes.last_key_value().filter(|_| !self.reseals);
        let (number, key) = latest.ok_or(CipherError::Refused)?;
        PasskeyCopy::seal(passkey, input, secret, (*number, key)).await
    }

    /// Address with which the person signs in.
    pub fn email(&self) -> &str {
        &self.email
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
                Some(by) => opened(by, PLACE, digits).await?,
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

    /// Whether the keys were not sealed anew between the two.
    pub fn has_keys_of(&self, other: &Self) -> bool {
        self.keys == other.keys
    }

    /// Whether a passkey opens it as well.
    pub fn passkey(&self) -> &ByPasskey {
        &self.passkey
    }

    /// The key that a passkey opens, by what it gave for the input of its copy.
    pub async fn open_by_passkey(&self, secret: &[u8]) -> Result<Keys, CipherError> {
        let ByPasskey::Opens(copy) = &self.passkey else {
            return Err(CipherError::Refused);
        };
        let (number, key) = copy.open(secret).await?;
        if self.latest() != Some(number) {
            return Err(CipherError::Refused);
        }
        Ok(Keys {
            is_asked: true,
            email: self.email.clone(),
            bytes: BTreeMap::from([(number, key)]),
            reseals: self.reseals,
        })
    }

    /// Lets a passkey open it from now on, or none, and returns whether that was kept. Keys that lie
    /// open have no use for one.
    pub fn keep_passkey(self, person: &str, passkey: ByPasskey) -> bool {
        self.is_asked() && Self { passkey, ..self }.write(person)
    }

    fn latest(&self) -> Option<u8> {
        latest(&self.keys)
    }

    /// A browser that keeps nothing does not open the book by itself next time either.
    fn write(&self, person: &str) -> bool {
        serde_json::to_string(self).is_ok_and(|text| Preference::Keys(person).write(Some(&text)))
    }
}

impl ByPasskey {
    fn read(person: &str) -> Self {
        KeyFile::read(person).map_or(Self::Never, |file| file.passkey)
    }

    /// What becomes of it once this is the key that seals.
    async fn follow(self, key: Option<&[u8; KEY_BYTES]>) -> Result<Self, CipherError> {
        if let (Self::Opens(copy), Some(key)) = (&self, key)
            && copy.is_of(key).await?
        {
            return Ok(self);
        }
        Ok(self.outdated())
    }

    fn outdated(self) -> Self {
        match self {
            Self::Never => Self::Never,
            Self::Opens(_) | Self::Outdated => Self::Outdated,
        }
    }
}

impl Password {
    async fn key(&self, password: &str) -> Result<Key, CipherError> {
        let salt = cipher::from_hex(&self.salt).ok_or(CipherError::Refused)?;
        Key::from_password(password, &salt, self.rounds).await
    }
}

async fn opened(by: &Key, place: &str, digits: &str) -> Result<[u8; KEY_BYTES], CipherError> {
    let sealed = cipher::from_hex(digits).ok_or(CipherError::Refused)?;
    let opened = by.open(place, &sealed).await?;
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
