//! A table as it was read from a file.

use domain::import::{decode, delimiter};

/// Largest file that is read, bytes.
pub const MAX_BYTES: f64 = 20_000_000.0;

/// Header and rows of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name of the file.
    pub name: String,
    /// Its size in bytes.
    pub bytes: usize,
    /// Names of the columns.
    pub headers: Vec<String>,
    /// Cells of every row below the header.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a file that a spreadsheet wrote. The error is a stable code.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, &'static str> {
        let text = decode(bytes);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter(&text))
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|_| "file_unreadable")?.clone();
        let rows = reader
            .records()
            .map(|row| row.map(|row| row.iter().map(str::to_owned).collect()))
            .collect::<Result<Vec<Vec<String>>, _>>()
            .map_err(|_| "file_unreadable")?;
        if headers.is_empty() || rows.is_empty() {
            return Err("file_empty");
        }
        let headers = headers.iter().map(str::to_owned).collect();
        Ok(Self {
            name: name.to_owned(),
            bytes: bytes.len(),
            headers,
            rows,
        })
    }
}
