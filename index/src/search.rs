//! Finding customers: views, words, digits.

use domain::complaint::State;
use domain::customer::Standing;
use domain::{name, phone};
use rustc_hash::FxHashSet;

use super::haystack::Haystack;
use super::{CustomerRow, Index, ViewCounts};

/// Which customers a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Everybody who is not archived.
    All,
    /// Seen within the months that the company has set.
    Active,
    /// Seen longer ago.
    Passive,
    /// Never seen.
    Prospects,
    /// Marked by hand.
    Troubled,
    /// Who usually pay late, or broke a promise to pay.
    PaysLate,
    /// With an open next step that is due.
    ToContact,
    /// Put away.
    Archived,
}

/// Numbers for the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Customers that are not archived.
    pub customers: usize,
    /// Next steps that are due.
    pub due_today: usize,
    /// Open complaints.
    pub complaints_open: usize,
    /// Open complaints past their due time.
    pub complaints_late: usize,
}

impl View {
    /// All views in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::All,
        Self::ToContact,
        Self::Active,
        Self::Passive,
        Self::Prospects,
        Self::PaysLate,
        Self::Troubled,
        Self::Archived,
    ];

    /// Stable word for addresses and texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Active => "active",
            Self::Passive => "passive",
            Self::Prospects => "prospects",
            Self::PaysLate => "pays_late",
            Self::Troubled => "troubled",
            Self::ToContact => "to_contact",
            Self::Archived => "archived",
        }
    }

    /// Whether the view shows a customer; `today` is a date as fields hold it.
    pub fn shows(self, row: &CustomerRow, today: &str) -> bool {
        match self {
            Self::Archived => row.archived,
            _ if row.archived => false,
            Self::All => true,
            Self::Active => row.standing == Standing::Active,
            Self::Passive => row.standing == Standing::Passive,
            Self::Prospects => row.standing == Standing::Prospect,
            Self::PaysLate => row.pays_late,
            Self::Troubled => row.troubled,
            Self::ToContact => !row.troubled && row.due.as_deref().is_some_and(|due| due <= today),
        }
    }
}

impl Index {
    /// Positions in [`Index::customers`] of those that a view of a branch, or of all branches,
    /// shows on the day for which rows are made, and that match every word of the query.
    pub fn search(&self, query: &str, view: View, branch: Option<&str>) -> Vec<u32> {
        let mut found: Vec<u32> = match needles(query).split_first() {
            Some((word, others)) => self.haystack().rows_with(word, others),
            None => (0..).take(self.customers.len()).collect(),
        };
        found.retain(|at| {
            let row = &self.customers[*at as usize];
            view.shows(row, &self.now.day) && row.is_of(branch)
        });
        found
    }

    /// How many customers of a branch, or of all branches, each of [`View::ALL`] shows on the day for
    /// which rows are made.
    pub fn view_counts(&self, branch: Option<&str>) -> ViewCounts {
        self.tally.of(branch)
    }

    /// Ids of the customers who are found by a word.
    pub(crate) fn customers_with(&self, word: &str) -> FxHashSet<&str> {
        let found = self.haystack().rows_with(word, &[]).into_iter();
        found.map(|at| &*self.customers[at as usize].id).collect()
    }

    fn haystack(&self) -> &Haystack {
        let rows = || self.customers.iter().map(|row| self.found_by(row));
        self.haystack.get_or_init(|| Haystack::of(rows()))
    }

    /// Numbers for the navigation.
    pub fn counts(&self, now_ms: i64, today: &str) -> Counts {
        let open = || {
            self.complaints
                .iter()
                .filter(|row| !row.archived && row.state != State::Done)
        };
        Counts {
            customers: self.tally.shown(View::All),
            due_today: self
                .due
                .iter()
                .filter(|row| row.next_on.as_str() <= today)
                .count(),
            complaints_open: open().count(),
            complaints_late: open()
                .filter(|row| row.due_ms.is_some_and(|due| due < now_ms))
                .count(),
        }
    }
}

/// What must occur in a row: a phone number in any notation as its digits, a code or plate as
/// written, and other text word by word.
fn needles(query: &str) -> Vec<String> {
    let digits = query.chars().filter(char::is_ascii_digit).count();
    let letters = query.chars().filter(|c| c.is_alphabetic()).count();
    if digits >= 4 && letters == 0 && !query.contains('/') {
        return vec![phone::search_digits(query)];
    }
    name::fold(query)
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}
