//! What was asked for on the command line.

use crate::problem::Problem;

/// How the commands are called.
pub const USAGE: &str = "\
cargo xtask setup [--yes]                              install what is missing
cargo xtask run [--port N] [--fresh] [--empty] [--yes] serve app and API on http://localhost:8787
cargo xtask check                                      formatting, clippy, native tests
cargo xtask test [LANE ...]                            all of it, or only the lanes named
cargo xtask test --long [LANE ...]                     10,000 simulated schedules, and planted faults
cargo xtask bench                                      measure against a fresh runtime

--port N   another port            --fresh  throw the local database away first
--empty    no sample company       --yes    install Debian packages without asking (also CI=true)";

/// One project command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    Help,
    Setup,
    Run,
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
    /// `test` runs what takes too long for every change.
    pub long: bool,
    /// Names of the lanes to which `test` is limited; none means all.
    pub lanes: Vec<String>,
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
            long: false,
            lanes: Vec::new(),
        };
        while let Some(word) = words.next() {
            arguments.take(&word, &mut words)?;
        }
        Ok(arguments)
    }

    fn take(&mut self, word: &str, rest: &mut impl Iterator<Item = String>) -> Result<(), Problem> {
        match (self.command, word) {
            (Command::Run, "--port") => self.port = port(rest.next())?,
            (Command::Run, "--fresh") => self.fresh = true,
            (Command::Run, "--empty") => self.empty = true,
            (_, "--yes") => self.yes = true,
            (Command::Test, "--long") => self.long = true,
            (Command::Test, lane) if !lane.starts_with('-') => self.lanes.push(lane.to_owned()),
            _ => return Err(Problem::Usage(format!("`{word}` is not known here."))),
        }
        Ok(())
    }
}

fn command(word: &str) -> Result<Command, Problem> {
    match word {
        "help" | "--help" | "-h" => Ok(Command::Help),
        "setup" => Ok(Command::Setup),
        "run" => Ok(Command::Run),
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
    fn what_is_not_known_is_refused() {
        for line in [
            "walk",
            "run --port 0",
            "run --port",
            "check --fresh",
            "run journeys",
            "check --long",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
