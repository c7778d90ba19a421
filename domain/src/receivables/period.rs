//! How far back a statement goes.

use chrono::{Months, NaiveDate};

/// A period up to today: 3 bulan, 12 bulan, semua.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Period {
    /// The last three months.
    #[default]
    Quarter,
    /// The last twelve months.
    Year,
    /// From the first entry on.
    Everything,
}

impl Period {
    /// All periods, the shortest first.
    pub const ALL: [Self; 3] = [Self::Quarter, Self::Year, Self::Everything];

    /// The first day of the period that ends today.
    pub fn first_day(self, today: NaiveDate) -> NaiveDate {
        let months = match self {
            Self::Quarter => 3,
            Self::Year => 12,
            Self::Everything => return NaiveDate::MIN,
        };
        let first = today.checked_sub_months(Months::new(months));
        first.unwrap_or(NaiveDate::MIN)
    }

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Everything => "everything",
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::Period;

    #[test]
    fn first_days() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let check = |period: Period, today, expected| {
            assert_eq!(period.first_day(day(today)), expected, "{period:?} {today}");
        };
        check(Period::Quarter, "2026-11-23", day("2026-08-23"));
        check(Period::Quarter, "2026-05-31", day("2026-02-28"));
        check(Period::Year, "2028-02-29", day("2027-02-28"));
        check(Period::Everything, "2026-11-23", NaiveDate::MIN);
    }
}
