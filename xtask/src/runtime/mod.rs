//! The local Workers runtime with a database of its own on disk, serving app and API.

mod data;
mod epoch;
mod health;

use std::fs::{self, File};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::group::Group;
use crate::problem::Problem;
use crate::project::Project;
pub use data::{Data, beside, put_in_place};
pub use epoch::new_epoch;

const PATIENCE: Duration = Duration::from_secs(60);

/// A running Worker. Dropping it stops the runtime; its data stays.
#[derive(Debug)]
pub struct Runtime {
    pub url: String,
    /// The file in which the local runtime keeps D1.
    pub database: PathBuf,
    group: Group,
    log: PathBuf,
}

impl Runtime {
    /// Migrates the database in `data` and serves it; returns when requests are answered.
    pub fn start(project: &Project, data: &Data, port: u16) -> Result<Self, Problem> {
        data.migrate(project)?;
        if data.has_sample {
            data.load_sample(project)?;
        }
        let log = data.folder.join("runtime.log");
        let group =
            Group::start(&mut dev(project, data, port, &log)?).map_err(Problem::file(&log))?;
        let mut runtime = Self {
            url: format!("http://localhost:{port}"),
            database: data.database()?,
            group,
            log,
        };
        runtime.wait_until_ready(port)?;
        Ok(runtime)
    }

    /// On any free port with a new database, for one run of tests.
    pub fn start_fresh(project: &Project, name: &str, has_sample: bool) -> Result<Self, Problem> {
        let data = Data {
            folder: project.notes().join(name),
            has_sample,
        };
        data.clear()?;
        Self::start(project, &data, free_port()?)
    }

    /// Waits until the runtime ends by itself, which it only does when something is wrong.
    pub fn wait(mut self) -> Problem {
        match self.group.wait(None) {
            Ok(_) => self.failure(),
            Err(source) => Problem::File {
                path: self.log.clone(),
                source,
            },
        }
    }

    fn wait_until_ready(&mut self, port: u16) -> Result<(), Problem> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            if health::is_healthy(port) {
                return Ok(());
            }
            if self.group.ended().is_ok_and(|status| status.is_some()) {
                break;
            }
            sleep(Duration::from_millis(100));
        }
        Err(self.failure())
    }

    fn failure(&self) -> Problem {
        let text = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = text.lines().collect();
        let tail = lines[lines.len().saturating_sub(20)..].join("\n");
        Problem::NotReady {
            log: self.log.clone(),
            tail,
        }
    }
}

/// Wrangler, kept from asking, reporting and writing outside the clone.
pub fn wrangler(project: &Project, folder: &Path) -> Command {
    let mut wrangler = project.command("wrangler");
    wrangler.current_dir(project.root.join("worker"));
    wrangler
        .env("CI", "true")
        .env("WRANGLER_SEND_METRICS", "false");
    wrangler.env("CLOUDFLARE_CF_FETCH_ENABLED", "false");
    wrangler.env("XDG_CONFIG_HOME", folder.join("config"));
    wrangler
}

fn dev(project: &Project, data: &Data, port: u16, log: &Path) -> Result<Command, Problem> {
    let output = File::create(log).map_err(Problem::file(log))?;
    let errors = output.try_clone().map_err(Problem::file(log))?;
    let mut dev = wrangler(project, &data.folder);
    dev.args([
        "dev",
        "--port",
        &port.to_string(),
        "--inspector-port",
        "0",
        "--persist-to",
    ])
    .arg(&data.folder);
    dev.args(["--var", &format!("RELASI_EPOCH:{}", data.epoch()?)]);
    if data.has_sample {
        dev.args(["--var", "RELASI_SAMPLE:1"]);
    }
    dev.stdout(output).stderr(errors);
    Ok(dev)
}

/// Tells a port in use before anything is built for it.
pub fn check_port(port: u16) -> Result<(), Problem> {
    TcpListener::bind(("127.0.0.1", port))
        .map(drop)
        .map_err(|_| Problem::PortBusy(port))
}

fn free_port() -> Result<u16, Problem> {
    let address = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    address
        .map(|address| address.port())
        .map_err(|_| Problem::PortBusy(0))
}
