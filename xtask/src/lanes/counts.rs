//! How many tests passed, read from what the test runners print.

use std::ops::AddAssign;

use crate::problem::Problem;
use crate::process::Transcript;

/// Tests by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: u32,
    pub failed: u32,
    pub skipped: u32,
}

impl Counts {
    /// Of a lane that is one check.
    pub const ONE_PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// Of a lane that could not run.
    pub const ONE_FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };

    /// Of a lane whose program either succeeds or does not.
    pub fn of_one_check(transcript: &Transcript) -> Self {
        if transcript.success {
            Self::ONE_PASSED
        } else {
            Self::ONE_FAILED
        }
    }

    /// Of a test runner: cargo's, the browser's (which prints the same) or Node's.
    pub fn of_tests(transcript: &Transcript, lane: &'static str) -> Result<Self, Problem> {
        let mut counts = Self::default();
        for line in plain(&transcript.text).lines().map(str::trim) {
            if let Some(summary) = line.strip_prefix("test result:") {
                counts += cargo_summary(summary);
            } else if let Some(summary) = line.strip_prefix("ℹ ") {
                counts += node_summary(summary);
            }
        }
        if !transcript.success && counts.failed == 0 {
            counts.failed = 1;
        }
        if counts == Self::default() {
            Err(Problem::NoTests { lane })
        } else {
            Ok(counts)
        }
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Reads ` ok. 3 passed; 0 failed; 1 ignored; …`.
fn cargo_summary(summary: &str) -> Counts {
    let count = |word: &str| {
        let part = summary
            .split([';', '.'])
            .find(|part| part.trim_end().ends_with(word));
        part.and_then(|part| part.split_whitespace().next())
            .and_then(|count| count.parse().ok())
    };
    Counts {
        passed: count("passed").unwrap_or(0),
        failed: count("failed").unwrap_or(0),
        skipped: count("ignored").unwrap_or(0),
    }
}

/// Reads `pass 3`, `fail 0`, `cancelled 0`, `skipped 1` or `todo 0`.
fn node_summary(summary: &str) -> Counts {
    let mut counts = Counts::default();
    let (word, count) = summary.split_once(' ').unwrap_or((summary, ""));
    let count = count.parse().unwrap_or(0);
    match word {
        "pass" => counts.passed = count,
        "fail" | "cancelled" => counts.failed = count,
        "skipped" | "todo" => counts.skipped = count,
        _ => {}
    }
    counts
}

/// The text without the codes that colour it.
fn plain(text: &str) -> String {
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |plain, piece| {
        plain + piece.split_once('m').map_or(piece, |(_, rest)| rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(text: &str, success: bool) -> Option<Counts> {
        Counts::of_tests(
            &Transcript {
                text: text.to_owned(),
                success,
            },
            "any",
        )
        .ok()
    }

    #[test]
    fn every_result_line_counts() {
        let text = "running 3 tests\ntest result: \u{1b}[32mok\u{1b}[m. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored\n";
        assert_eq!(
            counts(text, false),
            Some(Counts {
                passed: 4,
                failed: 2,
                skipped: 1
            })
        );
    }

    #[test]
    fn nodes_summary_counts() {
        let text = "✔ opens (2ms)\nℹ tests 4\nℹ suites 0\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\nℹ duration_ms 49\n";
        assert_eq!(
            counts(text, false),
            Some(Counts {
                passed: 2,
                failed: 1,
                skipped: 1
            })
        );
    }

    #[test]
    fn a_runner_that_fails_without_a_count_has_failed() {
        assert_eq!(
            counts("error: could not compile", false),
            Some(Counts::ONE_FAILED)
        );
    }

    #[test]
    fn no_test_at_all_is_no_success() {
        assert_eq!(
            counts("test result: ok. 0 passed; 0 failed; 0 ignored", true),
            None
        );
    }
}
