//! Ids that are made on the device.

use uuid::{Builder, Uuid};

use super::{clock, random};

/// A new id, sortable by the time it was made (UUID version 7).
pub fn new_id() -> String {
    let ms = u64::try_from(clock::now_ms()).unwrap_or_default();
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
