//! Products: the list, the form of those who keep them, and what everybody else sees of one.

mod cost;
mod form;
mod list;
mod list_state;
mod page;
mod prices;
mod restore;
mod row;
mod view;

pub use list::ProductsPage;
pub use page::ProductPage;

/// Address of the list.
const LIST: &str = "/products";
