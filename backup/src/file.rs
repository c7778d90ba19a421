//! The file of a backup: one line of JSON that says what follows, then an SQLite database.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use hub::SCHEMA_VERSION;
use hub::backup::Unfit;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::error::Problem;

/// Raised when the file itself is made in another way.
const KIND: u32 = 1;
/// Longest first line.
const MAX_LINE: u64 = 1_000;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Kind of the file, 1.
    pub relasi_backup: u32,
    /// Version of the database's schema.
    pub schema: u32,
    /// When it was made, milliseconds.
    pub made_ms: i64,
    /// Length of the database.
    pub bytes: u64,
    /// SHA-256 of the database in hexadecimal digits.
    pub sha256: String,
}

/// Writes a backup of the database in a file that nobody uses. The backup is there whole or not at
/// all, and never over another file.
pub fn write(database: &Path, schema: u32, made_ms: i64, to: &Path) -> Result<Header, Problem> {
    if to.exists() {
        return Err(Problem::Exists(to.to_owned()));
    }
    let open = || File::open(database).map_err(Problem::file(database));
    let (bytes, sha256) = copy(&mut open()?, &mut io::sink()).map_err(Problem::file(database))?;
    let header = Header {
        relasi_backup: KIND,
        schema,
        made_ms,
        bytes,
        sha256,
    };
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    let part = Path::new(&name);
    write_part(&header, &mut open()?, part).map_err(Problem::file(part))?;
    fs::rename(part, to).map_err(Problem::file(to))?;
    Ok(header)
}

fn write_part(header: &Header, database: &mut File, part: &Path) -> io::Result<()> {
    let mut out = File::create(part)?;
    writeln!(out, "{}", serde_json::to_string(header)?)?;
    copy(database, &mut out)?;
    out.sync_all()
}

/// Takes the database out of a backup that is whole and that this program knows.
pub fn read(from: &Path, database: &Path) -> Result<Header, Problem> {
    let file = File::open(from).map_err(Problem::file(from))?;
    let mut file = BufReader::new(file);
    let header = read_header(&mut file, from)?;
    let mut out = File::create(database).map_err(Problem::file(database))?;
    let found = copy(&mut file, &mut out).map_err(Problem::file(from))?;
    if found != (header.bytes, header.sha256.clone()) {
        return Err(Problem::Damaged(from.to_owned()));
    }
    Ok(header)
}

fn read_header(file: &mut impl BufRead, from: &Path) -> Result<Header, Problem> {
    #[derive(Deserialize)]
    struct Kind {
        relasi_backup: u32,
    }
    let mut line = Vec::new();
    file.take(MAX_LINE)
        .read_until(b'\n', &mut line)
        .map_err(Problem::file(from))?;
    let kind: Kind =
        serde_json::from_slice(&line).map_err(|_| Problem::Foreign(from.to_owned()))?;
    if kind.relasi_backup > KIND {
        return Err(Problem::NewerKind(from.to_owned()));
    }
    let header: Header =
        serde_json::from_slice(&line).map_err(|_| Problem::Damaged(from.to_owned()))?;
    if header.schema > SCHEMA_VERSION {
        let found = header.schema;
        return Err(Problem::unfit(from)(Unfit::Newer { found }));
    }
    Ok(header)
}

/// Copies everything. Answers how many bytes it was, and their SHA-256.
fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<(u64, String)> {
    let mut digest = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            let digits = digest.finalize();
            let digits = digits.iter().map(|byte| format!("{byte:02x}"));
            return Ok((bytes, digits.collect()));
        }
        digest.update(&buffer[..read]);
        to.write_all(&buffer[..read])?;
        bytes += read as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> std::path::PathBuf {
        let folder = std::env::temp_dir().join(format!("relasi-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("writable");
        folder
    }

    #[test]
    fn what_was_written_is_read_and_never_written_over() {
        let folder = folder("backup");
        let [database, backup, back] = ["database", "backup", "back"].map(|name| folder.join(name));
        fs::write(&database, "rows\nand rows").expect("writable");
        let header = write(&database, SCHEMA_VERSION, 7, &backup).expect("a backup");
        assert_eq!(read(&backup, &back).expect("whole"), header);
        assert_eq!(fs::read(&back).expect("there"), b"rows\nand rows");
        let again = write(&database, SCHEMA_VERSION, 7, &backup);
        assert!(matches!(again, Err(Problem::Exists(_))), "{again:?}");
        fs::remove_dir_all(&folder).expect("removable");
    }

    #[test]
    fn a_backup_that_is_cut_changed_newer_or_none_is_refused() {
        let folder = folder("refused");
        let [database, backup, back] = ["database", "backup", "back"].map(|name| folder.join(name));
        fs::write(&database, "rows and rows").expect("writable");
        write(&database, SCHEMA_VERSION, 7, &backup).expect("a backup");
        let whole = fs::read_to_string(&backup).expect("text");
        let refusal = |text: &str| {
            fs::write(&backup, text).expect("writable");
            read(&backup, &back).expect_err("refused")
        };
        let cut = &whole[..whole.len() - 1];
        for damaged in [
            cut.to_owned(),
            whole.replace("and", "AND"),
            whole.replace("schema", "x"),
        ] {
            assert!(
                matches!(refusal(&damaged), Problem::Damaged(_)),
                "{damaged}"
            );
        }
        for foreign in ["", "SQLite format 3\0", "{}\nrows"] {
            assert!(matches!(refusal(foreign), Problem::Foreign(_)), "{foreign}");
        }
        let newer = whole.replace(
            &format!("\"schema\":{SCHEMA_VERSION}"),
            &format!("\"schema\":{}", SCHEMA_VERSION + 1),
        );
        assert!(matches!(refusal(&newer), Problem::Unfit { .. }), "{newer}");
        let kind = whole.replace("\"relasi_backup\":1", "\"relasi_backup\":2");
        assert!(matches!(refusal(&kind), Problem::NewerKind(_)), "{kind}");
        fs::remove_dir_all(&folder).expect("removable");
    }
}
