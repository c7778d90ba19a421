//! Names of people and organisations.

/// At most two letters that stand for a name: `SR` for Siti Rahmawati, `PT` for PT Bumi Jaya.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    if is_legal_form(first) {
        return first.to_owned();
    }
    let last = words.next().unwrap_or_default();
    [first, last]
        .iter()
        .filter_map(|word| letter(word))
        .collect()
}

/// A text as search compares it: lower case, without diacritics and apostrophes, all other
/// signs as single spaces.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Letter::Plain(letters) => folded.push_str(letters),
            Letter::Same if c.is_alphanumeric() => folded.push(c),
            Letter::Same => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

enum Letter {
    Plain(&'static str),
    Same,
}

fn plain(c: char) -> Letter {
    Letter::Plain(match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ì'..='ï' | 'ī' | 'į' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ţ' | 'ť' => "t",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{300}'..='\u{36f}' => "",
        _ => return Letter::Same,
    })
}

fn is_legal_form(word: &str) -> bool {
    matches!(word, "PT" | "CV" | "UD" | "PD" | "NV" | "FA")
}

fn letter(word: &str) -> Option<String> {
    word.chars()
        .find(|c| c.is_alphanumeric())
        .map(|c| c.to_uppercase().collect())
}

#[cfg(test)]
mod tests {
    use super::{fold, initials};

    #[test]
    fn initials_of_names() {
        let check = |input: &str, expected: &str| assert_eq!(initials(input), expected, "{input}");
        check("Siti Rahmawati", "SR");
        check("PT Bumi Sulawesi Jaya", "PT");
        check("Toko Karya Baru", "TK");
        check("andi", "A");
        check("(Bapak) Élan", "BÉ");
        check("Pelanggan 17850", "P1");
        check("", "");
    }

    #[test]
    fn folding() {
        let check = |input: &str, expected: &str| assert_eq!(fold(input), expected, "{input}");
        check("Siti RAHMAWATI", "siti rahmawati");
        check("  Ma'ruf,  André-José ", "maruf andre jose");
        check("Jose\u{301}", "jose");
        check("KP-MKS-00482", "kp mks 00482");
        check("Ünal Straße", "unal strasse");
        check("—", "");
    }
}
