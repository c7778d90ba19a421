//! Who is at the other end of a socket.

use hub::Sight;
use serde::{Deserialize, Serialize};

/// Who is at the other end of a socket, as it was when they came. It is kept beside the socket
/// while the object sleeps.
#[derive(Debug, Serialize, Deserialize)]
pub struct Seat {
    /// Id of the person.
    pub person: String,
    /// What is stored of the token of their session.
    pub session: String,
    /// Their replica on the device.
    pub replica: u32,
    /// When they came, milliseconds.
    pub since_ms: i64,
    /// When their session ends, milliseconds.
    pub until_ms: i64,
    /// The feeds that they see.
    pub sight: Sight,
}

impl Seat {
    /// By which their sockets are found.
    pub fn tags(&self) -> [String; 2] {
        [person_tag(&self.person), session_tag(&self.session)]
    }

    /// Those of the moved feeds of which they are to be told, at a time and by a replica.
    pub fn told_of<'a>(
        &self,
        feeds: impl IntoIterator<Item = &'a String>,
        by: Option<u32>,
    ) -> Vec<String> {
        if by == Some(self.replica) {
            return Vec::new();
        }
        let feeds = feeds.into_iter().filter(|feed| self.sight.covers(feed));
        feeds.cloned().collect()
    }
}

/// Tag of all sockets of a person.
pub fn person_tag(person: &str) -> String {
    format!("person:{person}")
}

/// Tag of all sockets of a session.
pub fn session_tag(token_hash: &str) -> String {
    format!("session:{token_hash}")
}
