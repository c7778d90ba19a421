//! The transactions of the store. Each waits for nothing but its own requests.

use std::collections::BTreeSet;

use indexed_db_futures::{
    Build, BuildPrimitive,
    database::Database,
    internals::SystemRepr,
    prelude::QuerySource,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
    typed_array::{Uint8Array, Uint8ArraySlice},
};
use sync::store::{Batch, Durability, Table};
use web_sys::IdbTransaction;

use super::{failure::Failure, guard};

/// Reads all rows of a table in the order of their keys.
pub async fn read_table(
    database: &Database,
    table: Table,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let transaction = database.transaction(table.name()).build()?;
    let store = transaction.object_store(table.name())?;
    let keys = store.get_all_keys::<String>().primitive()?;
    let values = store.get_all::<Uint8Array>().primitive()?;
    let (keys, values) = (keys.await?, values.await?);
    keys.zip(values)
        .map(|(key, value)| Ok((key?, value?.into())))
        .collect()
}

/// Reads one row.
pub async fn read_row(
    database: &Database,
    table: Table,
    key: &str,
) -> Result<Option<Vec<u8>>, Failure> {
    let transaction = database.transaction(table.name()).build()?;
    let store = transaction.object_store(table.name())?;
    let stored: Option<Uint8Array> = store.get(key).primitive()?.await?;
    Ok(stored.map(Into::into))
}

/// Writes a batch whole or not at all.
///
/// Nothing is waited for between the requests and the commit, so that a write comes back once, and
/// not also in its middle, behind whatever the page is drawing.
pub async fn write(database: &Database, batch: &Batch) -> Result<(), Failure> {
    let scope = scope(batch);
    if scope.is_empty() {
        return Ok(());
    }
    let transaction = begin(database, scope, batch.durability)?;
    send(&transaction, batch)?;
    // Last, as Firefox takes back what it was told to commit only when the last request has failed.
    if let Some(expected) = batch.expect {
        guard::pass(&transaction, expected)?;
    }
    commit(transaction).await
}

fn scope(batch: &Batch) -> Vec<&'static str> {
    let tables = batch.rows.iter().map(|row| row.0);
    let tables: BTreeSet<Table> = tables.collect();
    let guard = batch.expect.map(|_| guard::TABLE);
    tables.into_iter().map(Table::name).chain(guard).collect()
}

fn begin<'a>(
    database: &'a Database,
    scope: Vec<&'static str>,
    durability: Durability,
) -> Result<Transaction<'a>, Failure> {
    let durability = match durability {
        Durability::Strict => TransactionDurability::Strict,
        Durability::Relaxed => TransactionDurability::Relaxed,
    };
    let transaction = database
        .transaction(scope)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(durability))
        .build()?;
    Ok(transaction)
}

fn send(transaction: &Transaction<'_>, batch: &Batch) -> Result<(), Failure> {
    for (table, key, bytes) in &batch.rows {
        let store = transaction.object_store(table.name())?;
        match bytes {
            Some(bytes) => {
                let value = Uint8ArraySlice::new(bytes);
                drop(store.put(value).with_key(key.as_str()).primitive()?);
            }
            None => drop(store.delete(key.as_str()).primitive()?),
        }
    }
    Ok(())
}

async fn commit(transaction: Transaction<'_>) -> Result<(), Failure> {
    let raw: IdbTransaction = transaction.as_sys().clone().into();
    let Err(error) = transaction.commit().await else {
        return Ok(());
    };
    // A full device shows only now, as an abort that leaves its reason at the transaction. Another tab
    // that wrote first shows as the error of the guard's last request.
    let reason = raw.error();
    // A commit that could not even be asked for would still happen by itself.
    let _ = raw.abort();
    Err(reason.map_or_else(|| error.into(), Failure::from))
}
