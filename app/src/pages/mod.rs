//! The pages. They read the store and send it commands; none of them fetches anything.

pub mod asked;
pub mod branches;
pub mod changes;
pub mod customers;
pub mod form;
pub mod import;
pub mod interactions;
pub mod orders;
pub mod password;
pub mod products;
pub mod receivables;
pub mod report;
pub mod service;
pub mod settings;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod today;
pub mod vehicles;
