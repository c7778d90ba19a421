//! Passwords that anybody would try first.

/// Words that make a password common with any digits and signs around them.
const WORDS: &str = include_str!("common.txt");
/// Rows and runs along which fingers walk.
const WALKS: [&str; 6] = [
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujmikolp",
];
/// Shortest context word that counts; shorter ones are in too many good passwords.
const MIN_CONTEXT: usize = 3;

/// Whether the password is one of the first guesses: a common word or a word of `context` with
/// little around it, a walk over the keyboard, or a repeated piece.
pub fn is_common(password: &str, context: &[&str]) -> bool {
    let plain = password.to_lowercase();
    let letters: String = plain.chars().filter(|c| c.is_alphabetic()).collect();
    let unmasked: String = plain
        .chars()
        .map(unmask)
        .filter(|c| c.is_alphabetic())
        .collect();
    let words = words(context);
    is_repetition(&plain)
        || is_walk(&plain)
        || letters.is_empty() && is_date(&plain)
        || consists_of_words(&letters, &words)
        || consists_of_words(&unmasked, &words)
}

fn words(context: &[&str]) -> Vec<String> {
    let context = context
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric()))
        .map(|word| word.to_lowercase())
        .filter(|word| word.chars().count() >= MIN_CONTEXT);
    WORDS
        .split_whitespace()
        .map(str::to_owned)
        .chain(context)
        .collect()
}

/// Reads the usual stand-ins for letters.
fn unmask(c: char) -> char {
    match c {
        '@' | '4' => 'a',
        '3' => 'e',
        '$' | '5' => 's',
        '0' => 'o',
        '1' | '!' => 'i',
        other => other,
    }
}

/// Whether nothing is left of the text when it is read as words, save a short ending.
fn consists_of_words(text: &str, words: &[String]) -> bool {
    const TAIL: usize = 2;
    let mut reached = vec![false; text.len() + 1];
    reached[0] = true;
    for start in 0..text.len() {
        if reached[start] {
            for word in words
                .iter()
                .filter(|word| text[start..].starts_with(word.as_str()))
            {
                reached[start + word.len()] = true;
            }
        }
    }
    let longest = (1..reached.len()).rev().find(|end| reached[*end]);
    longest.is_some_and(|end| text[end..].chars().count() <= TAIL)
}

fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=chars.len() / 3).any(|period| chars.iter().zip(&chars[period..]).all(|(a, b)| a == b))
}

fn is_walk(text: &str) -> bool {
    WALKS.iter().any(|walk| {
        let back: String = walk.chars().rev().collect();
        walk.contains(text) || back.contains(text)
    })
}

/// Days written as digits, which are birthdays.
fn is_date(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() <= 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listed_word_is_refused_with_digits_around_it() {
        for word in WORDS.split_whitespace() {
            for password in [
                format!("{word}{word}"),
                format!("{word}12345678"),
                format!("{word}-2026!"),
            ] {
                assert!(is_common(&password, &[]), "{password}");
            }
        }
    }

    #[test]
    fn walks_repetitions_and_birthdays_are_refused() {
        for password in [
            "12345678",
            "87654321",
            "qwertyuiop",
            "1qaz2wsx",
            "aaaaaaaa",
            "abcabcabc",
            "17081945",
            "17-08-1945",
        ] {
            assert!(is_common(password, &[]), "{password}");
        }
    }

    #[test]
    fn phrases_and_random_text_are_taken() {
        for password in [
            "hujan turun di losari",
            "k7#pv!2xqz",
            "tiga becak biru",
            "Xo9-fr2-Lm4",
            "9204718365520",
        ] {
            assert!(!is_common(password, &["Makassar", "Rina"]), "{password}");
        }
    }
}
