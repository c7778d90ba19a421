//! Orders from a table of their lines: which column becomes what, how numbers and days are
//! written, what a line becomes, and which lines make one order. A file is read twice: once for a
//! [`Survey`] of it, and once to put every [`Document`] together.

mod document;
mod exact;
mod format;
mod key;
mod line;
mod survey;
mod target;
#[cfg(test)]
mod tests;
mod walk_in;

pub use document::Document;
pub use exact::Exact;
pub use format::{DayOrder, Format};
pub use key::DocumentKey;
pub use line::{LineError, OrderLine, read_line};
pub use survey::{Failure, MAX_FAILURES, Survey, TypeCount};
pub use target::{OrderTarget, guess_order};
pub use walk_in::{walk_in_fields, walk_in_identity};
