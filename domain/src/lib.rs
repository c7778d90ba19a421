//! What the business of Relasi means: kinds of records, their rules and who may do what.

pub mod access;
pub mod kinds;
pub mod schema;
pub mod validate;
