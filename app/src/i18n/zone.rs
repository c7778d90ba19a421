//! Between moments and what the clock on the wall of a time zone shows.

use super::civil::{DAY_MS, parse_local, write_day, write_local};
use super::intl::Formatter;

/// The calendar day of a moment: `2026-11-23`.
pub fn today(zone: &str, now_ms: i64) -> String {
    write_day(local_day(now_ms, zone))
}

/// A moment as the text of a date-time input: `2026-11-23T09:00`.
pub fn to_input(ms: i64, zone: &str) -> String {
    write_local(ms + offset(ms, zone))
}

/// The moment of a date-time input's text.
pub fn from_input(text: &str, zone: &str) -> Option<i64> {
    let local = parse_local(text)?;
    let near = local - offset(local, zone);
    // The offset may differ at the moment that was meant, on days when a zone changes its clock.
    Some(local - offset(near, zone))
}

/// The first moment of a calendar day.
pub fn start_of_day(iso: &str, zone: &str) -> Option<i64> {
    from_input(&format!("{iso}T00:00"), zone)
}

/// Days since 1970 of the calendar day of a moment.
pub(super) fn local_day(ms: i64, zone: &str) -> i64 {
    (ms + offset(ms, zone)).div_euclid(DAY_MS)
}

/// How far the zone's clock is ahead of UTC at a moment, milliseconds.
pub fn offset(ms: i64, zone: &str) -> i64 {
    let minute = ms - ms.rem_euclid(60_000);
    wall_clock(minute, zone).map_or(0, |local| local - minute)
}

/// Swedish writes `2026-11-23 09:42`, the text of an input but for one character.
fn wall_clock(ms: i64, zone: &str) -> Option<i64> {
    let formatter = Formatter {
        class: "DateTimeFormat",
        locale: "sv-SE",
        options: &[
            ("year", "numeric"),
            ("month", "2-digit"),
            ("day", "2-digit"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
        ],
        zone: zone.to_owned(),
    };
    parse_local(&formatter.moment(ms)?.replacen(' ', "T", 1))
}
