//! The device store in IndexedDB: one database per person, one object store per table.

mod connection;
mod failure;
mod migrations;
mod transaction;

use std::rc::Rc;

use sync::store::{Batch, DeviceStore, StoreError, Table};

use self::connection::Connection;
use super::seal::{Place, Plain, Seal};

/// A person's database on this device. A clone shares the connection.
#[derive(Debug)]
pub struct IndexedDb<S = Plain> {
    connection: Rc<Connection>,
    seal: Rc<S>,
}

impl<S> Clone for IndexedDb<S> {
    fn clone(&self) -> Self {
        Self {
            connection: Rc::clone(&self.connection),
            seal: Rc::clone(&self.seal),
        }
    }
}

impl<S: Seal> IndexedDb<S> {
    /// Opens the database of a person, and makes or upgrades it where needed.
    ///
    /// # Errors
    /// [`StoreError::Closed`] when a newer version of the app has upgraded it.
    pub async fn open(person: &str, seal: S) -> Result<Self, StoreError> {
        let connection = Connection::open(format!("relasi-{person}")).await?;
        Ok(Self {
            connection: Rc::new(connection),
            seal: Rc::new(seal),
        })
    }

    async fn sealed(&self, mut batch: Batch) -> Result<Batch, StoreError> {
        for (table, key, bytes) in &mut batch.rows {
            if let Some(plain) = bytes.take() {
                let place = Place { table: *table, key };
                *bytes = Some(self.seal.seal(place, plain).await?);
            }
        }
        Ok(batch)
    }
}

impl<S: Seal> DeviceStore for IndexedDb<S> {
    async fn load(&self, table: Table) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let read = async |database: &_| transaction::read_table(database, table).await;
        let mut rows = self.connection.run(read).await?;
        for (key, bytes) in &mut rows {
            let place = Place { table, key };
            *bytes = self.seal.open(place, std::mem::take(bytes)).await?;
        }
        Ok(rows)
    }

    async fn read(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let read = async |database: &_| transaction::read_row(database, table, key).await;
        let Some(bytes) = self.connection.run(read).await? else {
            return Ok(None);
        };
        self.seal.open(Place { table, key }, bytes).await.map(Some)
    }

    async fn generation(&self) -> Result<u64, StoreError> {
        let read = async |database: &_| transaction::read_generation(database).await;
        self.connection.run(read).await
    }

    async fn write(&self, batch: Batch) -> Result<(), StoreError> {
        let batch = self.sealed(batch).await?;
        let write = async |database: &_| transaction::write(database, &batch).await;
        self.connection.run(write).await
    }
}
