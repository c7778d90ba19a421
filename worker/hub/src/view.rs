//! What a person may see: who they are, their feeds, and how far those are.

use std::collections::BTreeMap;

use domain::access::Actor;
use domain::kinds::staff;
use serde_json::{Map, Value as Json};
use sync::protocol::{Head, branch_feed};
use sync::record::Record;

use crate::database::{DatabaseError, Row, Statement};
use crate::error::HubError;
use crate::moved::fixed_feeds;
use crate::snapshot::count;

/// A person with the state of the feeds that they may see.
#[derive(Debug)]
pub(crate) struct View {
    pub actor: Actor,
    pub heads: BTreeMap<String, Head>,
}

impl View {
    /// How many statements [`View::statements`] are.
    pub const LEN: usize = 3;

    /// What must be read, in this order.
    pub fn statements(person: &str) -> [Statement; Self::LEN] {
        const PERSON: &str = "SELECT doc FROM record WHERE id = ?1";
        const BRANCHES: &str = "SELECT id FROM record WHERE kind = 'branch'";
        const FEEDS: &str = "SELECT feed, head, count, sum, floor FROM feed";
        [
            Statement::new(PERSON, [person.into()]),
            Statement::new(BRANCHES, []),
            Statement::new(FEEDS, []),
        ]
    }

    /// The view in the answers to [`View::statements`].
    pub fn read(answers: &[Vec<Row>]) -> Result<Self, HubError> {
        let [person, branches, feeds] = answers else {
            return Err(HubError::Database(DatabaseError::incomplete()));
        };
        let doc = person.first().ok_or(HubError::Ended)?.text("doc")?;
        let actor = actor(&serde_json::from_str(doc)?).ok_or(HubError::Ended)?;
        let mut heads: BTreeMap<String, Head> = names(&actor, branches)?
            .into_iter()
            .map(|feed| (feed, EMPTY))
            .collect();
        for row in feeds {
            if let Some(head) = heads.get_mut(row.text("feed")?) {
                *head = Head {
                    head: count(row.int("head")?),
                    count: count(row.int("count")?),
                    sum: count(row.int("sum")?),
                    floor: count(row.int("floor")?),
                };
            }
        }
        Ok(Self { actor, heads })
    }
}

const EMPTY: Head = Head {
    head: 0,
    count: 0,
    sum: 0,
    floor: 0,
};

fn names(actor: &Actor, branches: &[Row]) -> Result<Vec<String>, HubError> {
    let mut feeds: Vec<String> = fixed_feeds(actor).collect();
    if actor.role.sees_all_branches() {
        for row in branches {
            feeds.push(branch_feed(row.text("id")?));
        }
    } else {
        feeds.extend(actor.branches.iter().map(|id| branch_feed(id)));
    }
    Ok(feeds)
}

/// The rights that a staff record gives; none to those who have left.
pub(crate) fn actor(record: &Record) -> Option<Actor> {
    let has_left = record.archived || record.get(staff::ACTIVE) == &Json::Bool(false);
    if record.kind != staff::KIND || has_left {
        return None;
    }
    let branches = record.get(staff::BRANCHES).as_object();
    Some(Actor {
        person: record.id.clone(),
        role: serde_json::from_value(record.get(staff::ROLE).clone()).ok()?,
        branches: branches.into_iter().flat_map(Map::keys).cloned().collect(),
    })
}
