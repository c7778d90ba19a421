//! What waits on this device: unsent and refused changes, values of two people, discarded work.

mod changed;
mod conflicts;
mod describe;
mod discard;
mod discarded;
mod fix;
mod page;
mod quarantine;
mod tray;
mod unsent;
pub mod value;

pub use conflicts::RecordConflicts;
pub use describe::done_to;
pub use fix::provide_fixing;

pub use page::ChangesPage;
pub use quarantine::{QuarantineLink, QuarantinePage};
