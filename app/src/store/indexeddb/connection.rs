//! The connection to a database, which a browser may close at any time.

use std::cell::RefCell;

use indexed_db_futures::{Build, database::Database, internals::SystemRepr};
use sync::store::StoreError;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::IdbVersionChangeEvent;

use super::{failure::Failure, migrations};

/// A connection that is opened again once when it was lost.
#[derive(Debug)]
pub struct Connection {
    name: String,
    open: RefCell<Option<Database>>,
}

impl Connection {
    /// Opens the database of that name.
    pub async fn open(name: String) -> Result<Self, StoreError> {
        let database = open_database(&name).await?;
        let open = RefCell::new(Some(database));
        Ok(Self { name, open })
    }

    /// Runs an operation, and runs it again on a new connection when the old one was lost.
    ///
    /// The operation must be one transaction: a lost one left no trace.
    pub async fn run<T>(
        &self,
        operation: impl AsyncFn(&Database) -> Result<T, Failure>,
    ) -> Result<T, StoreError> {
        match self.attempt(&operation).await {
            Err(Failure::Lost(_)) => {
                self.disconnect();
                self.attempt(&operation).await.map_err(StoreError::from)
            }
            outcome => outcome.map_err(StoreError::from),
        }
    }

    async fn attempt<T>(
        &self,
        operation: &impl AsyncFn(&Database) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let database = self.database().await?;
        operation(&database).await
    }

    async fn database(&self) -> Result<Database, Failure> {
        let open = self.open.borrow().clone();
        if let Some(database) = open {
            return Ok(database);
        }
        let database = open_database(&self.name).await?;
        self.open.replace(Some(database.clone()));
        Ok(database)
    }

    fn disconnect(&self) {
        if let Some(database) = self.open.take() {
            database.close();
        }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.disconnect();
    }
}

/// Removes a database. Whoever has it open is asked to close it and does, see below.
pub async fn delete(name: &str) -> Result<(), Failure> {
    Database::delete_by_name(name)?.await?;
    Ok(())
}

async fn open_database(name: &str) -> Result<Database, Failure> {
    let request = Database::open(name)
        .with_version(migrations::version())
        .with_on_upgrade_needed(|event, database| migrations::run(&event, &database))
        .build()?;
    let database = request.await?;
    give_way_to_newer_versions(&database);
    Ok(database)
}

/// Closes the connection when another tab wants to upgrade or delete the database, which waits
/// until nobody holds it any more.
fn give_way_to_newer_versions(database: &Database) {
    let closing = Closure::once_into_js(|event: IdbVersionChangeEvent| {
        let target = event.target().map(JsCast::dyn_into::<web_sys::IdbDatabase>);
        if let Some(Ok(database)) = target {
            database.close();
        }
    });
    let raw = database.as_sys();
    raw.set_onversionchange(Some(closing.unchecked_ref()));
}
