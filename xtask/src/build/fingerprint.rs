//! A digest over files, to see whether anything has changed.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// The names and contents of files, in short.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// Of everything under `inputs`, and of `tools`, which worked on it. Inputs that are
    /// not there count as empty.
    pub fn of(
        inputs: impl IntoIterator<Item = PathBuf>,
        tools: &impl Hash,
    ) -> Result<Self, Problem> {
        let mut hasher = DefaultHasher::new();
        tools.hash(&mut hasher);
        for input in inputs {
            add(&input, &mut hasher)?;
        }
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    /// Whether `note` holds this very fingerprint.
    pub fn is_noted(&self, note: &Path) -> bool {
        fs::read_to_string(note).is_ok_and(|noted| noted == self.0)
    }

    /// Writes it to `note`.
    pub fn note(&self, note: &Path) -> Result<(), Problem> {
        if let Some(folder) = note.parent() {
            fs::create_dir_all(folder).map_err(Problem::file(folder))?;
        }
        fs::write(note, &self.0).map_err(Problem::file(note))
    }
}

fn add(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Problem> {
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(Problem::file(path))?;
        let mut paths: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        return paths.iter().try_for_each(|path| add(path, hasher));
    }
    if path.exists() {
        path.hash(hasher);
        fs::read(path).map_err(Problem::file(path))?.hash(hasher);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_an_added_and_a_renamed_file_show() {
        let folder =
            std::env::temp_dir().join(format!("relasi-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).expect("writable");
        let fingerprint = || Fingerprint::of([folder.clone()], &"tools").expect("readable");
        let mut seen = vec![fingerprint()];
        for step in 0..3 {
            match step {
                0 => fs::write(folder.join("inner/a"), "1"),
                1 => fs::write(folder.join("inner/a"), "2"),
                _ => fs::rename(folder.join("inner/a"), folder.join("inner/b")),
            }
            .expect("writable");
            assert!(!seen.contains(&fingerprint()), "step {step}");
            seen.push(fingerprint());
        }
        assert_eq!(seen.last(), Some(&fingerprint()));
        fs::remove_dir_all(&folder).expect("removable");
    }
}
