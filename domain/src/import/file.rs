//! Text and delimiter of a file that a spreadsheet wrote.

use std::borrow::Cow;

/// The text of a file: UTF-8 with or without a byte order mark, UTF-16 with one, and otherwise
/// Latin-1, in which every byte is a character.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

/// The delimiter of the first line, quoted parts aside: comma, semicolon, tab or bar.
pub fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts
                .iter_mut()
                .filter(|(other, _)| *other == byte)
                .for_each(|(_, n)| *n += 1),
        }
    }
    // The first of equals wins, so that a single column is read with commas.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(byte, _)| *byte)
}

fn utf8(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(bytes.iter().copied().map(char::from).collect()),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, delimiter};

    #[test]
    fn encodings() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(decode(bytes), expected);
        check(b"a,b", "a,b");
        check(b"\xef\xbb\xbfa", "a");
        check(b"\xff\xfea\0,\0", "a,");
        check(b"\xfe\xff\0a\0,", "a,");
        check(b"Andr\xe9", "André");
        check("André".as_bytes(), "André");
        check(b"\xff\xfea", "");
        check(b"", "");
    }

    #[test]
    fn delimiters() {
        let check = |text, expected| assert_eq!(delimiter(text), expected, "{text}");
        check("CustomerID,Country\n1;2;3;4", b',');
        check("nama;alamat;kota", b';');
        check("nama\talamat", b'\t');
        check("\"a,b,c\";d\n", b';');
        check("nama", b',');
        check("", b',');
    }
}
