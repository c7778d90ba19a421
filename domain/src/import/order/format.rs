//! How a file writes numbers and days.

use std::cmp::Reverse;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::OrderTarget;
use crate::import::cell;
use crate::money::{
    DecimalError, PERCENT_DECIMALS, PRICE_DECIMALS, QUANTITY_DECIMALS, parse_decimal,
};

/// Years in which an order may have been made. A year of two digits is none of them.
const PLAUSIBLE_YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// How a file writes numbers and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// What separates decimals, `.` or `,`; the other may group digits by threes.
    pub decimal: char,
    /// The order of year, month and day.
    pub days: DayOrder,
    /// Numbers like `C536379` say that goods came back, and numbers like `A563185` put a debt
    /// right. Otherwise the letter only belongs to the number.
    pub letters: bool,
}

/// In which order a file writes year, month and day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayOrder {
    /// As `2010-12-31`.
    YearMonthDay,
    /// As `31/12/2010`.
    DayMonthYear,
    /// As `12/31/2010`.
    MonthDayYear,
}

impl Format {
    /// The format that reads the most of these rows. Where both separators read the same, it is
    /// the one that is seen less, because three digits after a separator are more often a group
    /// than decimals; then the comma. Of the orders of days the first of [`DayOrder::ALL`] wins.
    pub fn guess(targets: &[OrderTarget], rows: &[Vec<String>]) -> Self {
        Self {
            decimal: guess_decimal(&cells(targets, rows)),
            days: guess_days(&cells(targets, rows)),
            letters: guess_letters(&cells(targets, rows)),
        }
    }

    /// The number in a cell as a whole number of the last decimal that its target keeps.
    pub(super) fn number(self, target: OrderTarget, text: &str) -> Result<i64, DecimalError> {
        let decimals = decimals(target).ok_or(DecimalError::NotANumber)?;
        parse_decimal(text, self.decimal, decimals)
    }
}

impl DayOrder {
    /// All orders, the least doubtful first.
    pub const ALL: [Self; 3] = [Self::YearMonthDay, Self::DayMonthYear, Self::MonthDayYear];

    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year_month_day",
            Self::DayMonthYear => "day_month_year",
            Self::MonthDayYear => "month_day_year",
        }
    }

    /// The order of this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// The day of a text with or without a time after it.
    pub(super) fn read(self, text: &str) -> Option<NaiveDate> {
        let day = text.split([' ', 'T']).next()?;
        let separator = day.chars().find(|c| !c.is_ascii_digit())?;
        let mut parts = day.split(separator);
        let [first, second, third] = [parts.next()?, parts.next()?, parts.next()?];
        let is_whole = parts.next().is_none() && matches!(separator, '-' | '/' | '.');
        let (year, month, day) = match self {
            Self::YearMonthDay => (first, second, third),
            Self::DayMonthYear => (third, second, first),
            Self::MonthDayYear => (third, first, second),
        };
        let date = NaiveDate::from_ymd_opt(digits(year, 4)?, part(month)?, part(day)?)?;
        (is_whole && PLAUSIBLE_YEARS.contains(&date.year())).then_some(date)
    }
}

/// Decimals of what a target's cells hold; `None` when they hold no numbers.
fn decimals(target: OrderTarget) -> Option<u32> {
    match target {
        OrderTarget::Quantity => Some(QUANTITY_DECIMALS),
        OrderTarget::Price => Some(PRICE_DECIMALS),
        OrderTarget::Discount => Some(PERCENT_DECIMALS),
        _ => None,
    }
}

fn part(text: &str) -> Option<u32> {
    digits(text, 2)?.try_into().ok()
}

fn digits(text: &str, most: usize) -> Option<i32> {
    let is_sound = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_sound)
}

/// Every cell with something in it and what it becomes.
fn cells(targets: &[OrderTarget], rows: &[Vec<String>]) -> Vec<(OrderTarget, String)> {
    let in_row = |row: &Vec<String>| -> Vec<_> {
        let texts = row.iter().map(|cell| cell::clean(cell));
        targets.iter().copied().zip(texts).collect()
    };
    rows.iter()
        .flat_map(in_row)
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn guess_decimal(cells: &[(OrderTarget, String)]) -> char {
    let numbers: Vec<_> = cells
        .iter()
        .filter_map(|(target, text)| Some((decimals(*target)?, text)))
        .collect();
    let score = |separator: char| {
        let is_read =
            |(decimals, text): &&(u32, &String)| parse_decimal(text, separator, *decimals).is_ok();
        let seen = numbers.iter().filter(|(_, text)| text.contains(separator));
        (
            numbers.iter().filter(is_read).count(),
            Reverse(seen.count()),
        )
    };
    if score('.') > score(',') { '.' } else { ',' }
}

/// Letters tell documents apart where most numbers have none.
fn guess_letters(cells: &[(OrderTarget, String)]) -> bool {
    let numbers = cells
        .iter()
        .filter(|(target, _)| *target == OrderTarget::Document);
    let plain = |(_, text): &&(OrderTarget, String)| text.starts_with(|c: char| c.is_ascii_digit());
    2 * numbers.clone().filter(plain).count() > numbers.count()
}

fn guess_days(cells: &[(OrderTarget, String)]) -> DayOrder {
    let days = cells
        .iter()
        .filter(|(target, _)| *target == OrderTarget::OrderedOn);
    let read = |order: &DayOrder| {
        days.clone()
            .filter(|(_, text)| order.read(text).is_some())
            .count()
    };
    // The last of equals wins.
    DayOrder::ALL
        .into_iter()
        .rev()
        .max_by_key(read)
        .unwrap_or(DayOrder::YearMonthDay)
}

#[cfg(test)]
mod tests {
    use super::{DayOrder, Format};
    use crate::import::order::OrderTarget;

    #[test]
    fn separators() {
        let check = |prices: &[&str], expected| {
            let rows: Vec<_> = prices
                .iter()
                .map(|price| vec![(*price).to_owned()])
                .collect();
            let found = Format::guess(&[OrderTarget::Price], &rows).decimal;
            assert_eq!(found, expected, "{prices:?}");
        };
        check(&["6.0", "2.55"], '.');
        check(&["6,0", "2,55"], ',');
        check(&["1.250,50"], ',');
        check(&["1,250.50"], '.');
        check(&["12.500", "8.000"], ',');
        check(&["12,500", "8,000"], '.');
        check(&["12.500", "8.5"], '.');
        check(&["1250"], ',');
        check(&["x", "", "2.55"], '.');
        check(&[], ',');
    }

    #[test]
    fn orders_of_days() {
        let check = |days: &[&str], expected| {
            let rows: Vec<_> = days.iter().map(|day| vec![(*day).to_owned()]).collect();
            let found = Format::guess(&[OrderTarget::OrderedOn], &rows).days;
            assert_eq!(found, expected, "{days:?}");
        };
        check(&["2010-12-01 08:26:00"], DayOrder::YearMonthDay);
        check(&["1/12/2010", "2/12/2010"], DayOrder::DayMonthYear);
        check(&["1/12/2010", "13/12/2010"], DayOrder::DayMonthYear);
        check(&["1/12/2010", "12/13/2010"], DayOrder::MonthDayYear);
        check(&["", "x", "12/13/2010"], DayOrder::MonthDayYear);
        check(&[], DayOrder::YearMonthDay);
    }

    #[test]
    fn days() {
        use DayOrder::{DayMonthYear, MonthDayYear, YearMonthDay};
        let check = |order: DayOrder, text, expected: Option<&str>| {
            let found = order.read(text).map(|day| day.to_string());
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check(YearMonthDay, "2010-12-01 08:26:00", Some("2010-12-01"));
        check(YearMonthDay, "2010-12-01T08:26:00Z", Some("2010-12-01"));
        check(YearMonthDay, "2010/2/1", Some("2010-02-01"));
        check(YearMonthDay, "1/2/2010", None);
        check(DayMonthYear, "1.2.2010", Some("2010-02-01"));
        check(MonthDayYear, "1/2/2010 8:26", Some("2010-01-02"));
        check(MonthDayYear, "31/12/2010", None);
        check(DayMonthYear, "31/02/2010", None);
        check(DayMonthYear, "1/12/10", None);
        check(DayMonthYear, "1/12/1899", None);
        check(DayMonthYear, "1/12/2101", None);
        check(DayMonthYear, "1/12-2010", None);
        check(DayMonthYear, "1/12/2010/1", None);
        check(DayMonthYear, "+1/12/2010", None);
        check(DayMonthYear, "1_12_2010", None);
        check(YearMonthDay, "20101201", None);
        check(YearMonthDay, "kemarin", None);
    }

    #[test]
    fn words() {
        for order in DayOrder::ALL {
            assert_eq!(DayOrder::from_word(order.as_str()), Some(order));
        }
        assert_eq!(DayOrder::from_word("x"), None);
    }

    #[test]
    fn letters() {
        let check = |numbers: &[&str], expected| {
            let rows: Vec<Vec<String>> = numbers.iter().map(|text| vec![(*text).into()]).collect();
            let found = Format::guess(&[OrderTarget::Document], &rows).letters;
            assert_eq!(found, expected, "{numbers:?}");
        };
        check(&["536365", "536366", "C536379"], true);
        check(&["A0001", "A0002", "A0003"], false);
        check(&["INV-1", "INV-2"], false);
        check(&[], false);
    }
}
