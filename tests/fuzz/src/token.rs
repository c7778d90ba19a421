//! Where the parts of a text lie: strings, words and numbers, and the signs between them.

use std::ops::Range;

/// The places of all tokens. Bytes that are no text are tokens of their own.
pub fn tokens(bytes: &[u8]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let end = at + length(&bytes[at..]);
        found.push(at..end);
        at = end;
    }
    found
}

/// Whether a token is a value of JSON and not the name of one. Cells of a table are values.
pub fn is_value(bytes: &[u8], token: &Range<usize>) -> bool {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"\"-+".contains(byte);
    bytes[token.clone()].first().is_some_and(is_word) && bytes.get(token.end) != Some(&b':')
}

fn length(rest: &[u8]) -> usize {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"-+._#@".contains(byte);
    match rest {
        [b'"', inside @ ..] => quoted(inside).map_or(1, |inside| inside + 2),
        _ => rest.iter().take_while(|byte| is_word(byte)).count().max(1),
    }
}

/// Bytes up to the closing quote.
fn quoted(inside: &[u8]) -> Option<usize> {
    let mut is_escaped = false;
    inside.iter().position(|byte| {
        let ends = *byte == b'"' && !is_escaped;
        is_escaped = *byte == b'\\' && !is_escaped;
        ends
    })
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn texts_fall_into_tokens() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = tokens(text.as_bytes())
                .into_iter()
                .map(|at| &text[at])
                .collect();
            assert_eq!(found, expected);
        };
        check(
            r#"{"a\"b":-1.5e3}"#,
            &["{", r#""a\"b""#, ":", "-1.5e3", "}"],
        );
        check("nama;0812\n", &["nama", ";", "0812", "\n"]);
        check("\"open", &["\"", "open"]);
        check("", &[]);
    }
}
