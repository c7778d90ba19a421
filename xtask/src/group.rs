//! Every program runs in a process group of its own, so that stopping it stops all it
//! started; Ctrl-C stops all groups.

use std::collections::BTreeSet;
use std::io;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use std::os::unix::process::CommandExt;

use crate::problem::Problem;

static RUNNING: Mutex<BTreeSet<i32>> = Mutex::new(BTreeSet::new());
const PATIENCE: Duration = Duration::from_secs(8);
const PAUSE: Duration = Duration::from_millis(50);

/// A running program together with everything it started. Dropping stops all of it.
#[derive(Debug)]
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts `command` as the leader of a new group.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        // Held while starting, so that an interrupt cannot miss the newcomer.
        let mut running = running();
        let child = command.process_group(0).spawn()?;
        running.insert(id(&child));
        Ok(Self { child })
    }

    /// The leader, for its output.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// The leader's status once it has ended.
    pub fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }

    /// Waits for the leader to end, or for `limit` to pass.
    pub fn wait(&mut self, limit: Option<Duration>) -> io::Result<Option<ExitStatus>> {
        let Some(limit) = limit else {
            return self.child.wait().map(Some);
        };
        let start = Instant::now();
        while start.elapsed() < limit {
            if let Some(status) = self.ended()? {
                return Ok(Some(status));
            }
            sleep(PAUSE);
        }
        Ok(None)
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = id(&self.child);
        // A leader that ended stays in its group until its status is read.
        stop(&[group], || drop(self.child.try_wait()));
        running().remove(&group);
    }
}

/// On Ctrl-C, a closed terminal or a request to end, stops every group and exits.
pub fn stop_all_on_interrupt() -> Result<(), Problem> {
    ctrlc::set_handler(|| {
        let running = running();
        let groups: Vec<i32> = running.iter().copied().collect();
        stop(&groups, || ());
        std::process::exit(130);
    })
    .map_err(Problem::Interrupt)
}

/// Asks `groups` to end, and after a while makes them.
fn stop(groups: &[i32], mut reap: impl FnMut()) {
    let start = Instant::now();
    for group in groups {
        signal(*group, Signal::SIGTERM);
    }
    reap();
    while groups.iter().any(|group| signal(*group, None)) && start.elapsed() < PATIENCE {
        sleep(PAUSE);
        reap();
    }
    for group in groups {
        signal(*group, Signal::SIGKILL);
    }
}

/// Whether anything was there to take the signal.
fn signal(group: i32, signal: impl Into<Option<Signal>>) -> bool {
    killpg(Pid::from_raw(group), signal).is_ok()
}

fn id(child: &Child) -> i32 {
    child.id().cast_signed()
}

fn running() -> MutexGuard<'static, BTreeSet<i32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}
