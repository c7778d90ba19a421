//! Records from files of other systems.

mod customers;
mod orders;
mod runs;

use sync::change::Op;
use sync::replica::Edit;

use super::{SaveError, Store};
use crate::platform::timer;

/// Records that are saved together. Few enough for the page to stay quick in between.
const BATCH: usize = 100;

pub use customers::{ImportJob, ImportReport};
pub use orders::{OrderCount, OrderFate, OrderImport, OrderReport};
pub use runs::OrderRun;

impl Store {
    /// Archives records, given by kind and id, to take an import back. `progress` hears how many of
    /// how many are done. Answers how many there were.
    async fn archive_all(
        &self,
        records: &[(&str, String)],
        progress: impl Fn(usize, usize),
    ) -> Result<usize, SaveError> {
        for (at, part) in records.chunks(BATCH).enumerate() {
            progress(at * BATCH, records.len());
            let archive = |(kind, id): &(&str, String)| Edit::new(Op::Archive, kind, id);
            self.save(part.iter().map(archive).collect()).await?;
            timer::sleep(0).await;
        }
        Ok(records.len())
    }
}
