//! Ids that are made on the device.

use std::cell::Cell;

use uuid::{Builder, Uuid};

use super::{clock, random};

thread_local! {
    static LAST_MS: Cell<u64> = const { Cell::new(0) };
}

/// A new id, sortable by the time it was made (UUID version 7). Those made within one millisecond
/// stay in order too, so that lines that are filled in together do.
pub fn new_id() -> String {
    let now_ms = u64::try_from(clock::now_ms()).unwrap_or_default();
    let ms = LAST_MS.with(|last| {
        last.set(now_ms.max(last.get() + 1));
        last.get()
    });
    let id = Builder::from_unix_timestamp_millis(ms, &random::bytes()).into_uuid();
    id.to_string()
}

/// The same id for the same parts (UUID version 5), so that an import that is repeated finds the
/// records it made before.
pub fn id_of(parts: &[&str]) -> String {
    // The separator keeps ["ab", "c"] and ["a", "bc"] apart.
    let name = parts.join("\u{1f}");
    Uuid::new_v5(&Uuid::NAMESPACE_OID, name.as_bytes()).to_string()
}
