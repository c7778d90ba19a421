//! The rows of a file, read piece by piece.

use std::io::{Cursor, Read};

use csv::{ByteRecord, Reader, ReaderBuilder};
use domain::import::{decode, delimiter};
use web_sys::File;

use super::messages::Fixes;
use crate::platform::file_worker::FileBytes;

/// Bytes by which delimiter and encoding are recognised.
const HEAD: u64 = 64_000;

/// Why a file is not read on; a stable code.
pub type Unreadable = &'static str;

const UNREADABLE: Unreadable = "file_unreadable";
const EMPTY: Unreadable = "file_empty";

/// The rows of a file.
pub struct Rows {
    reader: Reader<Box<dyn Read>>,
    record: ByteRecord,
    size: f64,
}

/// One row below the header.
pub struct Row {
    /// Number of its first line in the file.
    pub line: u64,
    /// Its cells, as put right.
    pub cells: Vec<String>,
}

impl Rows {
    /// Begins at the header.
    pub fn of(file: &File) -> Result<Self, Unreadable> {
        let mut head = Vec::new();
        let bytes = FileBytes::of(file).map_err(|_| UNREADABLE)?;
        let read = bytes.take(HEAD).read_to_end(&mut head);
        read.map_err(|_| UNREADABLE)?;
        let source = source(file, &head)?;
        let reader = ReaderBuilder::new()
            .delimiter(delimiter(&decode(&head)))
            .flexible(true)
            .from_reader(source);
        Ok(Self {
            reader,
            record: ByteRecord::new(),
            size: file.size(),
        })
    }

    /// Names of the columns.
    pub fn headers(&mut self) -> Result<Vec<String>, Unreadable> {
        let headers = self.reader.byte_headers().map_err(|_| UNREADABLE)?;
        if headers.is_empty() {
            return Err(EMPTY);
        }
        Ok(headers.iter().map(text).collect())
    }

    /// The next row; none at the end of the file.
    pub fn next(&mut self, fixes: &Fixes) -> Result<Option<Row>, Unreadable> {
        let more = self.reader.read_byte_record(&mut self.record);
        if !more.map_err(|_| UNREADABLE)? {
            return Ok(None);
        }
        let line = self.record.position().map_or(0, csv::Position::line);
        let mut cells: Vec<String> = self.record.iter().map(text).collect();
        for (column, fixed) in fixes.get(&line).into_iter().flatten() {
            if cells.len() <= *column {
                cells.resize(column + 1, String::new());
            }
            cells[*column].clone_from(fixed);
        }
        Ok(Some(Row { line, cells }))
    }

    /// Share of the file that has been read, 0 to 1.
    pub fn share(&self) -> f64 {
        let read = self.reader.position().byte() as f64;
        (read / self.size.max(1.0)).min(1.0)
    }
}

/// A file in UTF-16 is turned into UTF-8 as a whole; every other one is read piece by piece.
fn source(file: &File, head: &[u8]) -> Result<Box<dyn Read>, Unreadable> {
    let mut bytes = FileBytes::of(file).map_err(|_| UNREADABLE)?;
    if !matches!(head, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Ok(Box::new(bytes));
    }
    let mut whole = Vec::new();
    bytes.read_to_end(&mut whole).map_err(|_| UNREADABLE)?;
    let text = decode(&whole).into_owned();
    Ok(Box::new(Cursor::new(text.into_bytes())))
}

/// A cell in UTF-8, or else in Latin-1.
fn text(cell: &[u8]) -> String {
    decode(cell).into_owned()
}
