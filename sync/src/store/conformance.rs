//! What every device store must do, as checks that run over each of them.

use super::{Batch, DeviceStore, Durability, StoreError, Table};

/// Checks a device store. `fresh` opens two handles, as two tabs would, on a new empty store.
///
/// # Panics
/// When the store does not behave as [`DeviceStore`] promises.
pub async fn conformance<S: DeviceStore>(fresh: impl AsyncFn() -> [S; 2]) {
    starts_empty(fresh().await).await;
    writes_and_deletes_rows(fresh().await).await;
    keeps_tables_apart(fresh().await).await;
    loads_rows_in_key_order(fresh().await).await;
    reads_one_row(fresh().await).await;
    guards_the_generation(fresh().await).await;
    writes_a_refused_batch_not_at_all(fresh().await).await;
    writes_drafts_without_a_generation(fresh().await).await;
    keeps_any_bytes(fresh().await).await;
    keeps_a_large_value(fresh().await).await;
    keeps_a_batch_of_many_rows(fresh().await).await;
    shows_each_handle_what_the_other_wrote(fresh().await).await;
    lets_one_of_two_racing_handles_win(fresh().await).await;
}

async fn starts_empty<S: DeviceStore>([store, _]: [S; 2]) {
    assert_eq!(store.generation().await, Ok(0));
    for table in Table::ALL {
        assert_rows(&store, table, &[]).await;
    }
}

async fn writes_and_deletes_rows<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = strict(0);
    batch.put(Table::Row, "a", b"1".into());
    batch.put(Table::Row, "b", b"2".into());
    write(&store, batch).await;

    let mut batch = Batch::new(Some(1), Durability::Relaxed);
    batch.put(Table::Row, "a", b"3".into());
    batch.delete(Table::Row, "b");
    batch.delete(Table::Row, "never written");
    write(&store, batch).await;
    assert_rows(&store, Table::Row, &[("a", b"3")]).await;
}

async fn keeps_tables_apart<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = strict(0);
    for table in Table::ALL {
        batch.put(table, "same key", table.name().into());
    }
    write(&store, batch).await;
    for table in Table::ALL {
        assert_rows(&store, table, &[("same key", table.name().as_bytes())]).await;
    }
}

async fn reads_one_row<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = strict(0);
    batch.put(Table::History, "a", b"1".into());
    batch.put(Table::Draft, "b", b"2".into());
    write(&store, batch).await;
    let read = async |key| store.read(Table::History, key).await;
    assert_eq!(read("a").await, Ok(Some(b"1".into())));
    assert_eq!(read("b").await, Ok(None));
}

async fn loads_rows_in_key_order<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = strict(0);
    for key in ["b", "0000000010", "a/2", "0000000009", "a", "B"] {
        batch.put(Table::Meta, key, b"x".into());
    }
    write(&store, batch).await;
    let keys: Vec<String> = load(&store, Table::Meta)
        .await
        .into_iter()
        .map(|row| row.0)
        .collect();
    assert_eq!(keys, ["0000000009", "0000000010", "B", "a", "a/2", "b"]);
}

async fn guards_the_generation<S: DeviceStore>([store, _]: [S; 2]) {
    write(&store, strict(0)).await;
    write(&store, strict(1)).await;
    for wrong in [0, 1, 3] {
        assert_eq!(store.write(strict(wrong)).await, Err(StoreError::Conflict));
    }
    assert_eq!(store.generation().await, Ok(2));
    write(&store, strict(2)).await;
    assert_eq!(store.generation().await, Ok(3));
}

async fn writes_a_refused_batch_not_at_all<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = strict(0);
    batch.put(Table::Outbox, "1", b"kept".into());
    write(&store, batch).await;

    let mut batch = strict(0);
    batch.delete(Table::Outbox, "1");
    batch.put(Table::Row, "1", b"refused".into());
    assert_eq!(store.write(batch).await, Err(StoreError::Conflict));
    assert_rows(&store, Table::Outbox, &[("1", b"kept")]).await;
    assert_rows(&store, Table::Row, &[]).await;
}

async fn writes_drafts_without_a_generation<S: DeviceStore>([store, _]: [S; 2]) {
    write(&store, strict(0)).await;
    let mut batch = Batch::new(None, Durability::Relaxed);
    batch.put(Table::Draft, "customer/new", b"half a name".into());
    write(&store, batch).await;
    write(&store, Batch::new(None, Durability::Relaxed)).await;
    assert_eq!(store.generation().await, Ok(1));
    assert_rows(&store, Table::Draft, &[("customer/new", b"half a name")]).await;
}

async fn keeps_any_bytes<S: DeviceStore>([store, _]: [S; 2]) {
    let every_byte: Vec<u8> = (0..=u8::MAX).collect();
    let mut batch = strict(0);
    batch.put(Table::Chunk, "empty", Vec::new());
    batch.put(Table::Chunk, "every", every_byte.clone());
    write(&store, batch).await;
    assert_rows(
        &store,
        Table::Chunk,
        &[("empty", b""), ("every", &every_byte)],
    )
    .await;
}

async fn keeps_a_large_value<S: DeviceStore>([store, _]: [S; 2]) {
    let large: Vec<u8> = (0..5_000_000_u32)
        .map(|place| place.wrapping_mul(31).to_le_bytes()[1])
        .collect();
    let mut batch = strict(0);
    batch.put(Table::Chunk, "large", large.clone());
    write(&store, batch).await;
    assert!(load(&store, Table::Chunk).await == [("large".to_owned(), large)]);
}

async fn keeps_a_batch_of_many_rows<S: DeviceStore>([store, _]: [S; 2]) {
    let mut batch = Batch::new(Some(0), Durability::Relaxed);
    for number in 0..2_000 {
        batch.put(
            Table::Row,
            format!("{number:06}"),
            format!("value {number}").into(),
        );
    }
    write(&store, batch).await;
    let rows = load(&store, Table::Row).await;
    assert_eq!(rows.len(), 2_000);
    assert_eq!(rows[1_234], ("001234".to_owned(), b"value 1234".to_vec()));
}

async fn shows_each_handle_what_the_other_wrote<S: DeviceStore>([one, other]: [S; 2]) {
    let mut batch = strict(0);
    batch.put(Table::Outbox, "1", b"one".into());
    write(&one, batch).await;
    assert_eq!(other.write(strict(0)).await, Err(StoreError::Conflict));

    let mut batch = strict(1);
    batch.put(Table::Outbox, "2", b"other".into());
    write(&other, batch).await;
    assert_rows(&one, Table::Outbox, &[("1", b"one"), ("2", b"other")]).await;
    assert_eq!(one.generation().await, Ok(2));
}

async fn lets_one_of_two_racing_handles_win<S: DeviceStore>([one, other]: [S; 2]) {
    let mut first = strict(0);
    first.put(Table::Outbox, "1", b"first".into());
    let mut second = strict(0);
    second.put(Table::Outbox, "1", b"second".into());

    let outcomes = futures::join!(one.write(first), other.write(second));
    let winner: &[u8] = match outcomes {
        (Ok(()), Err(StoreError::Conflict)) => b"first",
        (Err(StoreError::Conflict), Ok(())) => b"second",
        others => panic!("exactly one must win, not {others:?}"),
    };
    assert_rows(&one, Table::Outbox, &[("1", winner)]).await;
    assert_eq!(one.generation().await, Ok(1));
}

fn strict(expect: u64) -> Batch {
    Batch::new(Some(expect), Durability::Strict)
}

async fn write<S: DeviceStore>(store: &S, batch: Batch) {
    assert_eq!(store.write(batch).await, Ok(()));
}

async fn load<S: DeviceStore>(store: &S, table: Table) -> Vec<(String, Vec<u8>)> {
    store.load(table).await.expect("the table must be readable")
}

async fn assert_rows<S: DeviceStore>(store: &S, table: Table, expected: &[(&str, &[u8])]) {
    let rows = load(store, table).await;
    let rows: Vec<(&str, &[u8])> = rows
        .iter()
        .map(|(key, bytes)| (key.as_str(), bytes.as_slice()))
        .collect();
    assert_eq!(rows, expected, "{}", table.name());
}
