//! The page's side.

use web_sys::File;

use super::messages::{Ask, Batch, Look, Plan, Surveyed, Told};
use crate::platform::file_worker::FileWorker;

/// Stable code of what stands in the way.
pub type FileError = String;

/// A file in a worker of its own, which ends when this is dropped.
pub struct OrderFile {
    worker: FileWorker,
}

impl OrderFile {
    /// Hands a file to a new worker, and looks at its first lines.
    pub async fn open(file: &File) -> Result<(Self, Look), FileError> {
        let worker = FileWorker::start().await.ok_or_else(no_worker)?;
        let mut opened = Self { worker };
        opened.ask(&Ask::Look, Some(file))?;
        match opened.hear().await? {
            Told::Looked(look) => Ok((opened, look)),
            _ => Err(no_worker()),
        }
    }

    /// Reads all lines. `progress` hears the share of the file that was read, 0 to 1.
    pub async fn survey(
        &mut self,
        plan: Plan,
        progress: impl Fn(f64),
    ) -> Result<Surveyed, FileError> {
        self.ask(&Ask::Survey(plan), None)?;
        loop {
            match self.hear().await? {
                Told::Progress(share) => progress(share),
                Told::Surveyed(surveyed) => return Ok(*surveyed),
                _ => return Err(no_worker()),
            }
        }
    }

    /// Has the worker begin with the documents of the plan that was surveyed last.
    pub fn begin(&self) -> Result<(), FileError> {
        self.ask(&Ask::Begin, None)
    }

    /// Has the worker make the next documents.
    pub fn ask_next(&self) -> Result<(), FileError> {
        self.ask(&Ask::Next, None)
    }

    /// The documents that were asked for.
    pub async fn batch(&mut self) -> Result<Batch, FileError> {
        match self.hear().await? {
            Told::Made(batch) => Ok(batch),
            _ => Err(no_worker()),
        }
    }

    fn ask(&self, ask: &Ask, file: Option<&File>) -> Result<(), FileError> {
        let text = serde_json::to_string(ask).map_err(|_| no_worker())?;
        self.worker
            .tell(&text, file)
            .then_some(())
            .ok_or_else(no_worker)
    }

    async fn hear(&mut self) -> Result<Told, FileError> {
        let text = self.worker.hear().await.ok_or_else(no_worker)?;
        match serde_json::from_str(&text) {
            Ok(Told::Failed(code)) => Err(code),
            Ok(told) => Ok(told),
            Err(_) => Err(no_worker()),
        }
    }
}

/// The worker does not start or has ended.
fn no_worker() -> FileError {
    "file_worker".to_owned()
}
