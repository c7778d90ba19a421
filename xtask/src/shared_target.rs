//! The build folder that clones share in the automatic check.

use std::fs::{self, File};
use std::path::Path;
use std::time::SystemTime;

use crate::lock;
use crate::problem::Problem;
use crate::project::Project;

/// Everything that members of the workspace are built from.
const SOURCES: [&str; 11] = [
    "app",
    "backup",
    "domain",
    "index",
    "sample",
    "style",
    "sync",
    "tests",
    "worker/hub",
    "worker/src",
    "xtask",
];

/// Waits until this clone alone builds there, and makes it the one that does. Nothing where the
/// clone has a build folder of its own.
pub fn enter(project: &Project) -> Result<Option<File>, Problem> {
    let Some(target) = project.shared_target() else {
        return Ok(None);
    };
    let lock = lock::wait(&target.join("xtask.lock"), "another clone's build")?;
    take_over(project, &target.join("last-clone"))?;
    Ok(Some(lock))
}

/// Cargo knows members of the workspace by their place within a clone and tells by the time of
/// their files whether they are built. After another clone was built there, all of this one's
/// files must count as changed, or it would be given the other one's app.
fn take_over(project: &Project, note: &Path) -> Result<(), Problem> {
    let clone = project.root.to_string_lossy();
    if fs::read_to_string(note).is_ok_and(|last| last == clone) {
        return Ok(());
    }
    let now = SystemTime::now();
    for folder in SOURCES {
        touch(&project.root.join(folder), now)?;
    }
    fs::write(note, clone.as_bytes()).map_err(Problem::file(note))
}

fn touch(path: &Path, now: SystemTime) -> Result<(), Problem> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path).map_err(Problem::file(path))?;
        return entries.try_for_each(|entry| {
            let entry = entry.map_err(Problem::file(path))?;
            touch(&entry.path(), now)
        });
    }
    let file = File::options().write(true).open(path);
    file.and_then(|file| file.set_modified(now))
        .map_err(Problem::file(path))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn every_file_of_a_folder_counts_as_changed() {
        let folder = std::env::temp_dir().join(format!("relasi-touch-{}", std::process::id()));
        let file = folder.join("inner/a");
        fs::create_dir_all(folder.join("inner")).expect("writable");
        fs::write(&file, "1").expect("writable");
        let later = SystemTime::now() + Duration::from_secs(60);
        touch(&folder, later).expect("writable");
        let seen = fs::metadata(&file).and_then(|data| data.modified());
        let apart = |seen: SystemTime| later.duration_since(seen).unwrap_or_default();
        assert!(seen.is_ok_and(|seen| apart(seen) < Duration::from_secs(2)));
        assert_eq!(fs::read_to_string(&file).expect("readable"), "1");
        fs::remove_dir_all(&folder).expect("removable");
    }
}
