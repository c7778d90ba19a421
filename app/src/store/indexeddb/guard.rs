//! The guard of the generation: lets a batch pass only on the generation that it was planned on.
//!
//! The table holds one row, whose key is the generation. All its rows have the same value, which an
//! index lets exist only once. Who removes the row of the expected generation and adds that of the next
//! is therefore refused by the browser, and the whole transaction with it, if the row that is there is
//! another. No answer has to be awaited for that.

use indexed_db_futures::{
    Build, BuildPrimitive, KeyPath, database::Database, prelude::QuerySource,
    transaction::Transaction,
};
use sync::store::StoreError;

use super::failure::Failure;

/// Name of the table.
pub const TABLE: &str = "generation";

const ONLY: u32 = 1;

/// Makes the table, on generation 0: a step of the migrations, and as final as those.
pub fn create(database: &Database) -> indexed_db_futures::Result<()> {
    let store = database.create_object_store(TABLE).build()?;
    // An empty key path stands for the value itself.
    let only = store.create_index("only", KeyPath::One(""));
    only.with_unique(true).build()?;
    drop(store.add(ONLY).with_key(0_f64).primitive()?);
    Ok(())
}

/// Goes on from the expected generation to the next. On another one the last request fails with a
/// `ConstraintError`.
pub fn pass(transaction: &Transaction<'_>, expected: u64) -> Result<(), Failure> {
    let store = transaction.object_store(TABLE)?;
    let (from, to) = (expected as f64, (expected + 1) as f64);
    drop(store.delete(from).primitive()?);
    drop(store.add(ONLY).with_key(to).primitive()?);
    Ok(())
}

/// Reads the generation.
pub async fn read(database: &Database) -> Result<u64, Failure> {
    let transaction = database.transaction(TABLE).build()?;
    let store = transaction.object_store(TABLE)?;
    let mut keys = store.get_all_keys::<f64>().primitive()?.await?;
    let missing = || StoreError::Unreadable(TABLE.to_owned());
    Ok(keys.next().ok_or_else(missing)?? as u64)
}
