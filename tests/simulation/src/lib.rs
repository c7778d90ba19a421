//! A seeded simulation: many devices and people, the real replica and the real hub over SQLite,
//! and everything that goes wrong between them. One seed replays everything.

mod action;
mod company;
mod device;
mod network;
mod oracle;
mod round;
pub mod script;
mod server;
mod shrink;
mod world;

pub use shrink::{Violation, attempt, shrink};
pub use world::{Report, run};
