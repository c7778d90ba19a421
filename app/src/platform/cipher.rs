//! The browser's ciphers: AES-256-GCM, keys from passwords and from secrets, hashes.

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AesDerivedKeyParams, AesGcmParams, CryptoKey, HkdfParams, Pbkdf2Params, SubtleCrypto,
};

use super::random;

/// Bytes of a key.
pub const KEY_BYTES: usize = 32;

const CIPHER: &str = "AES-GCM";
const IV_BYTES: usize = 12;
const PASSWORD_KEY: &str = "PBKDF2";
const SECRET_KEY: &str = "HKDF";
const HASH: &str = "SHA-256";

/// Why bytes could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CipherError {
    /// The page did not come over a secure connection, so that the browser has no ciphers for it.
    #[error("the browser has no ciphers for this page")]
    Unavailable,
    /// The bytes were sealed with another key or for another place, or were changed.
    #[error("not sealed with this key for this place")]
    Refused,
}

/// A key that the browser holds and that no script can read.
#[derive(Debug, Clone)]
pub struct Key(CryptoKey);

impl Key {
    /// A key of these bytes.
    pub async fn from_bytes(bytes: &[u8; KEY_BYTES]) -> Result<Self, CipherError> {
        import(bytes, CIPHER, &["encrypt", "decrypt"])
            .await
            .map(Self)
    }

    /// The key that belongs to a password, by PBKDF2 with SHA-256 (RFC 8018).
    pub async fn from_password(
        password: &str,
        salt: &[u8],
        rounds: u32,
    ) -> Result<Self, CipherError> {
        let base = import(password.as_bytes(), PASSWORD_KEY, &["deriveKey"]).await?;
        let salt = Uint8Array::from(salt);
        let how = Pbkdf2Params::new_with_str(PASSWORD_KEY, HASH, rounds, &salt);
        derived(&how, &base).await.map(Self)
    }

    /// The key that belongs to a random secret and what it is for, by HKDF with SHA-256 (RFC 5869).
    pub async fn from_secret(
        secret: &[u8],
        salt: &[u8],
        purpose: &str,
    ) -> Result<Self, CipherError> {
        let base = import(secret, SECRET_KEY, &["deriveKey"]).await?;
        let (purpose, salt) = (Uint8Array::from(purpose.as_bytes()), Uint8Array::from(salt));
        let how = HkdfParams::new_with_str(SECRET_KEY, HASH, &purpose, &salt);
        derived(&how, &base).await.map(Self)
    }

    /// A random start, then the bytes, sealed and bound to a place.
    pub async fn seal(&self, place: &str, bytes: &[u8]) -> Result<Vec<u8>, CipherError> {
        let iv = random::bytes::<IV_BYTES>();
        let sealing = subtle()?
            .encrypt_with_object_and_u8_array(&how(&iv, place), &self.0, bytes)
            .map_err(|_| CipherError::Unavailable)?;
        let sealed = Uint8Array::new(&settled(sealing).await?);
        let mut out = vec![0; IV_BYTES + sealed.length() as usize];
        out[..IV_BYTES].copy_from_slice(&iv);
        sealed.copy_to(&mut out[IV_BYTES..]);
        Ok(out)
    }

    /// Opens what [`Key::seal`] made for the same place.
    pub async fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, CipherError> {
        let (iv, sealed) = sealed
            .split_first_chunk::<IV_BYTES>()
            .ok_or(CipherError::Refused)?;
        let opening = subtle()?
            .decrypt_with_object_and_u8_array(&how(iv, place), &self.0, sealed)
            .map_err(|_| CipherError::Unavailable)?;
        Ok(Uint8Array::new(&settled(opening).await?).to_vec())
    }
}

/// SHA-256 of a text in hexadecimal digits.
pub async fn hash(text: &str) -> Result<String, CipherError> {
    let hashing = subtle()?
        .digest_with_str_and_u8_array(HASH, text.as_bytes())
        .map_err(|_| CipherError::Unavailable)?;
    Ok(to_hex(&Uint8Array::new(&settled(hashing).await?).to_vec()))
}

/// Bytes as hexadecimal digits.
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of hexadecimal digits.
pub fn from_hex(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2);
    let byte = |pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    pairs.map(byte).collect()
}

async fn import(bytes: &[u8], kind: &str, uses: &[&str]) -> Result<CryptoKey, CipherError> {
    let imported = subtle()?
        .import_key_with_str("raw", &Uint8Array::from(bytes), kind, false, &usages(uses))
        .map_err(|_| CipherError::Unavailable)?;
    Ok(settled(imported).await?.unchecked_into())
}

async fn derived(how: &Object, base: &CryptoKey) -> Result<CryptoKey, CipherError> {
    let kind = AesDerivedKeyParams::new(CIPHER, 256);
    let uses = usages(&["encrypt", "decrypt"]);
    let deriving = subtle()?
        .derive_key_with_object_and_object(how, base, &kind, false, &uses)
        .map_err(|_| CipherError::Unavailable)?;
    Ok(settled(deriving).await?.unchecked_into())
}

fn how(iv: &[u8], place: &str) -> AesGcmParams {
    let how = AesGcmParams::new(CIPHER, &Uint8Array::from(iv));
    how.set_additional_data(&Uint8Array::from(place.as_bytes()));
    how
}

fn usages(words: &[&str]) -> JsValue {
    let words: Array = words.iter().map(|word| JsValue::from_str(word)).collect();
    Object::from(words).into()
}

fn subtle() -> Result<SubtleCrypto, CipherError> {
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let subtle = crypto.map(|crypto| crypto.subtle());
    // An insecure page has no such property, whatever its type says.
    subtle
        .filter(|subtle| !subtle.is_undefined())
        .ok_or(CipherError::Unavailable)
}

async fn settled(promise: js_sys::Promise) -> Result<JsValue, CipherError> {
    JsFuture::from(promise)
        .await
        .map_err(|_| CipherError::Refused)
}
