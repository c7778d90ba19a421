//! Ids that devices make up.

/// Longest id.
pub(crate) const MAX_ID: usize = 64;

/// Whether a record or a device may have this id.
pub fn is_id(id: &str) -> bool {
    let is_id_byte = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !id.is_empty() && id.len() <= MAX_ID && id.bytes().all(is_id_byte)
}
