//! What was asked for on the command line.

use std::path::{Path, PathBuf};

use crate::problem::Problem;

/// How the commands are called.
pub const USAGE: &str = "\
cargo xtask setup [--yes]                              install what is missing
cargo xtask run [--port N] [--fresh] [--empty] [--yes] serve app and API on http://localhost:8787
cargo xtask backup [FILE] [--remote]                   put the whole database into a file
cargo xtask restore FILE [--remote [--gone]]           put it back
cargo xtask check                                      formatting, clippy, native tests
cargo xtask test [LANE ...]                            all of it, or only the lanes named
cargo xtask test --long [LANE ...]                     10,000 simulated schedules, storms, planted faults
cargo xtask bench [PART ...]                           measure against a fresh runtime

--port N   another port            --fresh  throw the local database away first
--empty    no sample company       --yes    install Debian packages without asking (also CI=true)
--remote   the deployed database   --gone   the deployed database cannot be read any more
--data FOLDER  another folder for the local database";

/// One project command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Help,
    Setup,
    Run,
    Backup,
    Restore,
    Check,
    Test,
    Bench,
}

/// A command and its options.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    pub command: Command,
    pub port: u16,
    pub fresh: bool,
    pub empty: bool,
    pub yes: bool,
    /// The deployed database instead of the local one.
    pub remote: bool,
    /// The deployed database is not there any more.
    pub gone: bool,
    /// Folder of the local database, if not the usual one.
    pub data: Option<PathBuf>,
    /// File of a backup.
    pub file: Option<PathBuf>,
    /// `test` runs what takes too long for every change.
    pub long: bool,
    /// Names of the lanes or parts to which `test` or `bench` is limited; none means all.
    pub names: Vec<String>,
}

impl Arguments {
    /// Reads the words that follow `cargo xtask`.
    pub fn parse(words: impl Iterator<Item = String>) -> Result<Self, Problem> {
        let mut words = words;
        let command = words
            .next()
            .map_or(Ok(Command::Help), |word| command(&word))?;
        let mut arguments = Self {
            command,
            port: 8787,
            fresh: false,
            empty: false,
            yes: std::env::var("CI").is_ok_and(|value| value == "true"),
            remote: false,
            gone: false,
            data: None,
            file: None,
            long: false,
            names: Vec::new(),
        };
        while let Some(word) = words.next() {
            arguments.take(&word, &mut words)?;
        }
        arguments.check()?;
        Ok(arguments)
    }

    fn take(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), Problem> {
        match (self.command, word) {
            (Command::Run, "--port") => self.port = port(rest.next())?,
            (Command::Run, "--fresh") => self.fresh = true,
            (Command::Run, "--empty") => self.empty = true,
            (_, "--yes") => self.yes = true,
            (Command::Run | Command::Backup | Command::Restore, "--data") => {
                self.data = Some(folder(rest.next())?);
            }
            (Command::Backup | Command::Restore, "--remote") => self.remote = true,
            (Command::Restore, "--gone") => self.gone = true,
            (Command::Backup | Command::Restore, file)
                if !file.starts_with('-') && self.file.is_none() =>
            {
                self.file = Some(file.into());
            }
            (Command::Test, "--long") => self.long = true,
            (Command::Test | Command::Bench, name) if !name.starts_with('-') => {
                self.names.push(name.to_owned());
            }
            _ => return Err(Problem::Usage(format!("`{word}` is not known here."))),
        }
        Ok(())
    }

    /// The file of a backup, where there must be one.
    pub fn wanted_file(&self) -> Result<&Path, Problem> {
        let missing = || Problem::Usage("`restore` wants the file of a backup.".to_owned());
        self.file.as_deref().ok_or_else(missing)
    }

    /// Those of `all` that were named, in their own order, or all where none was.
    pub fn chosen<T>(
        &self,
        all: impl IntoIterator<Item = T>,
        name_of: impl Fn(&T) -> &'static str,
    ) -> Result<Vec<T>, Problem> {
        let mut all: Vec<T> = all.into_iter().collect();
        let known: Vec<&str> = all.iter().map(&name_of).collect();
        let is_unknown = |name: &&String| !known.contains(&name.as_str());
        if let Some(name) = self.names.iter().find(is_unknown) {
            return Err(Problem::UnknownName {
                name: name.clone(),
                known: known.join(", "),
            });
        }
        let is_named = |part: &T| self.names.iter().any(|name| name == name_of(part));
        all.retain(|part| self.names.is_empty() || is_named(part));
        Ok(all)
    }

    fn check(&self) -> Result<(), Problem> {
        if self.command == Command::Restore {
            self.wanted_file()?;
        }
        let reason = if self.gone && !self.remote {
            "--gone is for --remote: whether the local database can be read is seen."
        } else if self.remote && self.data.is_some() {
            "--data is for the local database."
        } else {
            return Ok(());
        };
        Err(Problem::Usage(reason.to_owned()))
    }
}

fn folder(word: Option<String>) -> Result<PathBuf, Problem> {
    let word = word.ok_or_else(|| Problem::Usage("--data wants a folder.".to_owned()))?;
    absolute(word.as_ref())
}

/// A path as it is from every folder: wrangler and cargo are called in others.
pub fn absolute(path: &Path) -> Result<PathBuf, Problem> {
    std::path::absolute(path).map_err(Problem::file(path))
}

fn command(word: &str) -> Result<Command, Problem> {
    match word {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "setup" => Ok(Command::Setup),
        "run" => Ok(Command::Run),
        "backup" => Ok(Command::Backup),
        "restore" => Ok(Command::Restore),
        "check" => Ok(Command::Check),
        "test" => Ok(Command::Test),
        "bench" => Ok(Command::Bench),
        _ => Err(Problem::Usage(format!("There is no command `{word}`."))),
    }
}

fn port(word: Option<String>) -> Result<u16, Problem> {
    word.and_then(|word| word.parse().ok())
        .filter(|port| *port > 0)
        .ok_or_else(|| Problem::Usage("--port wants a number from 1 to 65535.".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Option<Arguments> {
        Arguments::parse(line.split_whitespace().map(str::to_owned)).ok()
    }

    #[test]
    fn run_takes_its_options() {
        let arguments = parse("run --port 8799 --fresh --yes").expect("valid");
        assert_eq!(
            (arguments.port, arguments.fresh, arguments.empty),
            (8799, true, false)
        );
        assert!(arguments.yes);
    }

    #[test]
    fn a_backup_may_have_a_name_and_a_restore_must() {
        let backup = parse("backup").expect("valid");
        assert_eq!((backup.file, backup.remote), (None, false));
        let restore = parse("restore b.backup --remote --gone").expect("valid");
        assert_eq!(restore.file, Some("b.backup".into()));
        assert!(restore.remote && restore.gone);
    }

    #[track_caller]
    fn check_chosen(line: &str, expected: Option<&[&str]>) {
        let arguments = parse(line).expect("valid");
        let chosen = arguments.chosen(["a", "b", "c"], |name| name);
        assert_eq!(chosen.ok().as_deref(), expected, "{line}");
    }

    #[test]
    fn what_is_tested_and_measured_can_be_limited() {
        check_chosen("test", Some(&["a", "b", "c"]));
        check_chosen("bench c a", Some(&["a", "c"]));
        check_chosen("test a d", None);
    }

    #[test]
    fn what_is_not_known_is_refused() {
        for line in [
            "walk",
            "run --port 0",
            "run --port",
            "check --fresh",
            "run journeys",
            "restore",
            "restore a b",
            "restore a --gone",
            "backup --gone",
            "backup --remote --data x",
            "check --long",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
