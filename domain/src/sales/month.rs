//! Calendar months, and the days from which and until which something counts.

use std::fmt;
use std::iter::successors;

use chrono::{Datelike, Days, Months, NaiveDate};

/// A calendar month. Written as `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(NaiveDate);

/// Days from one to another, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        Self(day.with_day(1).unwrap_or(day))
    }

    /// The month of a text such as `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let month = Self(NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?);
        (month.to_string() == text).then_some(month)
    }

    /// The month so many months before.
    pub fn back(self, months: u32) -> Self {
        Self(self.0 - Months::new(months))
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.0 + Months::new(1) - Days::new(1)
    }

    /// Its days.
    pub fn period(self) -> Period {
        Period {
            first: self.first_day(),
            last: self.last_day(),
        }
    }
}

impl Period {
    /// Whether a day is in it.
    pub fn holds(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// The months that it touches, in order.
    pub fn months(self) -> impl Iterator<Item = Month> {
        let last = Month::of(self.last);
        let next = |month: &Month| Some(Month(month.0.checked_add_months(Months::new(1))?));
        successors(Some(Month::of(self.first)), next).take_while(move |month| *month <= last)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0.format("%Y-%m"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Month, Period};

    #[test]
    fn months_of_texts() {
        let check = |text, expected: Option<[&str; 2]>| {
            let found = Month::parse(text).map(|month| month.period());
            let found = found.map(|period| [period.first.to_string(), period.last.to_string()]);
            assert_eq!(
                found,
                expected.map(|days| days.map(str::to_owned)),
                "{text}"
            );
        };
        check("2026-11", Some(["2026-11-01", "2026-11-30"]));
        check("2028-02", Some(["2028-02-01", "2028-02-29"]));
        check("2026-12", Some(["2026-12-01", "2026-12-31"]));
        check("2026-13", None);
        check("2026-1", None);
        check("12", None);
        check("", None);
    }

    #[test]
    fn months_before() {
        let check = |text: &str, months, expected| {
            let found = Month::parse(text).map(|month| month.back(months).to_string());
            assert_eq!(found.as_deref(), Some(expected));
        };
        check("2026-11", 0, "2026-11");
        check("2026-11", 11, "2025-12");
        check("2026-01", 1, "2025-12");
    }

    #[test]
    fn months_of_periods() {
        let check = |first: &str, last: &str, expected: &[&str]| {
            let day = |text: &str| text.parse().expect("a day");
            let (first, last) = (day(first), day(last));
            let found: Vec<_> = Period { first, last }
                .months()
                .map(|month| month.to_string())
                .collect();
            assert_eq!(found, expected);
        };
        check(
            "2026-11-30",
            "2027-01-01",
            &["2026-11", "2026-12", "2027-01"],
        );
        check("2026-11-01", "2026-11-01", &["2026-11"]);
        check("2026-12-01", "2026-11-30", &[]);
    }
}
