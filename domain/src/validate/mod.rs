//! Checks of values and records. A server refuses a value for its field alone; a combination
//! is for forms, because a merge of two sound changes may produce it and is then kept. Only in
//! what is written once does a server refuse a combination too: no merge produces it there.

mod fields;
mod problem;
mod record;
mod trade;
mod value;

pub use fields::check_fields;
pub use problem::{Problem, ProblemCode};
pub use record::{check_record, is_email};
pub use value::{check_path, check_value};
