//! Who is asking: cookies, tokens, signing in.

mod cookie;
mod sign_in;
mod signed_in;
mod token;

pub use cookie::ended_session;
pub use sign_in::{Answer, begin_session, confirm_password, sign_in};
pub use signed_in::{AnySession, SignedIn, session_token_hash};
pub use token::{salt, start_password};
