//! Replays every script that once broke something.

use std::fs;
use std::path::Path;

use simulation::{attempt, script};

#[test]
fn what_broke_once_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regressions");
    let entries = fs::read_dir(&folder).expect("a folder of scripts");
    let paths: Vec<_> = entries.map(|entry| entry.expect("a file").path()).collect();
    assert!(!paths.is_empty(), "no scripts in {}", folder.display());
    for path in paths {
        let text = fs::read_to_string(&path).expect("a text");
        let steps = script::read(&text).unwrap_or_else(|wrong| panic!("{path:?}: {wrong}"));
        if let Err(violation) = attempt(&steps) {
            panic!("{path:?} breaks {}: {}", violation.place, violation.message);
        }
    }
}
