//! Orders: their list, one order, its form.

mod again;
mod beginning;
mod credit;
mod file;
mod form;
mod found;
mod lines;
mod list;
mod list_state;
mod mover;
mod page;
mod paper;
mod period;
mod price_list;
mod print;
mod product;
mod row;
mod rules;
mod table;

pub use again::usual_of;
pub use form::OrderFormPage;
pub use list::{BranchField, SalesPage};
pub use page::OrderPage;
pub use period::period_word;
pub use print::{PrintHead, print_on, print_options};
pub use table::LineTable;
