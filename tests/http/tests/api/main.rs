//! The Worker's interface, one module for what belongs together.

mod accounts;
mod health;
mod live;
mod origin;
mod push;
mod record;
mod session;
mod setup;
mod sync;
