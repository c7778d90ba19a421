//! Complaints: the board, one complaint, its form.

mod board;
mod details;
mod form;
mod lane;
mod mover;
mod mover_dialog;
mod notes;
mod page;
mod picker;
mod tags;
mod ticket;

pub use board::ServicePage;
pub use form::ComplaintFormPage;
pub use page::ComplaintPage;
pub use tags::{due_tag, number_text};
