//! Days and hours before now, in the zone of a branch.

use chrono::{DateTime, NaiveDate};

use crate::place::Place;
use crate::random::Random;

/// Milliseconds of a minute.
pub const MINUTE: i64 = 60_000;
/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// A moment in working hours of a working day, about so many days ago and never after now.
pub fn working_moment(random: &mut Random, place: &Place, now_ms: i64, days_ago: i64) -> i64 {
    let mut day = local_day(place, now_ms) - days_ago;
    if is_sunday(day) {
        day -= 1;
    }
    let time = random.between(8 * 60, 17 * 60 - 1) * MINUTE;
    let moment = day * DAY + time - place.utc_offset_ms();
    moment.min(now_ms - random.between(5, 90) * MINUTE)
}

/// The date in the zone of the branch, so many days after today, as fields hold it.
pub fn date_after(place: &Place, now_ms: i64, days: i64) -> String {
    date(local_day(place, now_ms) + days)
}

/// The date of a moment in the zone of the branch.
pub fn date_of(place: &Place, ms: i64) -> NaiveDate {
    naive(local_day(place, ms))
}

/// The date of a day counted from 1970-01-01.
pub fn date(day: i64) -> String {
    naive(day).to_string()
}

fn naive(day: i64) -> NaiveDate {
    DateTime::from_timestamp_millis(day * DAY)
        .unwrap_or_default()
        .date_naive()
}

fn local_day(place: &Place, now_ms: i64) -> i64 {
    (now_ms + place.utc_offset_ms()).div_euclid(DAY)
}

/// The first day of 1970 was a Thursday.
fn is_sunday(day: i64) -> bool {
    (day + 4).rem_euclid(7) == 0
}

#[cfg(test)]
mod tests {
    use super::{date, is_sunday};

    #[test]
    fn days() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(20_780), "2026-11-23");
        assert!(is_sunday(20_779));
        assert!(!is_sunday(20_780));
    }
}
