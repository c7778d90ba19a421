//! What every adapter must do. Over D1 the HTTP tests run the same statements.

use futures::executor::block_on;
use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Statement, Value};

async fn check(database: &impl Database) {
    round_trip(database).await;
    a_batch_holds_whole(database).await;
    a_broken_guard_is_told_apart(database).await;
}

async fn round_trip(database: &impl Database) {
    let big = 1_i64 << 53;
    let sql = "SELECT ?1 AS text, CAST(?2 AS INTEGER) AS int, ?3 AS none, json_array(1) AS list";
    let params = [Value::from("é'\u{1F697}"), big.into(), Value::Null];
    let rows = database.query(Statement::new(sql, params)).await.unwrap();
    assert_eq!(rows[0].text("text"), Ok("é'\u{1F697}"));
    assert_eq!(rows[0].int("int"), Ok(big));
    assert_eq!(rows[0].maybe_text("none"), Ok(None));
    assert_eq!(rows[0].text("list"), Ok("[1]"));
    assert!(rows[0].int("absent").is_err() && rows[0].int("text").is_err());
}

fn put(series: &str, value: i64) -> Statement {
    let sql = "INSERT INTO counter (series, value) VALUES (?1, ?2) RETURNING value";
    Statement::new(sql, [series.into(), value.into()])
}

async fn count(database: &impl Database) -> i64 {
    let sql = "SELECT count(*) AS n FROM counter";
    database.query(Statement::new(sql, [])).await.unwrap()[0]
        .int("n")
        .unwrap()
}

async fn a_batch_holds_whole(database: &impl Database) {
    let before = count(database).await;
    let failed = database
        .batch(vec![put("a", 1), put("b", 2), put("a", 3)])
        .await;
    assert!(
        matches!(failed, Err(DatabaseError::Failed(_))),
        "{failed:?}"
    );
    assert_eq!(count(database).await, before);
    let rows = database
        .batch(vec![put("a", 1), put("b", 2)])
        .await
        .unwrap();
    assert_eq!(rows[1][0].int("value"), Ok(2));
    assert_eq!(count(database).await, before + 2);
}

async fn a_broken_guard_is_told_apart(database: &impl Database) {
    let before = count(database).await;
    let guard = Statement::new("INSERT INTO guard (holds) VALUES (0)", []);
    let aborted = database.batch(vec![put("c", 1), guard]).await;
    assert_eq!(aborted, Err(DatabaseError::Aborted));
    assert_eq!(count(database).await, before);
}

#[test]
fn sqlite_in_memory() {
    block_on(check(&Sqlite::in_memory().unwrap()));
}

#[test]
fn what_d1_would_not_take_fails_here_too() {
    let database = Sqlite::in_memory().unwrap();
    let many = vec![Value::Null; 101];
    assert!(block_on(database.query(Statement::new("SELECT 1", many))).is_err());
    let long = Value::Text("x".repeat(2_000_001));
    assert!(block_on(database.query(Statement::new("SELECT ?1", [long]))).is_err());
}
