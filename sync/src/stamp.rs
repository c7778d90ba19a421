//! Hybrid logical clock (Kulkarni et al. 2014, "Logical Physical Clocks"): stamps that order all
//! writes in the same way on every replica and stay close to wall time.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in the life of one replica, sortable as text of 16 characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Stamp {
    /// Milliseconds since 1970 in UTC, 45 bits.
    pub ms: u64,
    /// Distinguishes writes within a millisecond, 15 bits.
    pub counter: u16,
    /// The short number that the server issued to the replica, 20 bits.
    pub replica: u32,
}

const DIGITS: &[u8; 32] = b"0123456789abcdefghijklmnopqrstuv";
const MAX_MS: u64 = (1 << 45) - 1;
const MAX_COUNTER: u16 = (1 << 15) - 1;
/// The greatest number that a replica can have.
pub const MAX_REPLICA: u32 = (1 << 20) - 1;

/// The text is not a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a stamp")]
pub struct NotAStamp;

impl Stamp {
    /// The smallest stamp that is greater than `self`, carries `replica`, and is not earlier
    /// than the wall clock `now_ms`.
    pub fn next(self, now_ms: i64, replica: u32) -> Self {
        let now = u64::try_from(now_ms).unwrap_or(0).min(MAX_MS);
        let (ms, counter) = if now > self.ms {
            (now, 0)
        } else if self.counter < MAX_COUNTER {
            (self.ms, self.counter + 1)
        } else {
            (self.ms + 1, 0)
        };
        Self {
            ms,
            counter,
            replica: replica.min(MAX_REPLICA),
        }
    }
}

fn push_digits(out: &mut String, value: u64, width: u32) {
    for place in (0..width).rev() {
        let digit = (value >> (5 * place)) & 31;
        out.push(char::from(DIGITS[digit as usize]));
    }
}

fn read_digits(text: &[u8]) -> Result<u64, NotAStamp> {
    text.iter().try_fold(0, |value, byte| {
        let digit = DIGITS
            .iter()
            .position(|known| known == byte)
            .ok_or(NotAStamp)?;
        Ok((value << 5) | digit as u64)
    })
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::with_capacity(16);
        push_digits(&mut text, self.ms, 9);
        push_digits(&mut text, self.counter.into(), 3);
        push_digits(&mut text, self.replica.into(), 4);
        f.write_str(&text)
    }
}

impl FromStr for Stamp {
    type Err = NotAStamp;

    fn from_str(text: &str) -> Result<Self, NotAStamp> {
        let bytes = text.as_bytes();
        if bytes.len() != 16 {
            return Err(NotAStamp);
        }
        Ok(Self {
            ms: read_digits(&bytes[..9])?,
            counter: u16::try_from(read_digits(&bytes[9..12])?).map_err(|_| NotAStamp)?,
            replica: u32::try_from(read_digits(&bytes[12..])?).map_err(|_| NotAStamp)?,
        })
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_round_trips_and_sorts_like_the_stamp(
            a in (0..=MAX_MS, 0..=MAX_COUNTER, 0..=MAX_REPLICA),
            b in (0..=MAX_MS, 0..=MAX_COUNTER, 0..=MAX_REPLICA),
        ) {
            let stamp = |(ms, counter, replica)| Stamp { ms, counter, replica };
            let (a, b) = (stamp(a), stamp(b));
            prop_assert_eq!(a.to_string().parse::<Stamp>(), Ok(a));
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn the_next_stamp_is_greater_whatever_the_wall_clock_says(
            ms in 0..MAX_MS, counter in 0..=MAX_COUNTER, now in any::<i64>(), replica in 0..=MAX_REPLICA,
        ) {
            let last = Stamp { ms, counter, replica: 7 };
            let next = last.next(now, replica);
            prop_assert!((next.ms, next.counter) > (last.ms, last.counter));
        }
    }

    #[test]
    fn text_that_is_no_stamp_is_refused() {
        for text in [
            "",
            "0",
            "00000000000000000",
            "00000000000000zz",
            "000000000000000é",
        ] {
            assert_eq!(text.parse::<Stamp>(), Err(NotAStamp), "{text}");
        }
    }
}
