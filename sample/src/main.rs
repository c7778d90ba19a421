//! `sample --database FILE`: loads the sample company into an empty database to which the
//! migrations have been applied.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, SystemTimeError, UNIX_EPOCH};

use futures::executor::block_on;
use hub::accounts::credential::{self, Origin};
use hub::accounts::password;
use hub::sqlite::Sqlite;
use hub::{Database, DatabaseError, Hub, HubError, NewRecord, Statement};
use sample::{PASSWORD, Seed, SignIn, company};
use uuid::Uuid;

/// Everybody tries the same company.
const SEED: u64 = 7;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [flag, file] = arguments.as_slice() else {
        return explain();
    };
    if flag != "--database" {
        return explain();
    }
    match block_on(load(&PathBuf::from(file))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The sample company was not loaded: {error}");
            ExitCode::FAILURE
        }
    }
}

fn explain() -> ExitCode {
    eprintln!("Usage: sample --database FILE");
    ExitCode::FAILURE
}

/// Why the sample company was not loaded.
#[derive(Debug, thiserror::Error)]
enum LoadError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error(transparent)]
    Hub(#[from] HubError),
    #[error("the machine's clock stands before 1970")]
    Clock(#[from] SystemTimeError),
    #[error("the password could not be hashed")]
    Hash,
}

/// Leaves a database alone in which somebody can sign in already.
async fn load(file: &Path) -> Result<(), LoadError> {
    let database = Sqlite::open(file)?;
    if !credential::none_exists(&database).await? {
        return Ok(());
    }
    let now_ms = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let company = company(SEED, i64::try_from(now_ms).unwrap_or(i64::MAX));
    let records: Vec<NewRecord> = company.records.into_iter().map(new_record).collect();
    let sign_ins = company
        .sign_ins
        .iter()
        .map(sign_in)
        .collect::<Result<Vec<_>, _>>()?;
    Hub::new(&database)
        .insert_records(&records, Vec::new())
        .await?;
    // The credentials come last: they are what tells a loaded database.
    database.batch(sign_ins).await?;
    Ok(())
}

fn new_record(seed: Seed) -> NewRecord {
    let Seed {
        kind,
        id,
        home,
        fields,
        created_ms,
        person,
    } = seed;
    NewRecord {
        kind: kind.to_owned(),
        id,
        home,
        fields,
        created_ms,
        person,
    }
}

/// The password is published, so its salt need only differ from the others.
fn sign_in(sign_in: &SignIn) -> Result<Statement, LoadError> {
    let salt = Uuid::parse_str(&sign_in.person).map_err(|_| LoadError::Hash)?;
    let hash = password::hash(PASSWORD, salt.as_bytes()).map_err(|_| LoadError::Hash)?;
    Ok(credential::put(&sign_in.person, &hash, Origin::Sample))
}
