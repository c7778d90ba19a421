//! What the routes tell the object that holds the sockets.

use std::collections::BTreeSet;

use hub::Moved;
use serde::{Deserialize, Serialize};

use super::seat::{person_tag, session_tag};

/// What happened. It carries names and no data.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// Feeds that moved.
    pub feeds: BTreeSet<String>,
    /// Replica that moved them, and so knows already.
    pub by: Option<u32>,
    /// Tags of sockets whose person may no longer see, or no longer sees what they did.
    pub closed: BTreeSet<String>,
}

impl News {
    /// Changes of a replica were taken in. Staff members whose record changed have to come back
    /// and be looked at afresh.
    pub fn moved(moved: Moved, by: u32) -> Self {
        Self {
            by: Some(by),
            ..Self::moved_by_nobody(moved)
        }
    }

    /// The server itself moved something, of which every replica is to hear.
    pub fn moved_by_nobody(moved: Moved) -> Self {
        Self {
            feeds: moved.feeds,
            by: None,
            closed: moved.staff.iter().map(|id| person_tag(id)).collect(),
        }
    }

    /// Sessions of a person ended.
    pub fn person_out(person: &str) -> Self {
        Self {
            closed: [person_tag(person)].into(),
            ..Self::default()
        }
    }

    /// One session ended.
    pub fn session_out(token_hash: &str) -> Self {
        Self {
            closed: [session_tag(token_hash)].into(),
            ..Self::default()
        }
    }

    /// Whether nobody needs to hear of it.
    pub fn is_empty(&self) -> bool {
        self.feeds.is_empty() && self.closed.is_empty()
    }
}
