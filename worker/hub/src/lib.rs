//! The server side of sync and all SQL, over a small database trait.
//!
//! Runs natively over SQLite and in the Worker over D1 with the same statements.

pub mod accounts;
mod answer;
#[cfg(feature = "sqlite")]
pub mod backup;
mod check;
mod commit;
mod compact;
pub mod database;
mod devices;
mod erase;
mod error;
mod farewell;
mod feed_writer;
mod history;
mod id;
mod insert;
mod moved;
mod numbers;
mod plan;
mod pull;
mod references;
mod refused;
pub mod restore;
mod round;
mod snapshot;
#[cfg(feature = "sqlite")]
pub mod sqlite;
mod sync_round;
mod view;

pub use database::{Database, DatabaseError, Row, Statement, Value};
pub use devices::Device;
pub use erase::{EraseError, Erasure};
pub use error::HubError;
pub use farewell::Farewell;
pub use history::HistoryEntry;
pub use id::is_id;
pub use insert::NewRecord;
pub use moved::{Answered, Moved, Sight};
pub use refused::{Decision, RefusedChange};
pub use sync_round::{Counts, SyncDay, SyncHistory, SyncRound};

/// Version of the tables: the number of the last migration.
pub const SCHEMA_VERSION: u32 = 13;

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
