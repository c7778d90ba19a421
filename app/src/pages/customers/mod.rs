//! Customers: the list, the record card, its form and its history.

mod card;
mod form;
mod history;
mod list;
mod list_state;
mod page;
mod row;
mod undo;

use crate::i18n::text;
use crate::store::Index;

pub use card::{address, tel, who};
pub use form::CustomerFormPage;
pub use history::CustomerHistoryPage;
pub use page::CustomersPage;

/// What a customer is called beside what follows them: somebody erased by no name, and somebody who
/// is not on this device not at all.
pub fn name_of(index: &Index, id: &str) -> String {
    match index.customer(id) {
        Some(row) => row.name.clone(),
        None if index.is_erased(id) => text("customer.erased"),
        None => String::new(),
    }
}
