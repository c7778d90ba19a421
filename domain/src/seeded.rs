//! Repeatable numbers for the tests of properties.

/// A generator of numbers, the same ones for the same seed (SplitMix64).
pub(crate) struct Seeded(u64);

impl Seeded {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number between the two, both included.
    pub(crate) fn within(&mut self, least: i64, most: i64) -> i64 {
        let count = i128::from(most) - i128::from(least) + 1;
        let offset = i128::from(self.next()) % count;
        i64::try_from(i128::from(least) + offset).expect("within the two")
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        let most = i64::try_from(items.len()).expect("a short list") - 1;
        &items[usize::try_from(self.within(0, most)).expect("not negative")]
    }

    /// Puts the items into another order.
    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            let most = i64::try_from(at).expect("a short list");
            items.swap(
                at,
                usize::try_from(self.within(0, most)).expect("not negative"),
            );
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
