//! The database of `cargo xtask run`.

use std::fs;
use std::path::Path;

use super::scratch::Scratch;
use super::{moment, tool};
use crate::arguments::Arguments;
use crate::problem::Problem;
use crate::project::Project;
use crate::runtime::{Data, beside, put_in_place};

/// Makes a backup. The database may be in use.
pub fn backup(project: &Project, arguments: &Arguments, file: &Path) -> Result<(), Problem> {
    let data = Data::chosen(project, arguments);
    let database = data.database()?;
    let scratch = Scratch::within(&data.folder)?;
    tool::make(project, &database, file, &scratch)
}

/// Restores a backup, and changes the epoch.
pub fn restore(project: &Project, arguments: &Arguments, file: &Path) -> Result<(), Problem> {
    let data = Data::chosen(project, arguments);
    let _lock = data.lock()?;
    if data.database().is_err() {
        data.migrate(project)?;
    }
    let database = data.database()?;
    let scratch = Scratch::within(&data.folder)?;
    let restored = scratch.file("restored.sqlite");
    let kept = data.folder.join(format!("replaced-{}.backup", moment()));
    let replaced = Some((database.as_path(), kept.as_path()));
    tool::restore(project, file, &restored, &scratch, replaced)?;
    if !kept.exists() {
        move_away(&data, &database)?;
    }
    // Before the database: devices that pull afresh from the old one take no harm.
    let epoch = data.renew_epoch()?;
    put_in_place(&restored, &database)?;
    println!(
        "\nRestored. The epoch is {epoch}: devices pull afresh and send what they still have."
    );
    if kept.exists() {
        println!(
            "The replaced database is kept. This undoes the restore:\n\n    \
             cargo xtask restore {}{}",
            kept.display(),
            elsewhere(arguments)
        );
    }
    Ok(())
}

/// How the next command is told of the same folder.
fn elsewhere(arguments: &Arguments) -> String {
    let folder = arguments.data.as_deref();
    folder.map_or_else(String::new, |folder| {
        format!(" --data {}", folder.display())
    })
}

/// Keeps what could not be read as it is, for somebody who can mend it.
fn move_away(data: &Data, database: &Path) -> Result<(), Problem> {
    let folder = data.folder.join(format!("unreadable-{}", moment()));
    fs::create_dir_all(&folder).map_err(Problem::file(&folder))?;
    for file in beside(database).into_iter().chain([database.to_owned()]) {
        if let (true, Some(name)) = (file.exists(), file.file_name()) {
            fs::rename(&file, folder.join(name)).map_err(Problem::file(&file))?;
        }
    }
    println!("Its files are kept in {}.", folder.display());
    Ok(())
}
