//! Orders: their list, one order, its form.

mod beginning;
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

pub use form::OrderFormPage;
pub use list::{BranchField, SalesPage};
pub use page::OrderPage;
pub use print::PrintHead;
