//! A file of orders, read in a worker: looked at, surveyed, and put together into documents.
//! The file may be larger than what a page should hold, so the worker reads it piece by piece,
//! once for the survey and once for the documents.

mod documents;
mod messages;
mod page;
mod rows;
mod survey;
mod worker;

pub use messages::{BadLine, Batch, Fixes, Look, MadeOrder, Plan, Surveyed, TypeCount};
pub use page::OrderFile;
pub use worker::serve;
