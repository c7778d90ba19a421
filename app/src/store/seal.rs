//! The one place where bytes pass between the app and what lies on the disk.

use sync::store::{StoreError, Table};

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

/// Leaves bytes as they are. A cipher takes its place once the company's key exists.
#[derive(Debug, Clone, Copy, Default)]
pub struct Plain;

impl Seal for Plain {
    async fn seal(&self, _: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        Ok(bytes)
    }

    async fn open(&self, _: Place<'_>, bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        Ok(bytes)
    }
}
