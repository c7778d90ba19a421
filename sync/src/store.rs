//! What the device must be able to keep: small tables of bytes, written in guarded batches.

#[cfg(any(test, feature = "testing"))]
pub mod conformance;
pub mod memory;

/// A place that keeps bytes by table and key, shared by all tabs of one person.
///
/// Every batch names the generation it was planned on. A batch planned on an older one is not
/// written at all, so two tabs can never overwrite each other's sequence numbers or cursors.
#[allow(async_fn_in_trait)]
pub trait DeviceStore {
    /// All rows of a table in key order, with the generation they belong to.
    async fn load(&self, table: Table) -> Result<Vec<(String, Vec<u8>)>, StoreError>;

    /// The bytes of one row.
    async fn read(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// A number that every guarded batch raises by one.
    async fn generation(&self) -> Result<u64, StoreError>;

    /// Writes a batch whole or not at all. Returns only after it is complete.
    async fn write(&self, batch: Batch) -> Result<(), StoreError>;
}

/// The tables of a device store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// Replica, cursors, clock.
    Meta,
    /// Changes that the server has not acknowledged, by sequence number.
    Outbox,
    /// Refused changes that wait for a person.
    Tray,
    /// Discarded changes that can be brought back.
    Discarded,
    /// What is known of pulled records without their texts, in chunks.
    Chunk,
    /// The texts of the records of each chunk.
    Document,
    /// Pulled records that are newer than their chunk.
    Row,
    /// What was typed into forms and not saved.
    Draft,
    /// Histories of records as the server last told them.
    History,
    /// What the app shows while the others are being read.
    Front,
    /// Changes that the server has acknowledged, by sequence number, in case that it goes back.
    Kept,
}

impl Table {
    /// All tables.
    pub const ALL: [Self; 11] = [
        Self::Meta,
        Self::Outbox,
        Self::Tray,
        Self::Discarded,
        Self::Chunk,
        Self::Document,
        Self::Row,
        Self::Draft,
        Self::History,
        Self::Front,
        Self::Kept,
    ];

    /// Stable name in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Meta => "meta",
            Self::Outbox => "outbox",
            Self::Tray => "tray",
            Self::Discarded => "discarded",
            Self::Chunk => "chunk",
            Self::Document => "document",
            Self::Row => "row",
            Self::Draft => "draft",
            Self::History => "history",
            Self::Front => "front",
            Self::Kept => "kept",
        }
    }
}

/// How safe a batch must be when [`DeviceStore::write`] returns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// On the disk: what a person typed.
    Strict,
    /// In the browser's hands: what can be pulled again.
    Relaxed,
}

/// Writes that belong together.
#[derive(Debug, Clone)]
pub struct Batch {
    /// Generation the batch was planned on, which it raises by one; drafts have none.
    pub expect: Option<u64>,
    /// How safe it must be.
    pub durability: Durability,
    /// New bytes, or none to delete the row.
    pub rows: Vec<(Table, String, Option<Vec<u8>>)>,
}

impl Batch {
    /// An empty batch.
    pub fn new(expect: Option<u64>, durability: Durability) -> Self {
        Self {
            expect,
            durability,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn put(&mut self, table: Table, key: impl Into<String>, bytes: Vec<u8>) {
        self.rows.push((table, key.into(), Some(bytes)));
    }

    /// Removes a row.
    pub fn delete(&mut self, table: Table, key: impl Into<String>) {
        self.rows.push((table, key.into(), None));
    }
}

/// Why the device could not keep or give something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// Another tab wrote since the batch was planned; plan it again.
    #[error("another tab wrote first")]
    Conflict,
    /// The device has no room left.
    #[error("no room on the device")]
    Full,
    /// The connection to the database is gone for good; reload the page.
    #[error("the database connection was closed")]
    Closed,
    /// The database holds something that cannot be read.
    #[error("unreadable: {0}")]
    Unreadable(String),
    /// The database failed in another way.
    #[error("{0}")]
    Failed(String),
}
