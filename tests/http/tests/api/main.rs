//! The Worker's interface, one module for what belongs together.

mod accounts;
mod assignment;
mod foreign;
mod health;
mod origin;
mod push;
mod record;
mod scene;
mod session;
mod setup;
mod sync;
mod untouched;
