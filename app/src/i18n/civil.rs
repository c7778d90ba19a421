//! The calendar in plain numbers: days since 1970, and the text of date inputs.

/// A day of the calendar, milliseconds.
pub const DAY_MS: i64 = 86_400_000;

/// A date and time of day as a clock on the wall shows it, counted as if it were UTC.
pub(super) fn parse_local(text: &str) -> Option<i64> {
    let (day, time) = text.split_once('T')?;
    let mut parts = time.split(':').map(|part| part.parse::<i64>().ok());
    let (hours, minutes) = (parts.next()??, parts.next()??);
    let valid = (0..24).contains(&hours) && (0..60).contains(&minutes);
    valid.then_some(day_number(day)? * DAY_MS + (hours * 60 + minutes) * 60_000)
}

/// The text of a date-time input for such a count: `2026-11-23T09:00`.
pub(super) fn write_local(local_ms: i64) -> String {
    let minutes = local_ms.rem_euclid(DAY_MS) / 60_000;
    let day = write_day(local_ms.div_euclid(DAY_MS));
    format!("{day}T{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Days since 1970-01-01 of a day such as `2026-11-23`, none when there is no such day.
pub fn day_number(iso: &str) -> Option<i64> {
    let mut parts = iso.splitn(3, '-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let number = days_from_civil(year, month, day);
    (write_day(number) == iso).then_some(number)
}

/// The day so many days after 1970-01-01: `2026-11-23`.
pub fn write_day(number: i64) -> String {
    let (year, month, day) = civil_from_days(number);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The day so many days later, or earlier when negative.
pub fn add_days(iso: &str, days: i64) -> Option<String> {
    Some(write_day(day_number(iso)?.checked_add(days)?))
}

/// Whole years from one day to another, e.g. an age.
pub fn years_between(from: &str, to: &str) -> Option<i64> {
    let (from, to) = (
        civil_from_days(day_number(from)?),
        civil_from_days(day_number(to)?),
    );
    Some(to.0 - from.0 - i64::from((to.1, to.2) < (from.1, from.2)))
}

/// Years are counted from March, so that the leap day is a year's last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

fn civil_from_days(number: i64) -> (i64, i64, i64) {
    let shifted = number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn days_and_back() {
        let check = |iso: &str, number| {
            assert_eq!(day_number(iso), Some(number), "{iso}");
            assert_eq!(write_day(number), iso);
        };
        check("1970-01-01", 0);
        check("1969-12-31", -1);
        check("2000-02-29", 11_016);
        check("2026-11-23", 20_780);
    }

    #[test]
    fn days_that_do_not_exist() {
        for iso in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "x-y-z",
            "2026-11-31",
        ] {
            assert_eq!(day_number(iso), None, "{iso}");
        }
    }

    #[test]
    fn days_added() {
        let check = |iso, days, expected: &str| {
            assert_eq!(add_days(iso, days).as_deref(), Some(expected));
        };
        check("2026-11-23", 1, "2026-11-24");
        check("2026-12-31", 1, "2027-01-01");
        check("2028-03-01", -1, "2028-02-29");
    }

    #[test]
    fn local_times() {
        let check = |text: &str| {
            assert_eq!(parse_local(text).map(write_local).as_deref(), Some(text));
        };
        check("2026-11-23T09:00");
        check("1969-07-20T20:17");
        assert_eq!(parse_local("2026-11-23T24:00"), None);
        assert_eq!(parse_local("2026-11-23"), None);
    }

    #[test]
    fn ages() {
        assert_eq!(years_between("1985-02-03", "2026-11-23"), Some(41));
        assert_eq!(years_between("1985-11-24", "2026-11-23"), Some(40));
    }
}
