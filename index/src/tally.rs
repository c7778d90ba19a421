//! How many customers each view shows, counted as rows come and go: the list says it whenever it is
//! drawn, and walking over everybody took longer than drawing it.

use rustc_hash::FxHashMap;

use super::{CustomerRow, View};

/// How many customers each of [`View::ALL`] shows.
pub type ViewCounts = [usize; View::ALL.len()];

/// Counts of all branches together and of each.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    all: ViewCounts,
    of_branch: FxHashMap<String, ViewCounts>,
}

impl Tally {
    /// Counts a row that came; `day` is the one for which rows are made.
    pub fn add(&mut self, row: &CustomerRow, day: &str) {
        self.change(row, day, |count| *count += 1);
    }

    /// No longer counts a row that was added on the same day.
    pub fn remove(&mut self, row: &CustomerRow, day: &str) {
        self.change(row, day, |count| *count -= 1);
    }

    /// The counts of a branch, or of all branches.
    pub fn of(&self, branch: Option<&str>) -> ViewCounts {
        match branch {
            Some(branch) => self.of_branch.get(branch).copied().unwrap_or_default(),
            None => self.all,
        }
    }

    /// How many customers of all branches a view shows.
    pub fn shown(&self, view: View) -> usize {
        let mut counts = View::ALL.into_iter().zip(self.all);
        let of_view = counts.find(|(other, _)| *other == view);
        of_view.map_or(0, |(_, count)| count)
    }

    fn change(&mut self, row: &CustomerRow, day: &str, step: fn(&mut usize)) {
        let shown = View::ALL.map(|view| view.shows(row, day));
        let count = |counts: &mut ViewCounts| {
            let counts = counts.iter_mut().zip(shown);
            counts
                .filter(|(_, is_shown)| *is_shown)
                .for_each(|(count, _)| step(count));
        };
        count(&mut self.all);
        for branch in row.branches() {
            match self.of_branch.get_mut(branch) {
                Some(counts) => count(counts),
                None => count(self.of_branch.entry(branch.clone()).or_default()),
            }
        }
    }
}
