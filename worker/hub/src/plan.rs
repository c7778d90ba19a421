//! What changes do to the records they touch, worked out in memory in order.

use std::collections::{BTreeMap, BTreeSet};

use domain::access::{Actor, Role};
use domain::kinds::SCHEMA;
use domain::schema::{Kind, Scope};
use serde::Serialize;
use sync::change::{Change, Op};
use sync::codes;
use sync::merge;
use sync::protocol::{MAX_RECORD, Outcome};
use sync::record::{Conflict, Fields, Record};
use sync::stamp::Stamp;

use crate::check::{Check, Refusal};
use crate::references;
use crate::snapshot::{Records, Snapshot, Stored};
use crate::view::actor;

/// Applied changes by record, for records whose history was read.
pub(crate) type Histories = BTreeMap<String, Vec<Change>>;

/// On whose behalf changes are applied.
#[derive(Clone, Copy)]
pub(crate) enum Author<'a> {
    /// A person on one of their replicas: everything is checked.
    Person(&'a Actor, u32),
    /// The server itself.
    Server,
}

/// The result of applying changes to a snapshot.
pub(crate) struct Plan {
    /// The records after the changes.
    pub records: Records,
    /// Ids of those that differ from the snapshot, or were written without effect.
    pub touched: BTreeSet<String>,
    /// The changes as they are kept, each with its outcome.
    pub kept: Vec<(Change, Outcome)>,
    /// Records whose history must be read first; while there are any the plan is of no use.
    pub missing: BTreeSet<String>,
}

impl Plan {
    /// Changes nothing, and keeps the changes as refused, less what is about somebody erased.
    pub fn refusing(snapshot: &Snapshot, changes: &[Change], code: &str) -> Self {
        let mut erased_creates = snapshot.erased_creates.clone();
        let refuse = |change: &Change| {
            let mut change = change.clone();
            let mut code = code;
            if is_about_erased(&change, &snapshot.records, &erased_creates) {
                code = codes::ERASED;
                change = without_values(change);
                if let Op::Create { .. } = change.op {
                    erased_creates.insert(change.record.clone());
                }
            }
            let outcome = Outcome {
                seq: change.seq,
                code: Some(code.to_owned()),
                path: None,
            };
            (change, outcome)
        };
        Self {
            records: snapshot.records.clone(),
            touched: BTreeSet::new(),
            kept: changes.iter().map(refuse).collect(),
            missing: BTreeSet::new(),
        }
    }

    /// Last change of the replica once this is written.
    pub fn mark(&self, snapshot: &Snapshot) -> u64 {
        let last = self.kept.last();
        last.map_or(snapshot.mark, |(change, _)| change.seq)
    }

    /// How many conflicts there are in the records that the snapshot does not know.
    pub fn new_conflicts(&self, snapshot: &Snapshot) -> u64 {
        let known = |id: &String| {
            snapshot
                .records
                .get(id)
                .map(|stored| &stored.record.conflicts)
        };
        let of = |id: &String| {
            let found = &self.records.get(id)?.record.conflicts;
            let is_new = |one: &&Conflict| known(id).is_none_or(|known| !known.contains(one));
            Some(found.iter().filter(is_new).count() as u64)
        };
        self.touched.iter().filter_map(of).sum()
    }
}

/// Applies changes in order. `earlier` are those of the same request that have their outcome.
pub(crate) fn plan(
    snapshot: &Snapshot,
    histories: &Histories,
    author: Author<'_>,
    earlier: &[(&Change, &Outcome)],
    changes: &[Change],
) -> Plan {
    let mut planner = Planner {
        author,
        stored: &snapshot.records,
        read: histories,
        histories: histories.clone(),
        refused_creates: snapshot.refused_creates.clone(),
        erased_creates: snapshot.erased_creates.clone(),
        standins: BTreeMap::new(),
        plan: Plan {
            records: snapshot.records.clone(),
            touched: BTreeSet::new(),
            kept: Vec::with_capacity(changes.len()),
            missing: BTreeSet::new(),
        },
    };
    for (change, outcome) in earlier {
        planner.recall(change, outcome);
    }
    for change in changes {
        planner.take(change.clone());
    }
    planner.plan
}

struct Planner<'a> {
    author: Author<'a>,
    stored: &'a Records,
    read: &'a Histories,
    histories: Histories,
    refused_creates: BTreeSet<String>,
    erased_creates: BTreeSet<String>,
    /// What stands in as a base for changes that wrote nothing, by record and stamp.
    standins: BTreeMap<(String, Stamp), StandIn>,
    plan: Plan,
}

/// What later changes are based on instead of a change that wrote nothing.
enum StandIn {
    /// What the refused change was based on, by merge group.
    Bases(BTreeMap<String, Stamp>),
    /// The create that the change repeated.
    Create(Stamp),
}

impl StandIn {
    fn base(&self, group: &str) -> Option<Stamp> {
        match self {
            Self::Bases(bases) => bases.get(group).copied(),
            Self::Create(stamp) => Some(*stamp),
        }
    }
}

impl Planner<'_> {
    fn take(&mut self, mut change: Change) {
        self.inherit_bases(&mut change);
        let refusal = if is_about_erased(&change, &self.plan.records, &self.erased_creates) {
            change = without_values(change);
            Some(refusal(codes::ERASED))
        } else if is_too_large(&change) {
            change = without_values(change);
            Some(refusal(codes::TOO_LARGE))
        } else if let Some(created) = self.repeated_create(&change) {
            self.stand_in(&change, StandIn::Create(created));
            change = change.to_noop();
            None
        } else {
            self.check(&change).and_then(|()| self.apply(&change)).err()
        };
        match &refusal {
            None => self.remember(&change),
            Some(refusal) => self.remember_refused(&change, refusal.code),
        }
        let (code, path) = match refusal {
            None => (None, None),
            Some(refusal) => (Some(refusal.code.to_owned()), refusal.path),
        };
        let outcome = Outcome {
            seq: change.seq,
            code,
            path,
        };
        self.plan.kept.push((change, outcome));
    }

    /// Takes up what an earlier change left for those based on it.
    fn recall(&mut self, change: &Change, outcome: &Outcome) {
        let record = self.plan.records.get(&change.record);
        match (&change.op, record) {
            _ if outcome.code.is_some() => {
                self.stand_in(change, StandIn::Bases(change.bases.clone()));
            }
            (Op::Create { .. }, Some(stored)) => {
                let created = stored.record.created;
                self.stand_in(change, StandIn::Create(created));
            }
            _ => {}
        }
    }

    fn stand_in(&mut self, change: &Change, instead: StandIn) {
        let key = (change.record.clone(), change.stamp);
        self.standins.insert(key, instead);
    }

    /// Stamp of the create that this one says again: a device with a new replica number sends
    /// once more what was applied, when it never heard so.
    fn repeated_create(&mut self, change: &Change) -> Option<Stamp> {
        let (Op::Create { .. }, Author::Person(actor, replica)) = (&change.op, self.author) else {
            return None;
        };
        let id = &change.record;
        let record = &self.plan.records.get(id)?.record;
        let is_own = [&record.person, &change.person] == [&actor.person; 2];
        if !is_own || change.stamp.replica != replica {
            return None;
        }
        let created = record.created;
        if self.stored.contains_key(id) && !self.read.contains_key(id) {
            self.plan.missing.insert(id.clone());
        }
        let is_same = |other: &Change| {
            (&other.op, &other.kind, &other.fields) == (&change.op, &change.kind, &change.fields)
        };
        let mut history = self.histories.get(id)?.iter();
        history.any(is_same).then_some(created)
    }

    /// A change based on one that wrote nothing is based on what stands in for that.
    fn inherit_bases(&self, change: &mut Change) {
        let record = &change.record;
        change.bases.retain(|group, base| {
            while let Some(instead) = self.standins.get(&(record.clone(), *base)) {
                match instead.base(group) {
                    Some(same) if same == *base && matches!(instead, StandIn::Create(_)) => break,
                    // A hostile change may be based on itself.
                    Some(inherited) if inherited < *base => *base = inherited,
                    _ => return false,
                }
            }
            true
        });
    }

    fn check(&self, change: &Change) -> Result<(), Refusal> {
        let Author::Person(actor, replica) = self.author else {
            return Ok(());
        };
        let records = &self.plan.records;
        Check {
            actor,
            replica,
            records,
            refused: &self.refused_creates,
            change,
        }
        .run()
    }

    fn apply(&mut self, change: &Change) -> Result<(), Refusal> {
        if change.op == Op::Noop {
            return Ok(());
        }
        let kind = SCHEMA
            .kind(&change.kind)
            .ok_or(refusal(codes::KIND_UNKNOWN))?;
        let stored = match merge::created(change) {
            Some(record) => self.stored_as(kind, record)?,
            None => self.merged(kind, change)?,
        };
        if is_too_large(&stored.record) {
            return Err(refusal(codes::TOO_LARGE));
        }
        if self.ends_own_access(&stored.record) {
            return Err(refusal(codes::OWN_ACCESS));
        }
        self.plan.records.insert(change.record.clone(), stored);
        self.plan.touched.insert(change.record.clone());
        Ok(())
    }

    /// Whether administrators would be one fewer by their own doing, and perhaps none.
    fn ends_own_access(&self, record: &Record) -> bool {
        let Author::Person(person, _) = self.author else {
            return false;
        };
        person.role == Role::Administrator
            && person.person == record.id
            && actor(record).is_none_or(|after| after.role != Role::Administrator)
    }

    /// A new record with the root that it gets by whom it follows.
    fn stored_as(&self, kind: &Kind, record: Record) -> Result<Stored, Refusal> {
        let root = match kind.scope {
            Scope::Company | Scope::Role(_) | Scope::Home => record.id.clone(),
            Scope::Follows(field) => {
                let followed = self.plan.records.get(record.text(field));
                followed
                    .ok_or(refusal(codes::REFERENCE_UNKNOWN))?
                    .root
                    .clone()
            }
        };
        Ok(Stored { record, root })
    }

    fn merged(&mut self, kind: &Kind, change: &Change) -> Result<Stored, Refusal> {
        let id = &change.record;
        let mut stored = self
            .plan
            .records
            .get(id)
            .cloned()
            .ok_or(refusal(codes::RECORD_UNKNOWN))?;
        if let Op::Share { .. } | Op::Move { .. } = change.op {
            merge::replay(&mut stored.record, kind, change);
            return Ok(stored);
        }
        let is_read = self.read.contains_key(id) || !self.stored.contains_key(id);
        let needs_history = merge::needs_history(&stored.record, kind, change);
        if needs_history && !is_read {
            self.plan.missing.insert(id.clone());
        }
        let history = self.histories.get(id).map_or(&[][..], Vec::as_slice);
        // Writes are told apart by their stamps.
        if needs_history && history.iter().any(|other| other.stamp == change.stamp) {
            return Err(refusal(codes::STAMP_ORDER));
        }
        merge::merge(&mut stored.record, kind, change, history);
        Ok(stored)
    }

    fn remember(&mut self, change: &Change) {
        self.histories
            .entry(change.record.clone())
            .or_default()
            .push(change.clone());
        if let Op::Create { .. } = change.op {
            self.refused_creates.remove(&change.record);
        }
    }

    fn remember_refused(&mut self, change: &Change, code: &str) {
        self.stand_in(change, StandIn::Bases(change.bases.clone()));
        if let Op::Create { .. } = change.op {
            if code == codes::ERASED {
                self.erased_creates.insert(change.record.clone());
            }
            self.refused_creates.insert(change.record.clone());
        }
    }
}

/// Whether a change is to or names somebody who was erased, or needs a record that never was for that
/// reason. Nothing of what it says is kept.
fn is_about_erased(change: &Change, records: &Records, creates: &BTreeSet<String>) -> bool {
    let is_erased = |id: &str| match records.get(id) {
        Some(stored) => stored.record.erased_ms.is_some(),
        None => creates.contains(id),
    };
    change.op != Op::Noop && references::named(change).into_iter().any(is_erased)
}

fn is_too_large(value: &impl Serialize) -> bool {
    serde_json::to_string(value).map_or(true, |text| text.len() > MAX_RECORD)
}

/// What is kept of a change that is too large to be kept, or about somebody erased.
fn without_values(change: Change) -> Change {
    Change {
        fields: Fields::new(),
        bases: BTreeMap::new(),
        settles: BTreeMap::new(),
        depends_on: Vec::new(),
        ..change
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal { code, path: None }
}
