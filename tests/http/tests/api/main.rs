//! The Worker's interface, one module for what belongs together.

mod accounts;
mod assignment;
mod body;
mod crowd;
mod envelope;
mod erase;
mod foreign;
mod health;
mod live;
mod matrix;
mod origin;
mod push;
mod record;
mod scene;
mod session;
mod setup;
mod sync;
mod untouched;
