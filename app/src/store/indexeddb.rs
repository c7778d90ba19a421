//! The device store in IndexedDB: one database per person, one object store per table.

mod connection;
mod failure;
mod guard;
mod migrations;
mod transaction;

use std::rc::Rc;

use futures::future::try_join_all;
use futures::lock::Mutex;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};

use self::connection::Connection;
use super::seal::{Keyring, Place, Seal};

/// Rows that are sealed anew in one transaction.
const RESEALED_AT_ONCE: usize = 500;

/// A person's database on this device. A clone shares the connection.
#[derive(Debug)]
pub struct IndexedDb<S = Keyring> {
    connection: Rc<Connection>,
    seal: Rc<S>,
    /// Batches are written in the order in which they were handed over, however long each takes to
    /// be sealed.
    turn: Rc<Mutex<()>>,
}

impl<S> Clone for IndexedDb<S> {
    fn clone(&self) -> Self {
        Self {
            connection: Rc::clone(&self.connection),
            seal: Rc::clone(&self.seal),
            turn: Rc::clone(&self.turn),
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
            turn: Rc::default(),
        })
    }

    async fn sealed(&self, mut batch: Batch) -> Result<Batch, StoreError> {
        let seal = async |(table, key, bytes): &mut (Table, String, Option<Vec<u8>>)| {
            if let Some(plain) = bytes.take() {
                let place = Place { table: *table, key };
                *bytes = Some(self.seal.seal(place, plain).await?);
            }
            Ok::<(), StoreError>(())
        };
        try_join_all(batch.rows.iter_mut().map(seal)).await?;
        Ok(batch)
    }
}

impl IndexedDb {
    /// Removes the database of a person from the device. Tabs that have it open give it up.
    pub async fn delete(person: &str) -> Result<(), StoreError> {
        connection::delete(&format!("relasi-{person}"))
            .await
            .map_err(StoreError::from)
    }

    /// Seals everything that is plain or sealed with an older key with the latest. Run before a
    /// replica is opened, which would take it for the work of another tab.
    pub async fn reseal(&self) -> Result<(), StoreError> {
        for table in Table::ALL {
            while !self.reseal_table(table).await? {}
        }
        Ok(())
    }

    /// Answers whether that was everything: another tab that writes meanwhile ends it.
    async fn reseal_table(&self, table: Table) -> Result<bool, StoreError> {
        let mut generation = self.generation().await?;
        let read = async |database: &_| transaction::read_table(database, table).await;
        let mut rows = self.connection.run(read).await?;
        rows.retain(|(_, bytes)| !self.seal.is_current(bytes));
        while !rows.is_empty() {
            let rest = rows.split_off(rows.len().min(RESEALED_AT_ONCE));
            let mut batch = Batch::new(Some(generation), Durability::Strict);
            for (key, bytes) in std::mem::replace(&mut rows, rest) {
                let plain = self.seal.open(Place { table, key: &key }, bytes).await?;
                batch.put(table, key, plain);
            }
            match self.write(batch).await {
                Ok(()) => generation += 1,
                Err(StoreError::Conflict) => return Ok(false),
                Err(error) => return Err(error),
            }
        }
        Ok(true)
    }
}

impl<S: Seal> DeviceStore for IndexedDb<S> {
    async fn load(&self, table: Table) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        let read = async |database: &_| transaction::read_table(database, table).await;
        let mut rows = self.connection.run(read).await?;
        let open = async |(key, bytes): &mut (String, Vec<u8>)| {
            let place = Place { table, key };
            *bytes = self.seal.open(place, std::mem::take(bytes)).await?;
            Ok::<(), StoreError>(())
        };
        try_join_all(rows.iter_mut().map(open)).await?;
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
        let read = async |database: &_| guard::read(database).await;
        self.connection.run(read).await
    }

    async fn write(&self, batch: Batch) -> Result<(), StoreError> {
        let turn = self.turn.lock().await;
        let batch = self.sealed(batch).await?;
        // What is waiting goes on only after the transaction below has begun.
        drop(turn);
        let write = async |database: &_| transaction::write(database, &batch).await;
        self.connection.run(write).await
    }
}
