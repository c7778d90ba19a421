//! What holds for every request and every answer, whatever the route.

mod headers;
mod input;
mod origin;

pub use headers::add_headers;
pub use input::{Input, Named, parse, read};
pub use origin::refuse_foreign;
