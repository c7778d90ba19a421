//! How replicas converge: clock, change, merge, conflicts, protocol, and the device's side of it.
//!
//! The crate knows no platform (time and storage are passed in) and no kind of record by name
//! (a [`domain::schema::Schema`] is passed in).

pub mod backoff;
pub mod change;
pub mod checksum;
pub mod codes;
pub mod erasure;
pub mod merge;
pub mod protocol;
pub mod record;
pub mod references;
pub mod refusal;
pub mod replica;
pub mod stamp;
pub mod store;
pub mod undo;
