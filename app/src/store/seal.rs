//! The one place where bytes pass between the app and what lies on the disk.

use std::collections::BTreeMap;

use sync::store::{StoreError, Table};

use crate::platform::cipher::Key;

/// Turns bytes into what may lie on the disk, and back.
///
/// It is asynchronous because the browser's ciphers are. The store therefore seals a batch before
/// its transaction begins and opens rows after the transaction ended: a transaction that waits for
/// anything but its own requests commits too early.
///
/// What is never sealed: keys, and the generation, which is read inside the transaction.
#[allow(async_fn_in_trait)]
pub trait Seal {
    /// Seals the bytes of a row, bound to the place where the row lies.
    async fn seal(&self, place: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError>;

    /// Opens what [`Seal::seal`] made for the same place.
    async fn open(&self, place: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError>;
}

/// Where a row lies, so that a sealed row cannot be passed off as another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// Table of the row.
    pub table: Table,
    /// Key of the row.
    pub key: &'a str,
}

/// The keys of a person on this device by number; the greatest seals, all open. A sealed row begins
/// with the number of its key.
///
/// Without keys bytes stay as they are: so does a device that was signed in on before there were
/// keys, until the next sign-in.
#[derive(Debug, Clone, Default)]
pub struct Keyring {
    keys: BTreeMap<u8, Key>,
    opens_plain: bool,
}

/// No plain row begins with a byte below this one: all are texts.
const FIRST_OF_TEXT: u8 = b' ';

impl Keyring {
    /// A ring of these keys. Rows that were never sealed are refused, unless they are still to be.
    pub fn new(keys: BTreeMap<u8, Key>, opens_plain: bool) -> Self {
        Self { keys, opens_plain }
    }

    /// Whether these bytes on the disk are what it would write today.
    pub fn is_current(&self, bytes: &[u8]) -> bool {
        match self.keys.last_key_value() {
            Some((number, _)) => bytes.first() == Some(number),
            None => true,
        }
    }
}

impl Seal for Keyring {
    async fn seal(&self, place: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let Some((number, key)) = self.keys.last_key_value() else {
            return Ok(bytes);
        };
        let sealed = key.seal(&place.name(), &bytes).await;
        let mut sealed = sealed.map_err(|error| StoreError::Failed(error.to_string()))?;
        sealed.insert(0, *number);
        Ok(sealed)
    }

    async fn open(&self, place: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        if self.keys.is_empty() {
            return Ok(bytes);
        }
        let is_plain = bytes.first().is_none_or(|first| *first >= FIRST_OF_TEXT);
        let key = bytes.first().and_then(|number| self.keys.get(number));
        match key {
            Some(key) => {
                let opened = key.open(&place.name(), &bytes[1..]).await;
                opened.map_err(|error| StoreError::Unreadable(error.to_string()))
            }
            None if is_plain && self.opens_plain => Ok(bytes),
            // Another tab has moved on to a newer key.
            None => Err(StoreError::Closed),
        }
    }
}

impl Place<'_> {
    fn name(&self) -> String {
        format!("{}/{}", self.table.name(), self.key)
    }
}
