//! Records from files of other systems.

mod customers;
mod orders;

pub use customers::{ImportJob, ImportReport};
pub use orders::{OrderCount, OrderFate, OrderImport, OrderJob, OrderReport};
