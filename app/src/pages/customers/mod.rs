//! Customers: the list, the record card, its form and its history.

mod card;
mod form;
mod history;
mod list;
mod list_state;
mod page;
mod row;
mod undo;

pub use card::{address, tel, who};
pub use form::CustomerFormPage;
pub use history::CustomerHistoryPage;
pub use page::CustomersPage;
