//! Branches and their devices as head office sees them.

mod device;
mod farewell;
mod line;
mod page;
mod report;
mod rounds;

pub use page::BranchesPage;
pub use report::provide_report;
pub use rounds::RoundsPage;
