//! Many devices at once against a running Worker: the real [`sync::replica::Replica`] over HTTP, each
//! in a thread of its own, and proof by the server's own database that each of their changes is there
//! exactly once.
//!
//! Latencies count from the moment at which something was to be sent, so that a server that is slow
//! cannot hide what had to wait for it.

mod clock;
mod device;
mod figures;
mod fleet;
mod knee;
mod people;
mod proof;
mod steady;
mod storm;
mod work;

pub use figures::{Latencies, Tally};
pub use fleet::{Log, total};
pub use knee::{Knee, knee};
pub use people::{Person, few, many};
pub use proof::{Proof, prove};
pub use steady::{Rhythm, steady};
pub use storm::{Storm, storm};
