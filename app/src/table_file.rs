//! Tables as files for spreadsheets: CSV after RFC 4180 in UTF-8, with the mark by which
//! spreadsheets know that encoding.

use domain::import::guarded;

use crate::platform::download;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What one cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Words. What a spreadsheet would read as a formula is kept from it.
    Text(String),
    /// Plain digits with a point before the decimals, as written by the app alone.
    Number(String),
}

/// Offers a table as a file, and returns whether the browser took it.
pub fn offer(name: &str, heading: &[String], rows: impl IntoIterator<Item = Vec<Cell>>) -> bool {
    download::offer_text(name, "text/csv;charset=utf-8", &write(heading, rows))
}

fn write(heading: &[String], rows: impl IntoIterator<Item = Vec<Cell>>) -> String {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    // Writing into memory cannot fail.
    drop(writer.write_record(heading));
    for row in rows {
        drop(writer.write_record(row.iter().map(Cell::written)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    format!("{BYTE_ORDER_MARK}{text}")
}

impl Cell {
    fn written(&self) -> String {
        match self {
            Self::Text(words) => guarded(words).into_owned(),
            Self::Number(digits) => digits.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::{Cell, write};

    #[test]
    fn tables() {
        let check = |words: &str, digits: &str, expected: &str| {
            let row = vec![
                Cell::Text(words.to_owned()),
                Cell::Number(digits.to_owned()),
            ];
            let heading = ["Nama".to_owned(), "Nilai (IDR)".to_owned()];
            let expected = format!("\u{feff}Nama,Nilai (IDR)\r\n{expected}\r\n");
            assert_eq!(write(&heading, [row]), expected);
        };
        check("Siti", "1250000", "Siti,1250000");
        check(
            "Toko \"Maju\", Makassar",
            "-5.5",
            "\"Toko \"\"Maju\"\", Makassar\",-5.5",
        );
        check("=1+1", "0", "'=1+1,0");
        check("-Siti", "0", "'-Siti,0");
    }
}
