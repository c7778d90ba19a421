//! The copy of a data key that a passkey opens.

use serde::{Deserialize, Serialize};

use crate::platform::cipher::{self, CipherError, KEY_BYTES, Key};
use crate::platform::passkey::Passkey;
use crate::platform::random;

const SALT_BYTES: usize = 32;
/// What the secret of a passkey is used for, so that it gives another key for anything else.
const PURPOSE: &str = "relasi data key";
/// The copy is bound to this place.
const PLACE: &str = "key by passkey";

/// A data key, sealed by the secret that a passkey gives. The secret itself is kept nowhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyCopy {
    passkey: Passkey,
    /// What the passkey is given to make its secret of.
    input: String,
    salt: String,
    number: u8,
    sealed: String,
    /// Hash of the key, by which the copy of another one is known. It tells nothing of a random
    /// key, and is not the proof that the server takes.
    print: String,
}

impl PasskeyCopy {
    /// Seals a key and its number by the secret that the passkey gave for the input.
    pub async fn seal(
        passkey: Passkey,
        input: &[u8],
        secret: &[u8],
        (number, key): (u8, &[u8; KEY_BYTES]),
    ) -> Result<Self, CipherError> {
        let salt = random::bytes::<SALT_BYTES>();
        let by = Key::from_secret(secret, &salt, PURPOSE).await?;
        Ok(Self {
            passkey,
            input: cipher::to_hex(input),
            salt: cipher::to_hex(&salt),
            number,
            sealed: cipher::to_hex(&by.seal(PLACE, key).await?),
            print: print(key).await?,
        })
    }

    /// The number and the key, if the secret is the one that it was sealed by.
    pub async fn open(&self, secret: &[u8]) -> Result<(u8, [u8; KEY_BYTES]), CipherError> {
        let salt = cipher::from_hex(&self.salt).ok_or(CipherError::Refused)?;
        let by = Key::from_secret(secret, &salt, PURPOSE).await?;
        Ok((self.number, super::opened(&by, PLACE, &self.sealed).await?))
    }

    /// Whether this is the key of which it is a copy.
    pub async fn is_of(&self, key: &[u8; KEY_BYTES]) -> Result<bool, CipherError> {
        Ok(print(key).await? == self.print)
    }

    /// The passkey that opens it.
    pub fn passkey(&self) -> &Passkey {
        &self.passkey
    }

    /// What the passkey is given to make its secret of.
    pub fn input(&self) -> Vec<u8> {
        cipher::from_hex(&self.input).unwrap_or_default()
    }
}

async fn print(key: &[u8; KEY_BYTES]) -> Result<String, CipherError> {
    cipher::hash(&format!("print:{}", cipher::to_hex(key))).await
}
