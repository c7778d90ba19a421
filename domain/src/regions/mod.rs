//! Provinces and regencies of Indonesia with their statistical codes, for address pickers that
//! work offline. Regencies of the provinces founded in 2022 keep the code they had before.

use std::sync::OnceLock;

/// One line per region; a province has two digits, its regencies follow with four.
const TABLE: &str = include_str!("regions.txt");

/// A province, a regency or a city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Two digits for a province, four for a regency or city.
    pub code: &'static str,
    /// Its name, e.g. `Kota Makassar`.
    pub name: &'static str,
}

struct Province {
    region: Region,
    regencies: Vec<Region>,
}

/// All provinces by code.
pub fn provinces() -> impl Iterator<Item = Region> {
    table().iter().map(|province| province.region)
}

/// The regencies and cities of a province; none for an unknown code.
pub fn regencies(province: &str) -> &'static [Region] {
    let found = table().iter().find(|other| other.region.code == province);
    found.map_or(&[], |province| &province.regencies)
}

/// The code of the province in which a regency lies.
pub fn province_of(regency: &str) -> Option<&'static str> {
    let lies_in = |province: &&Province| province.regencies.iter().any(|r| r.code == regency);
    table()
        .iter()
        .find(lies_in)
        .map(|province| province.region.code)
}

/// The name of a province or regency.
pub fn name_of(code: &str) -> Option<&'static str> {
    all()
        .find(|region| region.code == code)
        .map(|region| region.name)
}

/// Every province, each followed by its regencies.
pub fn all() -> impl Iterator<Item = Region> {
    let with_regencies = |province: &'static Province| {
        std::iter::once(province.region).chain(province.regencies.iter().copied())
    };
    table().iter().flat_map(with_regencies)
}

fn table() -> &'static [Province] {
    static PARSED: OnceLock<Vec<Province>> = OnceLock::new();
    PARSED.get_or_init(parse)
}

fn parse() -> Vec<Province> {
    let mut provinces: Vec<Province> = Vec::new();
    for (code, name) in TABLE.lines().filter_map(|line| line.split_once(' ')) {
        let region = Region { code, name };
        match provinces.last_mut() {
            Some(province) if code.len() == 4 => province.regencies.push(region),
            _ => provinces.push(Province {
                region,
                regencies: Vec::new(),
            }),
        }
    }
    provinces
}

#[cfg(test)]
mod tests {
    use super::{all, name_of, province_of, provinces, regencies};

    #[test]
    fn the_table_is_whole() {
        assert_eq!(provinces().count(), 38);
        assert_eq!(all().count(), 38 + 514);
        assert!(provinces().all(|province| !regencies(province.code).is_empty()));
    }

    #[test]
    fn look_ups() {
        assert_eq!(name_of("73"), Some("Sulawesi Selatan"));
        assert_eq!(name_of("7371"), Some("Kota Makassar"));
        assert_eq!(name_of("7"), None);
        assert_eq!(province_of("7371"), Some("73"));
        assert_eq!(province_of("9401"), Some("95"));
        assert_eq!(province_of("73"), None);
        assert_eq!(regencies("34").len(), 5);
        assert!(regencies("00").is_empty());
    }
}
