//! The epoch by which devices tell that a database was restored.

use std::fs;
use std::hash::{BuildHasher, RandomState};
use std::path::Path;

use chrono::Utc;

use crate::problem::Problem;

/// An epoch that never was one before, whatever the clock says.
pub fn new_epoch() -> String {
    // The standard library seeds every such hasher at random.
    let random = RandomState::new().hash_one(());
    format!("{}-{random:016x}", Utc::now().format("%Y%m%d-%H%M%S"))
}

/// The epoch in a file. Where there is none, a new one: devices then pull afresh once too often,
/// never once too seldom.
pub fn read(file: &Path) -> Result<String, Problem> {
    if file.exists() {
        fs::read_to_string(file).map_err(Problem::file(file))
    } else {
        renew(file)
    }
}

/// Puts a new epoch into a file, whole or not at all.
pub fn renew(file: &Path) -> Result<String, Problem> {
    let epoch = new_epoch();
    let part = file.with_extension("part");
    fs::write(&part, &epoch).map_err(Problem::file(&part))?;
    fs::rename(&part, file).map_err(Problem::file(file))?;
    Ok(epoch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_stays_until_it_is_renewed_and_never_comes_again() {
        let file = std::env::temp_dir().join(format!("relasi-epoch-{}", std::process::id()));
        let first = read(&file).expect("writable");
        assert_eq!(read(&file).expect("readable"), first);
        let second = renew(&file).expect("writable");
        assert_ne!(first, second);
        assert_eq!(read(&file).expect("readable"), second);
        fs::remove_file(&file).expect("removable");
        assert!(![first, second].contains(&read(&file).expect("writable")));
        fs::remove_file(&file).expect("removable");
    }
}
