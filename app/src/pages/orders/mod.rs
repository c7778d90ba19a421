//! Orders: their list, one order, its form.

mod again;
mod beginning;
mod credit;
mod form;
mod lines;
mod list;
mod list_state;
mod mover;
mod page;
mod price_list;
mod print;
mod row;
mod rules;
mod table;

pub use again::usual_of;
pub use form::OrderFormPage;
pub use list::{BranchField, SalesPage};
pub use page::OrderPage;
pub use print::{PrintHead, print_on, print_options};
pub use table::LineTable;
