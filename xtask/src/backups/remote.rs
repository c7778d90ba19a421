//! The deployed database, through wrangler. A restore makes a new database and leaves the one in
//! use as it is: deploying is what changes over, and deploying the former again what undoes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::scratch::Scratch;
use super::{moment, named, tool};
use crate::problem::Problem;
use crate::process;
use crate::project::Project;
use crate::runtime::{self, Data};

/// Makes a backup. D1 answers nobody while it exports.
pub fn backup(project: &Project, file: &Path) -> Result<(), Problem> {
    let scratch = Scratch::within(&project.notes())?;
    let database = scratch.file("deployed.sqlite");
    export(project, &scratch, &database)?;
    tool::make(project, &database, file, &scratch)
}

/// Fills a new D1 database from a backup and says what to deploy.
pub fn restore(project: &Project, file: &Path, is_gone: bool) -> Result<(), Problem> {
    let scratch = Scratch::within(&project.notes())?;
    let restored = scratch.file("restored.sqlite");
    if is_gone {
        tool::restore(project, file, &restored, &scratch, None)?;
    } else {
        let deployed = scratch.file("deployed.sqlite");
        export(project, &scratch, &deployed)?;
        let kept = named("relasi-replaced")?;
        let replaced = Some((deployed.as_path(), kept.as_path()));
        tool::restore(project, file, &restored, &scratch, replaced)?;
        println!(
            "A backup of the deployed database is in {}.",
            kept.display()
        );
    }
    let sql = as_sql(project, &restored, &scratch)?;
    let name = format!("relasi-{}", moment());
    let create = ["d1", "create", &name];
    process::run(deployed(project).args(create), "Creating a D1 database")?;
    let fill = ["d1", "execute", &name, "--remote", "--yes", "--file"];
    process::run(
        deployed(project).args(fill).arg(&sql),
        "Filling the new D1 database",
    )?;
    tell(&name);
    Ok(())
}

fn export(project: &Project, scratch: &Scratch, database: &Path) -> Result<(), Problem> {
    let sql = scratch.file("deployed.sql");
    let mut export = deployed(project);
    export.args(["d1", "export", "DB", "--remote", "--skip-confirmation"]);
    export.arg("--output").arg(&sql);
    process::run(&mut export, "Exporting the deployed database")?;
    tool::import(project, &sql, database)
}

/// Has wrangler write the database as SQL that D1 takes. It exports a local database only from
/// where it keeps its own.
fn as_sql(project: &Project, restored: &Path, scratch: &Scratch) -> Result<PathBuf, Problem> {
    let folder = scratch.file("local");
    let data = Data {
        folder: folder.join(".wrangler/state"),
        has_sample: false,
    };
    data.migrate(project)?;
    runtime::put_in_place(restored, &data.database()?)?;
    let config = folder.join("wrangler.toml");
    fs::copy(project.root.join("worker/wrangler.toml"), &config).map_err(Problem::file(&config))?;
    let sql = scratch.file("restored.sql");
    let mut export = runtime::wrangler(project, &data.folder);
    export.current_dir(&folder);
    export.args(["d1", "export", "DB", "--local", "--output"]);
    process::run(export.arg(&sql), "Writing the database as SQL")?;
    Ok(sql)
}

/// Wrangler with the sign-in of whoever calls it.
fn deployed(project: &Project) -> Command {
    let mut wrangler = project.command("wrangler");
    wrangler.current_dir(project.root.join("worker"));
    wrangler
}

fn tell(name: &str) {
    println!(
        "\nThe restored database is {name}. Write into worker/wrangler.toml\n\n    \
         database_name = \"{name}\"\n    database_id = (as wrangler printed above)\n    \
         RELASI_EPOCH = \"{}\"\n\nand run `wrangler deploy` there. Nobody has used this epoch, and \
         devices pull afresh because of it.\nThe former database stays as it is. To go back, \
         write its name and id again, and RELASI_EPOCH = \"{}\".",
        runtime::new_epoch(),
        runtime::new_epoch()
    );
}
