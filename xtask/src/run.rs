//! `cargo xtask run`: the app and its API on this machine, from nothing.

use crate::arguments::Arguments;
use crate::build;
use crate::problem::Problem;
use crate::project::Project;
use crate::runtime::{self, Data, Runtime};
use crate::setup;
use crate::shared_target;

const SIGN_INS: &str = "
Sample company PT Contoh Otomotif, password relasi-contoh:
  admin@contoh.id   administrator
  pusat@contoh.id   head office
  mks@contoh.id     branch head, Makassar
  rina@contoh.id    staff, Makassar
  sby@contoh.id     staff, Surabaya";

/// Sets up, builds, migrates, loads the sample company, and serves until Ctrl-C.
pub fn run(project: &Project, arguments: &Arguments) -> Result<(), Problem> {
    runtime::check_port(arguments.port)?;
    setup::for_serving(project, arguments)?;
    let data = Data::chosen(project, arguments);
    let _lock = data.lock()?;
    {
        let _lock = shared_target::enter(project)?;
        build::worker(project)?;
        build::app(project)?;
    }
    if arguments.fresh {
        data.clear()?;
    }
    let runtime = Runtime::start(project, &data, arguments.port)?;
    println!("\nRelasi is at {}", runtime.url);
    println!(
        "{}",
        if arguments.empty {
            "An empty company starts with its first administrator."
        } else {
            SIGN_INS
        }
    );
    println!(
        "\nCtrl-C stops it. The database stays in {}; --fresh starts with a new one.",
        data.folder.display()
    );
    Err(runtime.wait())
}
