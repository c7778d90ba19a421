//! Signing in, for the first time on a device or again where a session ended.

mod again;
mod attempt;
mod locked;
mod page;
mod passkey;
mod problem;

pub use again::SignInAgain;
pub use locked::{LockedPage, OverduePage};
pub use page::{Problem, SignInPage};
pub use problem::problem_text;
