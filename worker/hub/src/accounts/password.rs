//! Passwords: what is asked of them and how they are kept.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};

use super::common::is_common;

/// Least characters of a password.
pub const MIN_CHARS: usize = 8;
/// Most characters of a password.
pub const MAX_CHARS: usize = 256;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// A stored hash that asks for more was not made here and would only cost time.
const MOST_MEMORY_KIB: u32 = 64 * 1024;
const MOST_PASSES: u32 = 4;

/// Hash of a random password that nobody knows, checked where there is no account, so that the
/// answer takes as long.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$cmVsYXNpLW5vYm9keS0wMA$\
    nZ0nOFX3T9N5T4x0kFkUu3mJpQeQHq2cQ0w6mJ7tq1E";

/// Why a password is not taken. The words are stable; sentences for them live in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weakness {
    /// Fewer than [`MIN_CHARS`] characters.
    TooShort,
    /// More than [`MAX_CHARS`] characters.
    TooLong,
    /// Among the first that anybody would guess.
    Common,
}

impl Weakness {
    /// The stable word.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooShort => "password_too_short",
            Self::TooLong => "password_too_long",
            Self::Common => "password_common",
        }
    }
}

/// The password could not be hashed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the password could not be hashed: {0}")]
pub struct HashError(String);

/// Checks a new password. `context` are words that belong to the person or the company and are
/// guessed early: name, address, branch.
pub fn check(password: &str, context: &[&str]) -> Result<(), Weakness> {
    let length = password.chars().count();
    if length < MIN_CHARS {
        Err(Weakness::TooShort)
    } else if length > MAX_CHARS {
        Err(Weakness::TooLong)
    } else if is_common(password, context) {
        Err(Weakness::Common)
    } else {
        Ok(())
    }
}

/// The hash to be stored, a PHC string; `salt` must be random.
pub fn hash(password: &str, salt: &[u8; 16]) -> Result<String, HashError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(failed)?;
    let salt = SaltString::encode_b64(salt).map_err(failed)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Ok(argon2
        .hash_password(password.as_bytes(), &salt)
        .map_err(failed)?
        .to_string())
}

/// Whether the password is the one of the stored hash; takes as long when there is none.
pub fn verify(password: &str, stored: Option<&str>) -> bool {
    let matches = PasswordHash::new(stored.unwrap_or(NOBODY))
        .ok()
        .filter(is_affordable)
        .is_some_and(|hash| {
            Argon2::default()
                .verify_password(password.as_bytes(), &hash)
                .is_ok()
        });
    matches && stored.is_some()
}

fn is_affordable(hash: &PasswordHash<'_>) -> bool {
    Params::try_from(hash)
        .is_ok_and(|params| params.m_cost() <= MOST_MEMORY_KIB && params.t_cost() <= MOST_PASSES)
}

fn failed(error: impl std::fmt::Display) -> HashError {
    HashError(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_recognised_to_its_last_character() {
        let password = "🔑".repeat(64);
        let stored = hash(&password, &[7; 16]).expect("a hash");
        assert!(
            stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{stored}"
        );
        assert!(verify(&password, Some(&stored)));
        assert!(!verify(&format!("{}🔒", "🔑".repeat(63)), Some(&stored)));
    }

    #[test]
    fn nobody_signs_in_without_an_account_and_the_dummy_is_really_computed() {
        assert!(!verify("relasi-contoh", None));
        let dummy = PasswordHash::new(NOBODY).expect("the dummy is a PHC string");
        assert!(is_affordable(&dummy) && dummy.hash.is_some());
        assert_eq!(
            Params::try_from(&dummy).expect("parameters").m_cost(),
            MEMORY_KIB
        );
    }

    #[test]
    fn a_stored_hash_cannot_ask_for_unbounded_work() {
        let stored = hash("kata-sandi-baik", &[1; 16]).expect("a hash");
        let costly = stored.replace("m=19456,t=2", "m=4000000,t=2");
        assert!(!verify("kata-sandi-baik", Some(&costly)));
    }

    #[test]
    fn weak_passwords_are_named() {
        let cases = [
            ("rahasia", Err(Weakness::TooShort)),
            ("bismillah", Err(Weakness::Common)),
            ("Indonesia123", Err(Weakness::Common)),
            ("rina.anggraini", Err(Weakness::Common)),
            ("makassar2026!", Err(Weakness::Common)),
            ("hujan turun di Losari", Ok(())),
        ];
        for (password, expected) in cases {
            assert_eq!(
                check(password, &["Rina Anggraini", "Makassar"]),
                expected,
                "{password}"
            );
        }
        assert_eq!(check(&"ab".repeat(129), &[]), Err(Weakness::TooLong));
    }
}
