//! Random tokens and passwords.

use sha2::{Digest, Sha256};

use crate::error::ApiError;

/// No letter or digit that looks like another.
const READABLE: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
const START_PASSWORD_GROUPS: usize = 3;
const START_PASSWORD_GROUP: usize = 4;

/// Random bytes from the runtime's source.
fn random_bytes<const N: usize>() -> Result<[u8; N], ApiError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| ApiError::Unavailable(error.to_string()))?;
    Ok(bytes)
}

/// A token of 256 random bits.
pub fn token() -> Result<String, ApiError> {
    Ok(hex(&random_bytes::<32>()?))
}

/// A salt for a password.
pub fn salt() -> Result<[u8; 16], ApiError> {
    random_bytes()
}

/// What is stored of a token.
pub fn hash(token: &str) -> String {
    hex(&Sha256::digest(token.as_bytes()))
}

/// What somebody shows who has a data key, without showing the key.
pub fn proof(key: &str) -> String {
    hash(&format!("proof:{key}"))
}

/// A password to be read out to somebody, of about 59 random bits.
pub fn start_password() -> Result<String, ApiError> {
    let mut letters = String::new();
    let mut count = 0;
    while count < START_PASSWORD_GROUPS * START_PASSWORD_GROUP {
        // A byte beyond the last whole multiple would make some letters likelier than others.
        let [byte] = random_bytes::<1>()?;
        if usize::from(byte) >= 256 - 256 % READABLE.len() {
            continue;
        }
        if count > 0 && count % START_PASSWORD_GROUP == 0 {
            letters.push('-');
        }
        letters.push(char::from(READABLE[usize::from(byte) % READABLE.len()]));
        count += 1;
    }
    Ok(letters)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
