//! Decimal numbers as people type them, read into whole numbers without loss.

use std::fmt;

/// Why a text is not a number that can be kept. The words are stable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalError {
    /// Not digits with an optional minus and at most one decimal separator.
    NotANumber,
    /// The digits before the decimal separator do not stand in groups of three.
    Grouping,
    /// More decimals than can be kept.
    TooManyDecimals,
    /// Too great to be kept.
    OutOfRange,
}

/// Reads a decimal number as a whole number of its last decimal: `1.250,5` with two decimals
/// and the separator `,` is 125050. The other of `.` and `,` may group digits by threes.
/// Nothing is rounded: a decimal that cannot be kept is an error unless it is a zero.
pub fn parse_decimal(text: &str, separator: char, decimals: u32) -> Result<i64, DecimalError> {
    let text = text.trim();
    let (is_negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text),
    };
    let (whole, fraction) = match digits.split_once(separator) {
        Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
        Some(_) => return Err(DecimalError::NotANumber),
        None => (digits, ""),
    };
    let whole = ungrouped(whole, if separator == ',' { '.' } else { ',' })?;
    let kept = fraction.trim_end_matches('0');
    let places = decimals as usize;
    if kept.len() > places {
        return Err(DecimalError::TooManyDecimals);
    }
    let sign = if is_negative { "-" } else { "" };
    format!("{sign}{whole}{kept:0<places$}")
        .parse()
        .map_err(|_| DecimalError::OutOfRange)
}

/// Writes a whole number of its last decimal as plain text without groups and without zeros at
/// its end: 125050 with two decimals and the separator `,` is `1250,5`.
pub fn format_decimal(number: i64, separator: char, decimals: u32) -> String {
    let places = decimals as usize;
    let digits = format!("{:0>1$}", number.unsigned_abs(), places + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places);
    let sign = if number < 0 { "-" } else { "" };
    match fraction.trim_end_matches('0') {
        "" => format!("{sign}{whole}"),
        fraction => format!("{sign}{whole}{separator}{fraction}"),
    }
}

/// The digits without what groups them.
fn ungrouped(whole: &str, grouping: char) -> Result<String, DecimalError> {
    let groups: Vec<&str> = whole.split(grouping).collect();
    if !groups.iter().all(|group| is_digits(group)) {
        return Err(DecimalError::NotANumber);
    }
    let (first, others) = (groups[0], &groups[1..]);
    let by_threes = others.iter().all(|group| group.len() == 3);
    if !by_threes || (!others.is_empty() && first.len() > 3) {
        return Err(DecimalError::Grouping);
    }
    Ok(groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl DecimalError {
    /// The stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotANumber => "not_a_number",
            Self::Grouping => "grouping",
            Self::TooManyDecimals => "too_many_decimals",
            Self::OutOfRange => "out_of_range",
        }
    }
}

impl fmt::Display for DecimalError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::{format_decimal, parse_decimal};
    use crate::seeded::Seeded;

    #[test]
    fn reading() {
        let check = |text, separator, decimals, expected: Result<i64, &str>| {
            let found = parse_decimal(text, separator, decimals);
            assert_eq!(found.map_err(|error| error.as_str()), expected, "{text}");
        };
        check("1.250,50", ',', 2, Ok(125_050));
        check("1,250.50", '.', 2, Ok(125_050));
        check("1250,5", ',', 2, Ok(125_050));
        check(" 12 ", ',', 0, Ok(12));
        check("-0,5", ',', 4, Ok(-5_000));
        check("1.250", ',', 0, Ok(1_250));
        check("1.250", '.', 3, Ok(1_250));
        check("1250,00", ',', 0, Ok(1_250));
        check("0,12345", ',', 4, Err("too_many_decimals"));
        check("0,5", ',', 0, Err("too_many_decimals"));
        check("1.5", ',', 2, Err("grouping"));
        check("1250.000", ',', 2, Err("grouping"));
        check("1.25.000", ',', 2, Err("grouping"));
        check("", ',', 2, Err("not_a_number"));
        check("-", ',', 2, Err("not_a_number"));
        check("1,", ',', 2, Err("not_a_number"));
        check(",5", ',', 2, Err("not_a_number"));
        check("1,2,3", ',', 2, Err("not_a_number"));
        check("1e3", ',', 2, Err("not_a_number"));
        check("+1", ',', 2, Err("not_a_number"));
        check("Rp 1", ',', 2, Err("not_a_number"));
        check("9223372036854775807", ',', 0, Ok(i64::MAX));
        check("9223372036854775808", ',', 0, Err("out_of_range"));
    }

    #[test]
    fn writing() {
        let check = |number, separator, decimals, expected| {
            assert_eq!(format_decimal(number, separator, decimals), expected);
        };
        check(125_050, ',', 2, "1250,5");
        check(125_000, '.', 2, "1250");
        check(-5, '.', 4, "-0.0005");
        check(0, ',', 4, "0");
        check(i64::MIN, ',', 0, "-9223372036854775808");
    }

    #[test]
    fn what_is_written_is_read_back() {
        let mut seeded = Seeded::new(1);
        for _ in 0..2_000 {
            let most = 10_i64.pow(u32::try_from(seeded.within(0, 18)).expect("small"));
            let number = seeded.within(-most, most);
            let decimals = u32::try_from(seeded.within(0, 4)).expect("small");
            let separator = *seeded.pick(&['.', ',']);
            let text = format_decimal(number, separator, decimals);
            assert_eq!(
                parse_decimal(&text, separator, decimals),
                Ok(number),
                "{text}"
            );
        }
    }
}
