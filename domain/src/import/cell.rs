//! Reading one cell.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::name::fold;
use crate::regions::{self, Region};

/// The cell without what spreadsheets add to it: outer spaces, control characters, and the
/// apostrophe that keeps a value from being read as a formula.
pub fn clean(cell: &str) -> String {
    // Few cells have such characters, and files have millions of cells. In UTF-8 the controls
    // beyond ASCII begin with this byte.
    let may_control = cell.bytes().any(|b| b.is_ascii_control() || b == 0xc2);
    let spaced = match may_control {
        true => Cow::Owned(cell.replace(char::is_control, " ")),
        false => Cow::Borrowed(cell),
    };
    let text = spaced.trim();
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// The cell as a spreadsheet can be given it: what it would read as a formula gets an apostrophe,
/// which [`clean`] takes off again.
pub fn guarded(cell: &str) -> Cow<'_, str> {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        true => Cow::Owned(format!("'{cell}")),
        false => Cow::Borrowed(cell),
    }
}

/// A code or number that a spreadsheet may have read as a decimal: `17850.0` is `17850`.
pub fn whole_number(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, zeros))
            if !whole.is_empty()
                && whole.bytes().all(|byte| byte.is_ascii_digit())
                && !zeros.is_empty()
                && zeros.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// A day as fields hold it, from year-month-day or day-month-year and with or without a time.
pub fn date(text: &str) -> Option<String> {
    let day = text.split([' ', 'T']).next()?;
    let formats = ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    let parsed = formats
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(day, format).ok())?;
    // A year of two digits is read as one of the first century.
    let plausible = *parsed.format("%Y").to_string() >= *"1800";
    plausible.then(|| parsed.format("%Y-%m-%d").to_string())
}

/// The phones of a cell that may hold several.
pub fn phones(text: &str) -> Vec<String> {
    let parts = text
        .split([';', ',', '|'])
        .flat_map(|part| part.split(" / "));
    parts
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The code of a province by code or name.
pub fn province(text: &str) -> Option<&'static str> {
    find(regions::provinces(), text)
}

/// The code of a regency or city by code or name, with or without the word before it. Where a
/// city and a regency share a name, the bare name means the city.
pub fn regency(text: &str, province: Option<&str>) -> Option<&'static str> {
    let inside = |region: &Region| match province {
        Some(province) => regions::province_of(region.code) == Some(province),
        None => region.code.len() == 4,
    };
    let name = fold(text);
    let name = match name.strip_prefix("kab ") {
        Some(rest) => format!("kabupaten {rest}"),
        None => name,
    };
    [
        name.clone(),
        format!("kota {name}"),
        format!("kabupaten {name}"),
    ]
    .iter()
    .find_map(|name| find(regions::all().filter(inside), name))
}

fn find(mut regions: impl Iterator<Item = Region>, text: &str) -> Option<&'static str> {
    let wanted = fold(text);
    regions
        .find(|region| region.code == wanted || fold(region.name) == wanted)
        .map(|region| region.code)
}

/// The stable word of a form of customer.
pub fn form(text: &str) -> Option<&'static str> {
    match fold(text).as_str() {
        "person" | "perorangan" | "pribadi" | "individu" | "orang" => Some("person"),
        "organisation" | "organization" | "organisasi" | "perusahaan" | "company" | "badan"
        | "badan usaha" | "instansi" => Some("organisation"),
        _ => None,
    }
}

/// The form of customer that a name suggests.
pub fn form_of_name(name: &str) -> &'static str {
    const FIRST_WORDS: &[&str] = &[
        "pt",
        "cv",
        "ud",
        "pd",
        "toko",
        "bengkel",
        "koperasi",
        "yayasan",
        "dinas",
        "rental",
        "hotel",
        "rs",
        "klinik",
        "sekolah",
        "universitas",
        "bank",
    ];
    let folded = fold(name);
    let first = folded.split(' ').next().unwrap_or_default();
    if FIRST_WORDS.contains(&first) {
        "organisation"
    } else {
        "person"
    }
}

/// The stable word of a channel.
pub fn channel(text: &str) -> Option<&'static str> {
    Some(match fold(text).as_str() {
        "end user" | "pemakai akhir" | "pengguna akhir" => "end_user",
        "distributor" => "distributor",
        "wholesaler" | "grosir" | "grosiran" => "wholesaler",
        "retailer" | "retail" | "pengecer" => "retailer",
        "institution" | "institusi" | "lembaga" => "institution",
        "online" | "daring" => "online",
        "agent" | "agen" => "agent",
        _ => return None,
    })
}

/// The stable word of a size.
pub fn size(text: &str) -> Option<&'static str> {
    Some(match fold(text).as_str() {
        "major" | "utama" | "besar" => "major",
        "regular" | "reguler" => "regular",
        "small" | "kecil" | "mikro" => "small",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{clean, date, form_of_name, guarded, phones, regency, whole_number};

    #[test]
    fn cells() {
        let check = |input, expected| assert_eq!(clean(input), expected, "{input}");
        check("  Siti ", "Siti");
        check("'+62812", "+62812");
        check("'Aisyah", "'Aisyah");
        check("a\tb\u{0}", "a b");
        check("a\u{85}b\u{9f}\u{a0}", "a b");
        check("£1 é", "£1 é");
    }

    #[test]
    fn formulas() {
        let check = |input, expected| {
            assert_eq!(guarded(input), expected);
            assert_eq!(clean(expected), input.trim());
        };
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("+62812", "'+62812");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("'Aisyah", "'Aisyah");
        check("Siti = 1", "Siti = 1");
        check("", "");
        assert_eq!(guarded("\t=1"), "'\t=1");
        assert_eq!(guarded("\r=1"), "'\r=1");
    }

    #[test]
    fn codes() {
        let check = |input, expected| assert_eq!(whole_number(input), expected, "{input}");
        check("17850.0", "17850");
        check("17850.00", "17850");
        check("17850", "17850");
        check("17850.5", "17850.5");
        check("A.0", "A.0");
        check("17850.", "17850.");
    }

    #[test]
    fn dates() {
        let check = |input, expected: Option<&str>| {
            assert_eq!(date(input).as_deref(), expected, "{input}");
        };
        check("2010-12-01 08:26", Some("2010-12-01"));
        check("1/12/2010", Some("2010-12-01"));
        check("31.12.1999", Some("1999-12-31"));
        check("12/31/1999", None);
        check("1/12/10", None);
        check("kemarin", None);
    }

    #[test]
    fn several_phones() {
        assert_eq!(
            phones("0812 1; 0411/872113 / 0813"),
            ["0812 1", "0411/872113", "0813"]
        );
        assert!(phones(" ").is_empty());
    }

    #[test]
    fn regencies() {
        let check = |input, province, expected| {
            assert_eq!(regency(input, province), expected, "{input}");
        };
        check("makassar", None, Some("7371"));
        check("Kab. Bandung", None, Some("3204"));
        check("Bandung", None, Some("3273"));
        check("Gowa", Some("73"), Some("7306"));
        check("Gowa", Some("11"), None);
        check("7371", None, Some("7371"));
        check("Atlantis", None, None);
    }

    #[test]
    fn forms() {
        let check = |name, expected| assert_eq!(form_of_name(name), expected, "{name}");
        check("PT. Bumi Sulawesi Jaya", "organisation");
        check("Toko Karya Baru", "organisation");
        check("Putri", "person");
    }
}
