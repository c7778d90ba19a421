//! What was measured.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::AddAssign;
use std::time::Duration;

/// How long things of one sort took.
#[derive(Debug, Clone, Default)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    /// Adds `count` things that took so long.
    pub fn add(&mut self, took: Duration, count: usize) {
        self.0.extend(std::iter::repeat_n(took, count));
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// What so many of a hundred did not exceed; nothing where there are none.
    pub fn percentile(&self, percent: usize) -> Duration {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let at = (sorted.len() * percent).div_ceil(100).max(1) - 1;
        sorted.get(at).copied().unwrap_or_default()
    }
}

impl AddAssign for Latencies {
    fn add_assign(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// As the end of a line of a table: how many, p50, p95, p99 and the longest, in seconds.
impl fmt::Display for Latencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>8}", self.count())?;
        [50, 95, 99, 100]
            .into_iter()
            .try_for_each(|percent| write!(f, "{:>9.3}", self.percentile(percent).as_secs_f64()))
    }
}

/// What one device, or all of them, met with.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// From when a change was to be sent to when the device knew that it was taken in.
    pub changes: Latencies,
    /// From when a round was to begin to when the device had sent and received everything, of rounds
    /// in which it had something to send.
    pub pushes: Latencies,
    /// The same of rounds in which it only asked.
    pub pulls: Latencies,
    /// Single requests that were answered, from when they left.
    pub requests: Latencies,
    /// Requests that were not, by status and code or by what happened.
    pub failures: BTreeMap<String, usize>,
    /// Bytes of answers.
    pub bytes: usize,
}

impl Tally {
    /// Counts a request that was not answered as it should be.
    pub fn fail(&mut self, what: &str) {
        *self.failures.entry(what.to_owned()).or_default() += 1;
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.changes += other.changes;
        self.pushes += other.pushes;
        self.pulls += other.pulls;
        self.requests += other.requests;
        self.bytes += other.bytes;
        for (what, count) in other.failures {
            *self.failures.entry(what).or_default() += count;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let mut latencies = Latencies::default();
        assert_eq!(latencies.percentile(99), Duration::ZERO);
        for second in (1..=200).rev() {
            latencies.add(Duration::from_secs(second), 1);
        }
        let seconds = [0, 50, 95, 99, 100].map(|percent| latencies.percentile(percent).as_secs());
        assert_eq!(seconds, [1, 100, 190, 198, 200]);
    }

    #[test]
    fn things_that_ended_together_count_each() {
        let mut latencies = Latencies::default();
        latencies.add(Duration::from_secs(1), 1);
        latencies.add(Duration::from_secs(2), 99);
        assert_eq!(latencies.percentile(1).as_secs(), 1);
        assert_eq!(latencies.percentile(2).as_secs(), 2);
        assert_eq!(latencies.count(), 100);
    }
}
