//! Phone numbers in any Indonesian notation.

/// Area codes of two digits; all others have three.
const SHORT_AREAS: &[&str] = &["21", "22", "24", "31", "61"];

/// The number as `+` and digits with the country code, or `None` when it cannot be one:
/// `0812-4410-2201`, `62812 4410 2201` and `(+62) 812 44102201` are all `+6281244102201`.
pub fn normalise(text: &str) -> Option<String> {
    let digits = dialled(text)?;
    let international = match digits.strip_prefix('+') {
        Some(rest) => rest.to_owned(),
        None => with_country(&digits)?,
    };
    let number = match international.strip_prefix("62") {
        // People also write the trunk prefix after the country code: +62 (0)812.
        Some(national) => format!("62{}", national.strip_prefix('0').unwrap_or(national)),
        None => international,
    };
    is_plausible(&number).then(|| format!("+{number}"))
}

/// A normalised number as people read it, `+62 812-4410-2201`. Others are returned as they are.
pub fn display(number: &str) -> String {
    let Some(national) = number.strip_prefix("+62").filter(|rest| rest.is_ascii()) else {
        return number.to_owned();
    };
    let area = if SHORT_AREAS.iter().any(|area| national.starts_with(area)) {
        2
    } else {
        3
    };
    if national.len() < area + 4 {
        return number.to_owned();
    }
    let (area, subscriber) = national.split_at(area);
    let (first, second) = subscriber.split_at(if subscriber.len() < 8 { 3 } else { 4 });
    format!("+62 {area}-{first}-{second}")
}

/// The digits by which a number is found, whatever notation it was typed in. Part of a number
/// gives part of its digits.
pub fn search_digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let local = digits.trim_start_matches('0');
    local
        .strip_prefix("62")
        .unwrap_or(local)
        .trim_start_matches('0')
        .to_owned()
}

/// Digits and a leading plus; `None` when there is anything that no phone number contains.
fn dialled(text: &str) -> Option<String> {
    let mut digits = String::new();
    for c in text.trim().chars() {
        match c {
            '0'..='9' => digits.push(c),
            '+' if digits.is_empty() => digits.push(c),
            ' ' | '\u{a0}' | '-' | '\u{2010}'..='\u{2013}' | '.' | '(' | ')' | '/' => {}
            _ => return None,
        }
    }
    Some(digits)
}

fn with_country(digits: &str) -> Option<String> {
    if let Some(rest) = digits.strip_prefix("00") {
        return Some(rest.to_owned());
    }
    if let Some(national) = digits.strip_prefix('0') {
        return Some(format!("62{national}"));
    }
    if digits.starts_with("62") {
        return Some(digits.to_owned());
    }
    // Spreadsheets lose the leading zero of mobile numbers.
    digits.starts_with('8').then(|| format!("62{digits}"))
}

fn is_plausible(number: &str) -> bool {
    match number.strip_prefix("62") {
        Some(national) => (8..=13).contains(&national.len()) && !national.starts_with('0'),
        None => (8..=15).contains(&number.len()) && !number.starts_with('0'),
    }
}

#[cfg(test)]
mod tests {
    use super::{display, normalise, search_digits};

    #[test]
    fn every_notation_is_the_same_number() {
        let check = |input: &str, expected: &str| {
            assert_eq!(normalise(input).as_deref(), Some(expected), "{input}");
        };
        for input in [
            "0812-4410-2201",
            "+62 812-4410-2201",
            "62812 4410 2201",
            "(+62) 812.4410.2201",
            "+62 (0)812 44102201",
            "0062 812 4410 2201",
            "81244102201",
            " 0812\u{a0}4410\u{2013}2201 ",
        ] {
            check(input, "+6281244102201");
        }
        check("(0411) 872 113", "+62411872113");
        check("021 5550 1234", "+622155501234");
        check("+1 415 555 0100", "+14155550100");
        check("0065 6123 4567", "+6561234567");
    }

    #[test]
    fn what_is_no_number() {
        for input in [
            "",
            "-",
            "872113",
            "0812",
            "abc",
            "0812x",
            "8.12441E+11",
            "0+62812",
            "+0812441022",
        ] {
            assert_eq!(normalise(input), None, "{input}");
        }
    }

    #[test]
    fn normalising_twice_changes_nothing() {
        for input in ["0812-4410-2201", "(0411) 872 113", "+1 415 555 0100"] {
            let once = normalise(input);
            assert_eq!(once.as_deref().and_then(normalise), once);
        }
    }

    #[test]
    fn displays() {
        let check = |input: &str, expected: &str| assert_eq!(display(input), expected);
        check("+6281244102201", "+62 812-4410-2201");
        check("+62411872113", "+62 411-872-113");
        check("+622155501234", "+62 21-5550-1234");
        check("+14155550100", "+14155550100");
        check("17850", "17850");
        check("+62é1", "+62é1");
    }

    #[test]
    fn search() {
        let check = |input: &str, expected: &str| assert_eq!(search_digits(input), expected);
        check("0812-44", "81244");
        check("+62 812", "812");
        check("2201", "2201");
        check("+62 0812", "812");
        check("Siti", "");
    }
}
