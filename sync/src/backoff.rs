//! How long a device waits before it tries again.

/// Doubled with each failure; the first waits for at most twice as long, milliseconds.
const STEP_MS: u32 = 500;

/// A server that asks for more than this is mistaken, milliseconds.
const MOST_ASKED_MS: u32 = 60_000;

/// Wait after so many failures in a row, milliseconds: at most `longest_ms`, unless the server asked
/// for `asked_ms`, which is the least. `fraction` is drawn anew each time, from 0 up to but not
/// including 1.
pub fn wait_ms(failures: u32, longest_ms: u32, asked_ms: u32, fraction: f64) -> u32 {
    let usual = (STEP_MS << failures.min(10)).min(longest_ms);
    let most = usual.max(asked_ms.min(MOST_ASKED_MS) * 2);
    // Devices that lost the line together must not come back together.
    most / 2 + (fraction * f64::from(most / 2)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check((failures, longest_ms, asked_ms): (u32, u32, u32), earliest: u32, latest: u32) {
        let wait = |fraction| wait_ms(failures, longest_ms, asked_ms, fraction);
        assert_eq!(wait(0.0), earliest);
        assert!((latest - 1..=latest).contains(&wait(0.999_999)));
    }

    #[test]
    fn each_failure_doubles_the_wait_up_to_the_longest() {
        check((1, 10_000, 0), 500, 1_000);
        check((2, 10_000, 0), 1_000, 2_000);
        check((5, 10_000, 0), 5_000, 10_000);
        check((u32::MAX, 10_000, 0), 5_000, 10_000);
        check((u32::MAX, 300_000, 0), 150_000, 300_000);
    }

    #[test]
    fn nobody_comes_back_before_they_were_asked_to_nor_all_at_once() {
        check((1, 10_000, 2_000), 2_000, 4_000);
        check((4, 10_000, 2_000), 4_000, 8_000);
        check((5, 10_000, 30_000), 30_000, 60_000);
        check((1, 10_000, u32::MAX), 60_000, 120_000);
    }
}
