//! What the business of Relasi means: kinds of records, their rules and who may do what.

pub mod access;
pub mod behaviour;
pub mod buying;
pub mod complaint;
pub mod customer;
pub mod duplicates;
pub mod import;
pub mod kinds;
pub mod money;
pub mod name;
pub mod order;
pub mod phone;
pub mod plate;
mod read;
pub mod receivables;
pub mod regions;
pub mod retention;
pub mod sales;
pub mod schema;
#[cfg(test)]
mod seeded;
#[cfg(feature = "testing")]
pub mod testing;
pub mod validate;
