//! The sum that lets a device notice that its copy of a feed differs from the server's.

/// Sums are taken modulo this, so that they are exact in a JavaScript number.
pub const MODULUS: u64 = 1 << 48;

/// Hash of one record in one version: FNV-1a of id and version, folded to 48 bits.
pub fn entry(id: &str, version: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64;
    let bytes = id.as_bytes().iter().copied().chain(version.to_le_bytes());
    let hash = bytes.fold(start, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash ^ (hash >> 48)) % MODULUS
}

/// Sum of entries modulo [`MODULUS`].
pub fn sum(entries: impl IntoIterator<Item = u64>) -> u64 {
    entries
        .into_iter()
        .fold(0, |sum, entry| (sum + entry) % MODULUS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_tells_versions_and_records_apart_and_ignores_order() {
        let both = sum([entry("a", 1), entry("b", 1)]);
        assert_eq!(both, sum([entry("b", 1), entry("a", 1)]));
        assert_ne!(both, sum([entry("a", 2), entry("b", 1)]));
        assert_ne!(both, sum([entry("a", 1)]));
        assert!(entry("a", u64::MAX) < MODULUS);
    }
}
