//! Why the server did not let somebody in.

use crate::i18n::{error_text, text_with};
use crate::store::ApiError;

/// The sentence for an answer of the server.
pub fn problem_text(error: &ApiError) -> String {
    match error.code.as_str() {
        "throttled" => {
            let seconds = error.retry_after.unwrap_or(60);
            text_with("error.throttled", &[("seconds", seconds)])
        }
        code => error_text(code),
    }
}
