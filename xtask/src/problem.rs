//! Why a command stopped: one sentence, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::arguments::USAGE;

/// A reason to stop, told to the person at the terminal.
#[derive(Debug)]
pub enum Problem {
    Usage(String),
    /// A file or folder could not be read or written.
    File {
        path: PathBuf,
        source: io::Error,
    },
    /// A program is not there at all.
    NoProgram {
        name: String,
    },
    OldNode {
        found: String,
    },
    /// A step that downloads could not reach its server.
    NoNetwork {
        step: String,
    },
    /// A program ran and said no.
    Failed {
        what: String,
    },
    TimedOut {
        what: String,
        minutes: u64,
    },
    /// Debian packages are wanted, and only root may install them.
    NeedsRoot {
        packages: String,
        line: String,
    },
    /// Debian packages are wanted, and the person said no or could not be asked.
    Declined {
        packages: String,
        line: String,
    },
    PortBusy(u16),
    DataInUse(PathBuf),
    /// The work on a backup stopped before anything was changed.
    Untouched {
        what: &'static str,
    },
    Migration {
        log: String,
    },
    NotReady {
        log: PathBuf,
        tail: String,
    },
    Missing {
        what: &'static str,
        path: PathBuf,
    },
    UnknownName {
        name: String,
        known: String,
    },
    NoTests {
        lane: &'static str,
    },
    /// A fault to be planted does not fit its file exactly once.
    Fault {
        name: &'static str,
        path: &'static str,
        count: usize,
    },
    Interrupt(ctrlc::Error),
    /// The table has already told which.
    LanesFailed,
}

impl Problem {
    /// For `map_err` on anything done to `path`.
    pub fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(reason) => write!(out, "{reason}\n\n{USAGE}"),
            Self::File { path, source } => write!(out, "{}: {source}.", path.display()),
            Self::NoProgram { name } => write!(
                out,
                "`{name}` is not installed or not on the PATH. Install it and run the command again."
            ),
            Self::OldNode { found } => write!(
                out,
                "Node {found} cannot install the packages. Install Node 20 or newer with npm and run the command again."
            ),
            Self::NoNetwork { step } => write!(
                out,
                "{step} needs the network, which cannot be reached. Connect and run the command again: it goes on where it stopped."
            ),
            Self::Failed { what } => write!(
                out,
                "{what} failed, see above. Once that is mended, run the command again: finished steps are not repeated."
            ),
            Self::TimedOut { what, minutes } => write!(
                out,
                "{what} was stopped after {minutes} minutes without an end."
            ),
            Self::NeedsRoot { packages, line } => write!(
                out,
                "The Debian packages {packages} are missing, and only root may install them. Run this, then the command again:\n\n    {line}"
            ),
            Self::Declined { packages, line } => write!(
                out,
                "The Debian packages {packages} are missing and were not installed. Run the command again with --yes, or run this first:\n\n    {line}"
            ),
            Self::PortBusy(port) => write!(
                out,
                "Port {port} is in use by another program. Stop that program or choose another port with --port."
            ),
            Self::DataInUse(path) => write!(
                out,
                "Another `cargo xtask run` or `restore` is using {}. Stop it first.",
                path.display()
            ),
            Self::Untouched { what } => {
                write!(out, "{what} failed, see above. Nothing was changed.")
            }
            Self::Migration { log } => write!(
                out,
                "{log}\nA database migration failed, and nothing was started. Mend it in worker/hub/migrations, or start with a new local database by --fresh."
            ),
            Self::NotReady { log, tail } => write!(
                out,
                "{tail}\nThe local Worker did not start. Its log is in {}.",
                log.display()
            ),
            Self::Missing { what, path } => {
                write!(out, "{what} is missing: there is no {}.", path.display())
            }
            Self::UnknownName { name, known } => {
                write!(out, "There is no `{name}` here. Known are: {known}.")
            }
            Self::NoTests { lane } => write!(
                out,
                "The lane `{lane}` ran no test at all, which counts as a failure."
            ),
            Self::Fault { name, path, count } => write!(
                out,
                "The planted fault `{name}` fits {path} {count} times and not once. Write it anew in xtask/src/lanes/faults/table.rs."
            ),
            Self::Interrupt(source) => write!(out, "Ctrl-C cannot be watched: {source}."),
            Self::LanesFailed => write!(out, "Some lanes failed."),
        }
    }
}

impl std::error::Error for Problem {}
