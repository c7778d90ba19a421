//! Branches and their devices as head office sees them.

mod device;
mod line;
mod lost;
mod page;
mod report;

pub use page::BranchesPage;
pub use report::provide_report;
