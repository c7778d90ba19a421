//! What a round of sync moved, and whom that concerns.

use std::collections::BTreeSet;

use domain::access::Actor;
use domain::kinds::SCHEMA;
use domain::schema::Scope;
use serde::{Deserialize, Serialize};
use sync::protocol::{COMPANY_FEED, branch_feed, is_branch_feed, role_feed};

use crate::Hub;
use crate::database::Database;
use crate::error::HubError;
use crate::sync_round::Counts;

/// So many branches are remembered by name; whoever has more is told of every branch, which
/// costs them a request in vain now and then.
const MAX_NAMED: usize = 30;

/// The answer to a request, and what its changes moved for others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// Text of a [`sync::protocol::Response`].
    pub text: String,
    /// What moved.
    pub moved: Moved,
    /// How much of it.
    pub counts: Counts,
}

/// What changes moved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moved {
    /// Feeds that have new rows.
    pub feeds: BTreeSet<String>,
    /// Staff members whose record changed, and with it perhaps what they may see.
    pub staff: BTreeSet<String>,
}

/// Which feeds somebody sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sight {
    every_branch: bool,
    feeds: BTreeSet<String>,
}

impl Sight {
    /// Whether they see this feed.
    pub fn covers(&self, feed: &str) -> bool {
        self.feeds.contains(feed) || self.every_branch && is_branch_feed(feed)
    }

    fn of(actor: &Actor) -> Self {
        let every_branch = actor.role.sees_all_branches() || actor.branches.len() > MAX_NAMED;
        let mut feeds: BTreeSet<String> = fixed_feeds(actor).collect();
        if !every_branch {
            feeds.extend(actor.branches.iter().map(|id| branch_feed(id)));
        }
        Self {
            every_branch,
            feeds,
        }
    }
}

/// The feeds that somebody sees whatever their branches.
pub(crate) fn fixed_feeds(actor: &Actor) -> impl Iterator<Item = String> {
    let roles = SCHEMA.kinds.iter().filter_map(|kind| match kind.scope {
        Scope::Role(least) if actor.role >= least => Some(role_feed(least.as_str())),
        _ => None,
    });
    [COMPANY_FEED.to_owned()].into_iter().chain(roles)
}

impl<D: Database> Hub<'_, D> {
    /// Which feeds a person sees.
    pub async fn sight(&self, person: &str) -> Result<Sight, HubError> {
        Ok(Sight::of(&self.actor(person).await?))
    }
}
