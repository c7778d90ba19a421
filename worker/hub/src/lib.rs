//! The server side of sync and all SQL, over a small database trait.
//!
//! Runs natively over SQLite and in the Worker over D1 with the same statements.

pub mod accounts;
mod answer;
mod check;
mod commit;
pub mod database;
mod devices;
mod error;
mod feed_writer;
mod history;
mod id;
mod insert;
mod lost;
mod numbers;
mod plan;
mod pull;
mod references;
mod round;
mod snapshot;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod view;

pub use database::{Database, DatabaseError, Row, Statement, Value};
pub use devices::Device;
pub use error::HubError;
pub use history::HistoryEntry;
pub use id::is_id;
pub use insert::NewRecord;

/// Version of the tables: the number of the last migration.
pub const SCHEMA_VERSION: u32 = 5;

/// The server of one company over its database.
#[derive(Debug)]
pub struct Hub<'a, D> {
    database: &'a D,
}

impl<'a, D: Database> Hub<'a, D> {
    /// The hub over this database.
    pub fn new(database: &'a D) -> Self {
        Self { database }
    }
}
