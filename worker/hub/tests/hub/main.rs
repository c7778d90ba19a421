//! The hub over SQLite, with the same SQL that runs over D1.
#![allow(clippy::unwrap_used)]

mod compact;
mod conflict;
mod conformance;
mod contention;
mod cost;
mod devices;
mod erase;
mod exactly_once;
mod forged;
mod moved;
mod pull;
mod receivables;
mod refusal;
mod reports;
mod restore;
mod scope;
mod trade;
mod view_lines;
mod views;
mod world;
