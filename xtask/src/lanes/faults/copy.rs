//! Copies that leave alone what is equal, so that cargo builds only what differs.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::problem::Problem;

/// Makes the folder `to` hold what the folder `from` holds, and nothing else.
pub fn mirror(from: &Path, to: &Path) -> Result<(), Problem> {
    fs::create_dir_all(to).map_err(Problem::file(to))?;
    let wanted = names(from)?;
    for name in names(to)?.difference(&wanted) {
        remove(&to.join(name))?;
    }
    for name in &wanted {
        let (from, to) = (from.join(name), to.join(name));
        if from.is_dir() {
            mirror(&from, &to)?;
        } else {
            file(&from, &to)?;
        }
    }
    Ok(())
}

/// Makes the file `to` hold what the file `from` holds.
pub fn file(from: &Path, to: &Path) -> Result<(), Problem> {
    let bytes = fs::read(from).map_err(Problem::file(from))?;
    write(&bytes, to)
}

/// Makes the file `to` hold this text.
pub fn text(text: &str, to: &Path) -> Result<(), Problem> {
    write(text.as_bytes(), to)
}

fn write(bytes: &[u8], to: &Path) -> Result<(), Problem> {
    if fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    fs::write(to, bytes).map_err(Problem::file(to))
}

fn names(folder: &Path) -> Result<BTreeSet<OsString>, Problem> {
    let entries = fs::read_dir(folder).map_err(Problem::file(folder))?;
    entries
        .map(|entry| entry.map(|entry| entry.file_name()))
        .collect::<Result<_, _>>()
        .map_err(Problem::file(folder))
}

fn remove(path: &Path) -> Result<(), Problem> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else {
        fs::remove_file(path)
    };
    removed.map_err(Problem::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mirror_holds_the_same_and_leaves_alone_what_is_equal() {
        let folder = std::env::temp_dir().join(format!("relasi-mirror-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("to"));
        fs::create_dir_all(from.join("inner")).expect("writable");
        fs::write(from.join("inner/same"), "1").expect("writable");
        mirror(&from, &to).expect("writable");
        let written = |name: &str| fs::metadata(to.join(name)).and_then(|data| data.modified());
        let before = written("inner/same").expect("a file");
        fs::write(to.join("surplus"), "2").expect("writable");
        fs::write(from.join("new"), "3").expect("writable");
        mirror(&from, &to).expect("writable");
        assert_eq!(written("inner/same").expect("a file"), before);
        assert_eq!(
            names(&from).expect("a folder"),
            names(&to).expect("a folder")
        );
        fs::remove_dir_all(&folder).expect("removable");
    }
}
