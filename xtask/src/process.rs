//! Running programs to their end: shown, kept, or both.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::group::Group;
use crate::problem::Problem;

/// What a program wrote, both streams in the order they came, and whether it ended well.
#[derive(Debug)]
pub struct Transcript {
    pub text: String,
    pub success: bool,
}

/// Runs `command` with its output shown; `what` names it in the failure.
pub fn run(command: &mut Command, what: &str) -> Result<(), Problem> {
    let mut group = start(command)?;
    let status = group
        .wait(None)
        .map_err(|source| program_problem(command, source))?;
    if status.is_some_and(|status| status.success()) {
        Ok(())
    } else {
        Err(Problem::Failed {
            what: what.to_owned(),
        })
    }
}

/// Runs `command` silently and keeps what it writes.
pub fn keep(command: &mut Command) -> Result<Transcript, Problem> {
    transcribe(command, false, "The program", None)
}

/// Runs `command` silently and keeps what it writes, for no longer than `minutes`.
pub fn keep_within(command: &mut Command, what: &str, minutes: u64) -> Result<Transcript, Problem> {
    transcribe(command, false, what, Some(minutes))
}

/// Runs `command` with its output shown and kept, for no longer than `minutes`.
pub fn show_and_keep(
    command: &mut Command,
    what: &str,
    minutes: u64,
) -> Result<Transcript, Problem> {
    transcribe(command, true, what, Some(minutes))
}

/// Runs `command`, which downloads, and tells a missing network from other failures.
pub fn download(command: &mut Command, what: &str) -> Result<(), Problem> {
    let transcript = show_and_keep(command, what, 60)?;
    if transcript.success {
        return Ok(());
    }
    if is_offline(&transcript.text) {
        return Err(Problem::NoNetwork {
            step: what.to_owned(),
        });
    }
    Err(Problem::Failed {
        what: what.to_owned(),
    })
}

fn is_offline(text: &str) -> bool {
    let signs = [
        "Could not resolve",
        "could not resolve",
        "dns error",
        "ENOTFOUND",
        "EAI_AGAIN",
        "ECONNREFUSED",
        "ETIMEDOUT",
        "Temporary failure resolving",
        "Could not connect",
        "Couldn't connect",
        "Connection refused",
        "error sending request",
        "Failed to connect",
    ];
    signs.iter().any(|sign| text.contains(sign))
}

fn transcribe(
    command: &mut Command,
    shown: bool,
    what: &str,
    minutes: Option<u64>,
) -> Result<Transcript, Problem> {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut group = start(command)?;
    let kept = Arc::new(Mutex::new(String::new()));
    let child = group.child();
    let readers = [
        child
            .stdout
            .take()
            .map(|stream| follow(stream, shown, &kept)),
        child
            .stderr
            .take()
            .map(|stream| follow(stream, shown, &kept)),
    ];
    let limit = minutes.map(|minutes| Duration::from_secs(minutes * 60));
    let status = group
        .wait(limit)
        .map_err(|source| program_problem(command, source))?;
    // Ends whatever the program left behind, which would keep the streams open.
    drop(group);
    readers
        .into_iter()
        .flatten()
        .for_each(|reader| drop(reader.join()));
    let Some(status) = status else {
        return Err(Problem::TimedOut {
            what: what.to_owned(),
            minutes: minutes.unwrap_or_default(),
        });
    };
    let text = kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Ok(Transcript {
        text,
        success: status.success(),
    })
}

fn start(command: &mut Command) -> Result<Group, Problem> {
    Group::start(command).map_err(|source| program_problem(command, source))
}

/// Reads a stream to its end, line by line, in a thread of its own.
fn follow(
    stream: impl Read + Send + 'static,
    shown: bool,
    kept: &Arc<Mutex<String>>,
) -> JoinHandle<()> {
    let kept = Arc::clone(kept);
    thread::spawn(move || {
        let mut stream = BufReader::new(stream);
        let mut line = Vec::new();
        while stream
            .read_until(b'\n', &mut line)
            .is_ok_and(|read| read > 0)
        {
            if shown {
                // A closed terminal must not end the command half-way.
                let _ = io::stdout().lock().write_all(&line);
            }
            kept.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    })
}

fn program_problem(command: &Command, source: io::Error) -> Problem {
    let program = command.get_program();
    if source.kind() == io::ErrorKind::NotFound {
        return Problem::NoProgram {
            name: program.to_string_lossy().into_owned(),
        };
    }
    Problem::File {
        path: program.into(),
        source,
    }
}
