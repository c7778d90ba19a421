//! Import of orders from a file of any size.

mod columns;
mod counts;
mod fix;
mod outcome;
mod page;
mod preview;
mod remembered;
mod run;
mod source;
mod state;
mod undo;

pub use page::OrderImportPage;
