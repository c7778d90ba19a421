//! The device store over the IndexedDB of a real browser.

mod support;

use app::platform::cipher::Key;
use app::platform::ids;
use app::store::indexeddb::IndexedDb;
use app::store::seal::{Keyring, Place, Seal};
use support::{Patched, script};
use sync::store::conformance::conformance;
use sync::store::{Batch, DeviceStore, Durability, StoreError, Table};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const FAIL: &str = "throw new DOMException('planned', 'QuotaExceededError');";

async fn open(person: &str) -> IndexedDb {
    IndexedDb::open(person, Keyring::default())
        .await
        .expect("it must open")
}

fn batch(expect: u64, text: &str) -> Batch {
    let mut batch = Batch::new(Some(expect), Durability::Strict);
    batch.put(Table::Meta, "key", text.into());
    batch.put(Table::Outbox, "key", text.into());
    batch.delete(Table::Row, "key");
    batch
}

async fn texts(store: &IndexedDb) -> Vec<String> {
    let mut texts = Vec::new();
    for table in [Table::Meta, Table::Outbox] {
        let rows = store.load(table).await.expect("it must be readable");
        texts.extend(
            rows.into_iter()
                .map(|row| String::from_utf8_lossy(&row.1).into()),
        );
    }
    texts
}

#[wasm_bindgen_test]
async fn conforms() {
    conformance(async || {
        let person = ids::new_id();
        [open(&person).await, open(&person).await]
    })
    .await;
}

#[wasm_bindgen_test]
async fn keeps_what_it_holds_when_it_is_opened_again() {
    let person = ids::new_id();
    let store = open(&person).await;
    assert_eq!(store.write(batch(0, "kept")).await, Ok(()));
    drop(store);
    let store = open(&person).await;
    assert_eq!(texts(&store).await, ["kept", "kept"]);
    assert_eq!(store.generation().await, Ok(1));
}

#[wasm_bindgen_test]
async fn people_have_databases_of_their_own() {
    let (one, other) = (open(&ids::new_id()).await, open(&ids::new_id()).await);
    assert_eq!(one.write(batch(0, "one")).await, Ok(()));
    assert_eq!(texts(&other).await, Vec::<String>::new());
}

#[wasm_bindgen_test]
async fn a_request_without_room_writes_nothing() {
    let store = open(&ids::new_id()).await;
    assert_eq!(store.write(batch(0, "before")).await, Ok(()));
    for (class, method) in [
        ("IDBObjectStore.prototype", "put"),
        ("IDBObjectStore.prototype", "delete"),
        ("IDBTransaction.prototype", "commit"),
    ] {
        let patched = Patched::new(class, method, FAIL);
        let outcome = store.write(batch(1, "after")).await;
        assert_eq!(outcome, Err(StoreError::Full), "{method}");
        drop(patched);
        assert_eq!(texts(&store).await, ["before", "before"], "{method}");
        assert_eq!(store.generation().await, Ok(1), "{method}");
    }
    assert_eq!(store.write(batch(1, "after")).await, Ok(()));
}

/// Firefox writes a batch whose guard fails unless that was its last request.
#[wasm_bindgen_test]
async fn the_guard_is_what_is_asked_last() {
    let store = open(&ids::new_id()).await;
    let noted =
        "window.asked = `${this.name ?? 'the whole'} ${original.name}, after ${window.asked}`;
        return original.apply(this, args);";
    let _patched = [
        ("IDBObjectStore.prototype", "put"),
        ("IDBObjectStore.prototype", "delete"),
        ("IDBObjectStore.prototype", "add"),
        ("IDBTransaction.prototype", "commit"),
    ]
    .map(|(class, method)| Patched::new(class, method, noted));
    assert_eq!(store.write(batch(0, "text")).await, Ok(()));
    let asked = script("return window.asked;", "", "").await.as_string();
    let last = "the whole commit, after generation add, after generation delete, after row delete";
    let is_last = |asked: String| asked.starts_with(last);
    assert!(asked.clone().is_some_and(is_last), "{asked:?}");
}

#[wasm_bindgen_test]
async fn no_room_at_the_commit_writes_nothing() {
    let store = open(&ids::new_id()).await;
    // A browser that finds no room at the commit aborts, and leaves the reason here.
    let reason = "Object.defineProperty(this, 'error', {
        value: new DOMException('planned', 'QuotaExceededError') }); this.abort();";
    let patched = Patched::new("IDBTransaction.prototype", "commit", reason);
    assert_eq!(store.write(batch(0, "lost")).await, Err(StoreError::Full));
    drop(patched);
    assert_eq!(texts(&store).await, Vec::<String>::new());
    assert_eq!(store.generation().await, Ok(0));
}

#[wasm_bindgen_test]
async fn another_failure_is_told_as_it_is() {
    let store = open(&ids::new_id()).await;
    let fail = "throw new DOMException('planned', 'UnknownError');";
    let _patched = Patched::new("IDBObjectStore.prototype", "getAll", fail);
    let expected = StoreError::Failed("UnknownError: planned".to_owned());
    assert_eq!(store.load(Table::Row).await, Err(expected));
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_opened_again_once() {
    let store = open(&ids::new_id()).await;
    let lose_once = "owner.transaction = original;
        throw new DOMException('closing', 'InvalidStateError');";
    let _patched = Patched::new("IDBDatabase.prototype", "transaction", lose_once);
    assert_eq!(store.write(batch(0, "kept")).await, Ok(()));
    assert_eq!(texts(&store).await, ["kept", "kept"]);
    assert_eq!(store.generation().await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_transaction_that_the_browser_aborts_is_written_once() {
    let store = open(&ids::new_id()).await;
    let abort_once = "owner.commit = original; this.abort();";
    let _patched = Patched::new("IDBTransaction.prototype", "commit", abort_once);
    assert_eq!(store.write(batch(0, "kept")).await, Ok(()));
    assert_eq!(texts(&store).await, ["kept", "kept"]);
    assert_eq!(store.generation().await, Ok(1));
}

#[wasm_bindgen_test]
async fn a_connection_that_is_lost_again_is_closed() {
    let store = open(&ids::new_id()).await;
    let lose = "throw new DOMException('closing', 'InvalidStateError');";
    let patched = Patched::new("IDBDatabase.prototype", "transaction", lose);
    assert_eq!(store.write(batch(0, "lost")).await, Err(StoreError::Closed));
    assert_eq!(store.load(Table::Meta).await, Err(StoreError::Closed));
    drop(patched);
    assert_eq!(store.write(batch(0, "kept")).await, Ok(()));
}

#[wasm_bindgen_test]
async fn gives_way_to_a_newer_version_of_the_app() {
    let person = ids::new_id();
    let store = open(&person).await;
    let upgrade = "return new Promise((done, failed) => {
        const request = indexedDB.open(a, 1000);
        request.onsuccess = () => { request.result.close(); done(); };
        request.onerror = failed; });";
    script(upgrade, &format!("relasi-{person}"), "").await;
    assert_eq!(store.write(batch(0, "old")).await, Err(StoreError::Closed));
    let opened = IndexedDb::open(&person, Keyring::default()).await;
    assert_eq!(opened.map(drop), Err(StoreError::Closed));
}

#[wasm_bindgen_test]
async fn an_evicted_database_is_empty_and_refuses_older_plans() {
    let person = ids::new_id();
    let store = open(&person).await;
    assert_eq!(store.write(batch(0, "evicted")).await, Ok(()));
    let delete = "return new Promise((done, failed) => {
        const request = indexedDB.deleteDatabase(a);
        request.onsuccess = done; request.onerror = failed; });";
    script(delete, &format!("relasi-{person}"), "").await;
    assert_eq!(
        store.write(batch(1, "older")).await,
        Err(StoreError::Conflict)
    );
    assert_eq!(store.generation().await, Ok(0));
    assert_eq!(texts(&store).await, Vec::<String>::new());
}

const RAW_PUT: &str = "return new Promise((done, failed) => {
    const request = indexedDB.open(a);
    request.onsuccess = () => {
        const transaction = request.result.transaction('row', 'readwrite');
        transaction.objectStore('row').put(b, 'key');
        transaction.oncomplete = () => { request.result.close(); done(); }; };
    request.onerror = failed; });";

const RAW_GET: &str = "return new Promise((done, failed) => {
    const request = indexedDB.open(a);
    request.onsuccess = () => {
        const got = request.result.transaction(b).objectStore(b).get('key');
        got.onsuccess = () => { request.result.close();
            done(new TextDecoder().decode(got.result)); }; };
    request.onerror = failed; });";

#[wasm_bindgen_test]
async fn a_row_that_is_not_bytes_is_unreadable() {
    let person = ids::new_id();
    let store = open(&person).await;
    script(RAW_PUT, &format!("relasi-{person}"), "not bytes").await;
    let outcome = store.load(Table::Row).await;
    assert!(
        matches!(outcome, Err(StoreError::Unreadable(_))),
        "{outcome:?}"
    );
}

/// Writes the place in front and the bytes backwards.
struct Backwards;

impl Seal for Backwards {
    async fn seal(&self, place: Place<'_>, mut bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        bytes.extend(
            format!("{}/{} ", place.table.name(), place.key)
                .bytes()
                .rev(),
        );
        bytes.reverse();
        Ok(bytes)
    }

    async fn open(&self, place: Place<'_>, mut bytes: Vec<u8>) -> Result<Vec<u8>, StoreError> {
        let front = format!("{}/{} ", place.table.name(), place.key).len();
        bytes.drain(..front);
        bytes.reverse();
        Ok(bytes)
    }
}

#[wasm_bindgen_test]
async fn all_bytes_on_the_disk_are_sealed_for_their_place() {
    let person = ids::new_id();
    let store = IndexedDb::open(&person, Backwards)
        .await
        .expect("it must open");
    assert_eq!(store.write(batch(0, "abc")).await, Ok(()));
    let raw = script(RAW_GET, &format!("relasi-{person}"), "outbox").await;
    assert_eq!(raw.as_string().as_deref(), Some("outbox/key cba"));
    let rows = store.load(Table::Outbox).await;
    assert_eq!(rows, Ok(vec![("key".to_owned(), b"abc".to_vec())]));
}

/// A ring of keys that are made of their numbers.
async fn ring(numbers: &[u8], opens_plain: bool) -> Keyring {
    let mut keys = std::collections::BTreeMap::new();
    for number in numbers {
        let key = Key::from_bytes(&[*number; 32]).await.expect("a key");
        keys.insert(*number, key);
    }
    Keyring::new(keys, opens_plain)
}

async fn open_with(person: &str, numbers: &[u8], opens_plain: bool) -> IndexedDb {
    let ring = ring(numbers, opens_plain).await;
    IndexedDb::open(person, ring).await.expect("it must open")
}

#[wasm_bindgen_test]
async fn sealed_rows_open_only_with_their_key_and_in_their_place() {
    let ring = ring(&[1], false).await;
    let place = |key| Place {
        table: Table::Outbox,
        key,
    };
    let sealed = ring
        .seal(place("a"), b"Bu Sari".to_vec())
        .await
        .expect("sealed");
    assert!(!sealed.windows(4).any(|part| part == b"Sari"));
    let opened = ring.open(place("a"), sealed.clone()).await;
    assert_eq!(opened.as_deref(), Ok(b"Bu Sari".as_slice()));
    let mut changed = sealed.clone();
    *changed.last_mut().expect("bytes") ^= 1;
    for (place, bytes) in [(place("b"), sealed.clone()), (place("a"), changed)] {
        let outcome = ring.open(place, bytes).await;
        assert!(
            matches!(outcome, Err(StoreError::Unreadable(_))),
            "{outcome:?}"
        );
    }
    let plain = ring.open(place("a"), b"{}".to_vec()).await;
    assert_eq!(plain, Err(StoreError::Closed), "nothing is slipped in");
    let other = self::ring(&[2], false).await;
    assert_eq!(
        other.open(place("a"), sealed).await,
        Err(StoreError::Closed)
    );
}

#[wasm_bindgen_test]
async fn what_is_plain_or_under_an_older_key_is_sealed_anew() {
    let person = ids::new_id();
    let plain = open(&person).await;
    assert_eq!(plain.write(batch(0, "kept")).await, Ok(()));
    let name = format!("relasi-{person}");
    for (numbers, first) in [([1].as_slice(), 1), ([1, 2].as_slice(), 2)] {
        let store = open_with(&person, numbers, true).await;
        assert_eq!(store.reseal().await, Ok(()));
        let raw = script(RAW_GET, &name, "outbox").await.as_string();
        assert_eq!(raw.and_then(|raw| raw.bytes().next()), Some(first));
        drop(store);
        let store = open_with(&person, &[first], false).await;
        assert_eq!(texts(&store).await, ["kept", "kept"]);
    }
}

#[wasm_bindgen_test]
async fn a_sealed_store_conforms_too() {
    conformance(async || {
        let person = ids::new_id();
        [
            open_with(&person, &[1], false).await,
            open_with(&person, &[1], false).await,
        ]
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_key_from_a_password_opens_what_it_sealed() {
    let key = async |password: &str| {
        Key::from_password(password, b"salt", 1_000)
            .await
            .expect("a key")
    };
    let sealed = key("rahasia")
        .await
        .seal("key", b"bytes")
        .await
        .expect("sealed");
    let opened = key("rahasia").await.open("key", &sealed).await;
    assert_eq!(opened.as_deref(), Ok(b"bytes".as_slice()));
    assert!(key("rahasi").await.open("key", &sealed).await.is_err());
}
