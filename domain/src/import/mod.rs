//! Customers and orders from a table: which column becomes what, and what a row becomes. Reading
//! the file in pieces and storing the records is the app's.

mod cell;
mod file;
pub mod order;
mod row;
mod target;

pub use cell::guarded;
pub use file::{decode, delimiter};
pub use row::{Row, identity, read_row};
pub use target::{Target, guess};
