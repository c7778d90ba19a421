//! The days whose orders the list shows.

use domain::sales::{Month, Period};

use crate::components::Choice;
use crate::i18n::{counted, format, text_with, zone};
use crate::store::Store;

/// Periods that can always be chosen, in months back from today.
const MONTHS: [&str; 3] = ["1", "3", "12"];
/// Stands between the first and the last of several months.
const TO: &str = "..";

/// Whole months as an address names them: `2026-11`, or `2025-12..2026-11`.
pub fn period_word(period: Period) -> String {
    let (first, last) = (Month::of(period.first), Month::of(period.last));
    match first == last {
        true => first.to_string(),
        false => format!("{first}{TO}{last}"),
    }
}

/// The whole months of such a word.
pub fn whole_months(word: &str) -> Option<Period> {
    let (first, last) = word.split_once(TO).unwrap_or((word, word));
    Some(Period {
        first: Month::parse(first)?.first_day(),
        last: Month::parse(last)?.last_day(),
    })
}

/// What can be chosen; whole months only while they are chosen.
pub fn choices(chosen: &str) -> Vec<Choice> {
    let choice = |months: &str| {
        let words = counted("order.period_months", months.parse().unwrap_or(0));
        Choice::new(months, words)
    };
    let whole = whole_months(chosen).map(|period| Choice::new(chosen, words(period)));
    whole
        .into_iter()
        .chain(MONTHS.into_iter().map(choice))
        .collect()
}

fn words(period: Period) -> String {
    let (first, last) = (Month::of(period.first), Month::of(period.last));
    match first == last {
        true => format::month(first),
        false => {
            let names = [("first", first), ("last", last)];
            let names = names.map(|(key, month)| (key, format::month(month)));
            text_with("order.period_span", &names)
        }
    }
}

/// First and last day of a period: whole months, or from so many months before today on. Empty
/// texts for all time.
pub fn bounds(store: Store, period: &str) -> (String, String) {
    if let Some(days) = whole_months(period) {
        return (days.first.to_string(), days.last.to_string());
    }
    let Ok(months) = period.parse() else {
        return Default::default();
    };
    let ms = domain::customer::months_before(store.now_ms(), months);
    (zone::today(&store.zone(), ms), String::new())
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{period_word, whole_months};

    #[test]
    fn whole_months_and_their_words() {
        let check = |word: &str, expected: Option<[&str; 2]>| {
            let found = whole_months(word);
            let days = found.map(|period| [period.first.to_string(), period.last.to_string()]);
            assert_eq!(days, expected.map(|days| days.map(str::to_owned)), "{word}");
            let again = found.map(period_word);
            assert_eq!(again.as_deref(), expected.map(|_| word));
        };
        check("2026-11", Some(["2026-11-01", "2026-11-30"]));
        check("2025-12..2026-11", Some(["2025-12-01", "2026-11-30"]));
        check("2025-12..", None);
        check("12", None);
        check("", None);
    }
}
