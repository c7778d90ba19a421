//! Import of customers from a table.

mod columns;
mod outcome;
mod page;
mod source;
mod state;
mod table;

pub use page::ImportPage;
