//! Sockets of the devices that are connected, on which they are told that feeds moved.
//!
//! Nothing that matters depends on them: a device that hears nothing asks by itself, if later.

mod news;
mod object;
mod seat;
mod teller;

pub use news::News;
pub use seat::Seat;
pub use teller::Teller;
