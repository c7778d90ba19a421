//! Who may sign in: credentials, sessions, throttled attempts and the audit trail.

pub mod account;
pub mod audit;
pub mod browser;
mod common;
pub mod credential;
pub mod data_key;
pub mod password;
pub mod session;
pub mod throttle;

pub use account::Account;
