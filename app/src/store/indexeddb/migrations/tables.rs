//! Version 1: an object store for each table, and one for the guard.

use indexed_db_futures::{Build, database::Database};

/// Creates the object stores. The names are written out: a step never changes once it is released.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    let stores = [
        "guard",
        "meta",
        "outbox",
        "tray",
        "discarded",
        "chunk",
        "row",
        "draft",
    ];
    for store in stores {
        database.create_object_store(store).build()?;
    }
    Ok(())
}
