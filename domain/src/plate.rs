//! Number plates.

/// A plate as it is painted, `DD 5501 AK`, whatever case, spaces and dashes it was typed with.
/// What is no Indonesian plate keeps its own shape in capitals.
pub fn normalise(text: &str) -> String {
    let key = key(text);
    let region = key.bytes().take_while(u8::is_ascii_uppercase).count();
    let number = key[region..].bytes().take_while(u8::is_ascii_digit).count();
    let series = &key[region + number..];
    let indonesian = (1..=2).contains(&region)
        && (1..=4).contains(&number)
        && series.len() <= 3
        && series.bytes().all(|byte| byte.is_ascii_uppercase());
    if indonesian {
        let painted = format!(
            "{} {} {series}",
            &key[..region],
            &key[region..region + number]
        );
        return painted.trim_end().to_owned();
    }
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_uppercase()
}

/// The plate's letters and digits alone, by which two are compared.
pub fn key(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{key, normalise};

    #[test]
    fn plates() {
        let check = |input: &str, expected: &str| assert_eq!(normalise(input), expected, "{input}");
        check("dd5501ak", "DD 5501 AK");
        check(" DD-5501-AK ", "DD 5501 AK");
        check("b 1 a", "B 1 A");
        check("L 1234", "L 1234");
        check("B 1234 XYZ", "B 1234 XYZ");
        check("sgx  1234 ab c", "SGX 1234 AB C");
        check("12345-67", "12345-67");
        check("", "");
    }

    #[test]
    fn keys() {
        assert_eq!(key("dd 5501-ak"), "DD5501AK");
        assert_eq!(key(&normalise("dd5501ak")), "DD5501AK");
    }
}
