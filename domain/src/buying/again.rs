//! When customers buy again, from nothing but the days of their sales.

use chrono::NaiveDate;

use super::median;

/// Least number of days with orders that show a rhythm.
const RHYTHM_DAYS: usize = 3;
/// Over by more than so many rhythms, a customer is lost rather than due.
const LOST_RHYTHMS: i64 = 2;

/// A customer whose next order is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueAgain {
    /// By how many days it is over the rhythm, 0 on the very day.
    pub over: i64,
    /// Usual days from one order to the next.
    pub rhythm: i64,
    /// The day of the last order.
    pub last_on: NaiveDate,
}

/// Whether an order is due on a day, by the days of all agreed sales in any order; `None` when
/// it is not or there is no rhythm.
pub fn due_by_days(days: Vec<NaiveDate>, today: NaiveDate) -> Option<DueAgain> {
    let last_on = days.iter().copied().max()?;
    let rhythm = rhythm_of_days(days)?;
    let over = (today - last_on).num_days() - rhythm;
    (over >= 0).then_some(DueAgain {
        over,
        rhythm,
        last_on,
    })
}

/// Days from one day with orders to the next: their median, of two in the middle the smaller one.
/// `None` with fewer than three such days.
pub fn rhythm_of_days(mut days: Vec<NaiveDate>) -> Option<i64> {
    days.sort_unstable();
    days.dedup();
    if days.len() < RHYTHM_DAYS {
        return None;
    }
    median(
        days.windows(2)
            .map(|pair| (pair[1] - pair[0]).num_days())
            .collect(),
    )
}

impl DueAgain {
    /// Whether the customer has stayed away for so long that they are lost rather than due:
    /// for more than two rhythms over the one after which the order was due.
    pub fn is_lost(&self) -> bool {
        self.over > LOST_RHYTHMS * self.rhythm
    }
}

#[cfg(test)]
mod tests {
    use super::{due_by_days, rhythm_of_days};
    use crate::receivables::samples::day;

    #[test]
    fn rhythms() {
        let check = |days: &[u64], expected| {
            let found = rhythm_of_days(days.iter().copied().map(day).collect());
            assert_eq!(found, expected, "{days:?}");
        };
        check(&[], None);
        check(&[0, 10], None);
        check(&[0, 10, 10], None);
        check(&[0, 10, 40], Some(10));
        check(&[40, 0, 10, 60], Some(20));
    }

    #[test]
    fn due_and_lost() {
        let check = |days: &[u64], today, expected: Option<(i64, i64, bool)>| {
            let found = due_by_days(days.iter().copied().map(day).collect(), day(today));
            let found = found.map(|due| (due.over, due.rhythm, due.is_lost()));
            assert_eq!(found, expected, "{days:?} {today}");
        };
        check(&[], 99, None);
        check(&[0, 10], 99, None);
        check(&[0, 10, 20], 29, None);
        check(&[20, 0, 10, 10], 30, Some((0, 10, false)));
        check(&[0, 10, 20], 50, Some((20, 10, false)));
        check(&[0, 10, 20], 51, Some((21, 10, true)));
    }
}
