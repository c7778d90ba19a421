//! Import of orders from a file of any size.

mod columns;
mod counts;
mod fix;
mod outcome;
mod page;
mod preview;
mod run;
mod source;
mod state;

pub use page::OrderImportPage;
