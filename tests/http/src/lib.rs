//! A small client with which the tests speak to a running Worker, as a browser would and as
//! somebody with bad intentions would.
//!
//! `RELASI_URL` is the address of a Worker with the sample company, `RELASI_EMPTY_URL` of one
//! that has not been set up. `cargo xtask test` starts both.

mod answer;
mod client;
mod device;
mod socket;

pub use answer::{Answer, NoAnswer};
pub use client::{Client, SAMPLE_PASSWORD, empty_url, sample_url};
pub use device::Device;
pub use socket::Socket;

/// A new id.
pub fn new_id() -> String {
    uuid::Uuid::now_v7().to_string()
}
