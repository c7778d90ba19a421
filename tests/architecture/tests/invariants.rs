//! The invariants of ARCHITECTURE.md that the compiler does not hold.

use std::collections::BTreeSet;
use std::process::Command;

use architecture::{Source, literals, root, sources};

/// Crates through which a platform would come in.
const PLATFORM: &[&str] = &[
    "web-sys",
    "js-sys",
    "wasm-bindgen",
    "worker",
    "leptos",
    "gloo",
    "tokio",
    "rusqlite",
    "reqwest",
    "getrandom",
    "rand",
];

fn dependencies(package: &str) -> BTreeSet<String> {
    let tree = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "-p",
            package,
            "-e",
            "normal",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        tree.status.success(),
        "{}",
        String::from_utf8_lossy(&tree.stderr)
    );
    let text = String::from_utf8_lossy(&tree.stdout);
    text.lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn check_lines(found: &[Source], is_wrong: impl Fn(&str) -> bool, why: &str) {
    let wrong: Vec<String> = found
        .iter()
        .flat_map(|source| {
            let lines = source
                .text
                .lines()
                .enumerate()
                .filter(|(_, line)| is_wrong(line));
            lines
                .map(|(at, line)| format!("{}:{}: {}", source.path, at + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(wrong.is_empty(), "{why}\n{}", wrong.join("\n"));
}

#[test]
fn domain_index_and_sync_know_no_platform() {
    for package in ["domain", "index", "sync"] {
        let found = dependencies(package);
        let wrong: Vec<_> = PLATFORM
            .iter()
            .filter(|name| found.contains(**name))
            .collect();
        assert!(wrong.is_empty(), "{package} depends on {wrong:?}");
    }
    let clocks = |line: &str| {
        line.contains("SystemTime::now")
            || line.contains("Instant::now")
            || line.contains("Utc::now")
    };
    for folder in ["domain/src", "index/src", "sync/src"] {
        check_lines(&sources(folder), clocks, "time is passed in");
    }
}

#[test]
fn sync_names_no_kind_and_domain_no_network() {
    let kinds = [
        "branch",
        "staff",
        "settings",
        "customer",
        "vehicle",
        "interaction",
        "complaint",
        "note",
        "product",
        "order",
        "invoice",
        "payment",
    ];
    let names_kind = |line: &str| {
        literals(line)
            .iter()
            .any(|text| kinds.contains(&text.as_str()))
    };
    let of_tests = |source: &Source| {
        // A refusal may be called like a kind.
        source.path.ends_with("codes.rs")
            || source.path.ends_with("tests.rs")
            || source.path.ends_with("conformance.rs")
    };
    let found: Vec<Source> = sources("sync/src")
        .into_iter()
        .filter(|source| !of_tests(source))
        .collect();
    check_lines(&found, names_kind, "sync is handed a schema");
    assert!(
        !dependencies("domain").contains("sync"),
        "domain does not know sync"
    );
}

#[test]
fn sql_is_written_only_in_the_hub() {
    let is_sql = |line: &str| {
        [
            "SELECT ",
            "INSERT INTO ",
            "DELETE FROM ",
            "UPDATE ",
            "CREATE TABLE ",
            "PRAGMA ",
        ]
        .iter()
        .any(|word| literals(line).iter().any(|text| text.contains(word)))
    };
    for folder in [
        "domain/src",
        "sync/src",
        "app/src",
        "worker/src",
        "sample/src",
        "backup/src",
        "xtask/src",
    ] {
        check_lines(&sources(folder), is_sql, "SQL belongs into worker/hub");
    }
    let built = |line: &str| line.contains("format!(") && is_sql(line);
    check_lines(
        &sources("worker/hub/src"),
        built,
        "SQL is never put together from values",
    );
}

#[test]
fn a_statement_is_written_down_and_not_put_together() {
    let database = sources("worker/hub/src")
        .into_iter()
        .find(|source| source.path.ends_with("/database.rs"))
        .expect("the database trait");
    assert!(database.text.contains("pub sql: &'static str"));
    let leaks = |line: &str| line.contains("Box::leak") || line.contains(".leak()");
    for folder in ["worker/src", "worker/hub/src"] {
        check_lines(
            &sources(folder),
            leaks,
            "SQL is never put together from values",
        );
    }
}

#[test]
fn tokens_are_stored_as_hashes() {
    let stores = |line: &str| {
        let is_stored = line.contains("session::begin(") || line.contains("browser::remember(");
        is_stored && !line.contains("(&token::hash(")
    };
    check_lines(
        &sources("worker/src"),
        stores,
        "a copy of the database signs nobody in",
    );
}

#[test]
fn every_event_of_the_audit_trail_is_written_somewhere() {
    let audit = sources("worker/hub/src/accounts")
        .into_iter()
        .find(|source| source.path.ends_with("/audit.rs"))
        .expect("the audit trail");
    let words = audit.text.lines().filter_map(|line| {
        let (event, _) = line.trim().strip_prefix("Self::")?.split_once(" => ")?;
        Some(format!("Event::{event}"))
    });
    let mut written = sources("worker/src");
    written.extend(sources("worker/hub/src"));
    for event in words {
        let is_written = written.iter().any(|source| source.text.contains(&event));
        assert!(is_written, "{event} is never written");
    }
}

#[test]
fn people_read_only_what_stands_in_the_locales() {
    let shown = [
        " title=\"",
        " label=\"",
        " placeholder=\"",
        " aria-label=\"",
        " alt=\"",
        " hint=\"",
        " help=\"",
        " confirm=\"",
        " text=\"",
    ];
    // A key of the locales has a dot and no space.
    let is_key = |text: &str| text.contains('.') && !text.contains(' ');
    let is_text =
        |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !is_key(text);
    let passes_literal = |line: &str| {
        !line.trim_start().starts_with("//")
            && shown.iter().any(|name| {
                format!(" {}", line.trim())
                    .split(name)
                    .skip(1)
                    .any(|rest| is_text(rest.split('"').next().unwrap_or_default()))
            })
    };
    let is_child = |line: &str| {
        let line = line.trim();
        // Names of keys stand on the keyboard, not in a language.
        if line.starts_with("<kbd") {
            return false;
        }
        let alone = line.starts_with('"') && line.ends_with('"') && line.len() > 2;
        let between = line.contains(">\"") && line.contains("\"</");
        (alone && line.contains(' ') && is_text(line))
            || (between
                && literals(line)
                    .iter()
                    .any(|text| line.contains(&format!(">\"{text}\"</")) && is_text(text)))
    };
    for folder in ["app/src/pages", "app/src/components"] {
        let found = sources(folder);
        check_lines(&found, passes_literal, "texts stand in app/locales");
        check_lines(&found, is_child, "texts stand in app/locales");
    }
}

#[test]
fn pages_never_touch_network_or_storage() {
    let wrong = |line: &str| {
        [
            "fetch_with",
            "platform::http",
            "indexed_db",
            "local_storage",
            "platform::storage",
            "inner_html",
        ]
        .iter()
        .any(|word| !line.trim_start().starts_with("//") && line.contains(word))
    };
    for folder in ["app/src/pages", "app/src/components"] {
        check_lines(
            &sources(folder),
            wrong,
            "a page reads the store and sends commands to it",
        );
    }
}

#[test]
fn unsafe_code_is_forbidden_everywhere() {
    let workspace = std::fs::read_to_string(root().join("Cargo.toml")).expect("the workspace");
    assert!(workspace.contains("unsafe_code = \"forbid\""));
    for package in [
        "app",
        "backup",
        "domain",
        "index",
        "sync",
        "worker",
        "worker/hub",
        "sample",
        "tests/http",
        "tests/load",
        "tests/simulation",
    ] {
        let manifest =
            std::fs::read_to_string(root().join(package).join("Cargo.toml")).expect("a manifest");
        assert!(
            manifest.contains("[lints]\nworkspace = true"),
            "{package} has no lints"
        );
    }
}

#[test]
fn no_registry_host_is_written_down() {
    let lock = std::fs::read_to_string(root().join("package-lock.json")).expect("the lock file");
    assert!(
        !lock.contains("\"resolved\": \"http"),
        "the lock file names a host"
    );
}
