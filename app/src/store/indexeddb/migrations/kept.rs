//! Version 5: an object store for changes that the server has acknowledged.

use indexed_db_futures::{Build, database::Database};

/// Creates the object store. What was acknowledged before is not on the device any more.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    database.create_object_store("kept").build()?;
    Ok(())
}
