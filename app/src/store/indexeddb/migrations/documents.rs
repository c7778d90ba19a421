//! Version 3: an object store for the texts of records, apart from what lists need of them.

use indexed_db_futures::{Build, database::Database};

/// Creates the object store. Chunks that hold their texts themselves are rewritten when the device
/// is idle.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    database.create_object_store("document").build()?;
    Ok(())
}
