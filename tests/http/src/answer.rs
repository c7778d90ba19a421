//! An answer, read whole.

use serde_json::Value;
use ureq::Body;
use ureq::http::{HeaderMap, Response};

/// Status, headers and body of an answer.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, `Null` when it is empty or no JSON.
    pub json: Value,
    /// The body as text.
    pub text: String,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoAnswer {
    /// Nothing came for too long.
    TimedOut,
    /// Nobody listens, or the connection ended before the answer did.
    Cut,
}

impl From<ureq::Error> for NoAnswer {
    fn from(error: ureq::Error) -> Self {
        match error {
            ureq::Error::Timeout(_) => Self::TimedOut,
            _ => Self::Cut,
        }
    }
}

impl Answer {
    /// Reads an answer.
    pub fn read(mut response: Response<Body>) -> Result<Self, NoAnswer> {
        let text = response.body_mut().read_to_string()?;
        Ok(Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            json: serde_json::from_str(&text).unwrap_or_default(),
            text,
        })
    }

    /// The stable code of an error; empty when there is none.
    pub fn code(&self) -> &str {
        self.json["code"].as_str().unwrap_or("")
    }

    /// Text of a header; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or("")
    }

    /// Asserts status and code.
    #[track_caller]
    pub fn expect(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.code()), (status, code), "{}", self.text);
        self
    }
}
