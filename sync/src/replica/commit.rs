//! What a person did becomes changes in the outbox.

use std::collections::{BTreeMap, BTreeSet};

use domain::schema::{Kind, Scope};

use super::transaction::Transaction;
use super::{Replica, Touched};
use crate::change::{Change, Op};
use crate::record::{ARCHIVED, Fields, Record};
use crate::references::references;
use crate::stamp::Stamp;
use crate::store::{DeviceStore, StoreError};

/// One thing that a person does to one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// What.
    pub op: Op,
    /// Kind of the record.
    pub kind: String,
    /// Its id.
    pub record: String,
    /// Values by path. Those that are shown already are left out; `Null` removes.
    pub fields: Fields,
    /// Conflicting values that are decided by it.
    pub settles: BTreeMap<String, Vec<Stamp>>,
    /// Stamps of what the person saw, by merge group; of what is shown now where absent.
    pub seen: BTreeMap<String, Stamp>,
}

/// Why nothing was saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CommitError {
    /// The record is not on the device, or no longer.
    #[error("the record is gone")]
    RecordGone,
    /// The kind is not known to this app.
    #[error("unknown kind")]
    KindUnknown,
    /// The device never had contact with the server.
    #[error("no replica number yet")]
    NoReplica,
    /// The device could not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Edit {
    /// An edit without fields.
    pub fn new(op: Op, kind: &str, record: &str) -> Self {
        Self {
            op,
            kind: kind.to_owned(),
            record: record.to_owned(),
            fields: Fields::new(),
            settles: BTreeMap::new(),
            seen: BTreeMap::new(),
        }
    }

    /// What a change did, to be done once more on what is shown then.
    pub fn again(change: &Change) -> Self {
        Self {
            fields: change.fields.clone(),
            settles: change.settles.clone(),
            ..Self::new(change.op.clone(), &change.kind, &change.record)
        }
    }

    /// With these values.
    pub fn with(mut self, fields: Fields) -> Self {
        self.fields = fields;
        self
    }

    /// Made while the person saw the record like this, and not as it may be by now. Merge groups
    /// are completed from what was seen.
    pub fn on(mut self, kind: &Kind, seen: &Record) -> Self {
        let groups: BTreeSet<String> = self
            .fields
            .keys()
            .map(|path| kind.group(path).to_owned())
            .collect();
        for group in groups {
            for path in kind.members(&group) {
                if !self.fields.contains_key(path) {
                    self.fields.insert(path.to_owned(), seen.get(path).clone());
                }
            }
            self.seen.insert(group.clone(), seen.stamp_of(&group));
        }
        self
    }
}

impl<S: DeviceStore> Replica<S> {
    /// Saves edits in one batch. When it returns, they are on the disk and will be sent.
    pub async fn commit(&self, edits: &[Edit], now_ms: i64) -> Result<Touched, CommitError> {
        let changes = self
            .transact(|tx| {
                // A plan that fails must leave nothing behind, not even the edits before.
                let desk = tx.desk.clone();
                let planned = edits.iter().try_for_each(|edit| tx.plan(edit, now_ms));
                if planned.is_err() {
                    tx.desk = desk;
                }
                planned
            })
            .await?;
        changes?;
        Ok(Touched::Records(
            edits.iter().map(|edit| edit.record.clone()).collect(),
        ))
    }
}

impl Transaction<'_> {
    /// Puts an edit into the outbox, unless it changes nothing.
    pub fn plan(&mut self, edit: &Edit, now_ms: i64) -> Result<(), CommitError> {
        let kind = self
            .schema
            .kind(&edit.kind)
            .ok_or(CommitError::KindUnknown)?;
        if self.desk.meta.replica.is_none() {
            return Err(CommitError::NoReplica);
        }
        // Nothing is written about somebody who was erased.
        if references(kind, &edit.fields).any(|id| self.is_erased(id)) {
            return Err(CommitError::RecordGone);
        }
        let shown = self.shown(&edit.record);
        if let Op::Create { .. } = edit.op {
            // Saving twice, also when the answer to the first was lost, makes one record.
            if shown.is_some() {
                return Ok(());
            }
            self.append(kind, edit, edit.fields.clone(), BTreeMap::new(), now_ms);
            return Ok(());
        }
        let shown = shown.filter(|shown| shown.erased_ms.is_none());
        let shown = shown.ok_or(CommitError::RecordGone)?;
        let fields = written_fields(kind, &shown, &edit.fields);
        let bases = bases(kind, &shown, edit, &fields);
        let is_empty = edit.op == Op::Set && fields.is_empty() && edit.settles.is_empty();
        if !is_empty {
            self.append(kind, edit, fields, bases, now_ms);
        }
        Ok(())
    }

    fn append(
        &mut self,
        kind: &Kind,
        edit: &Edit,
        fields: Fields,
        bases: BTreeMap<String, Stamp>,
        now_ms: i64,
    ) {
        let depends_on = self.dependencies(kind, &edit.record, &fields);
        let meta = &mut self.desk.meta;
        meta.last_seq += 1;
        let stamp = meta.stamp(now_ms, bases.values().copied());
        let change = Change {
            seq: meta.last_seq,
            op: edit.op.clone(),
            kind: edit.kind.clone(),
            record: edit.record.clone(),
            stamp,
            fields,
            bases,
            settles: edit.settles.clone(),
            person: meta.person.clone(),
            made_ms: now_ms + meta.offset_ms,
            depends_on,
        };
        self.put(change);
    }

    /// Records that exist only in the outbox so far and that the change refers to.
    fn dependencies(&self, kind: &Kind, record: &str, fields: &Fields) -> Vec<String> {
        let mut ids: BTreeSet<&str> = references(kind, fields).collect();
        let followed = match kind.scope {
            Scope::Follows(field) => self.shown(record).map(|shown| shown.text(field).to_owned()),
            _ => None,
        };
        ids.extend(followed.as_deref());
        ids.into_iter()
            .filter(|id| self.desk.outbox.creates(id))
            .map(str::to_owned)
            .collect()
    }
}

/// The values that differ from what is shown, each with its whole merge group.
fn written_fields(kind: &Kind, shown: &Record, wanted: &Fields) -> Fields {
    let changed = wanted
        .iter()
        .filter(|(path, value)| shown.get(path) != *value);
    let mut fields = Fields::new();
    for group in changed
        .map(|(path, _)| kind.group(path))
        .collect::<BTreeSet<_>>()
    {
        for path in kind.members(group) {
            let value = wanted.get(path).unwrap_or_else(|| shown.get(path));
            fields.insert(path.to_owned(), value.clone());
        }
    }
    fields
}

fn bases(kind: &Kind, shown: &Record, edit: &Edit, fields: &Fields) -> BTreeMap<String, Stamp> {
    let archived = matches!(edit.op, Op::Archive | Op::Restore).then_some(ARCHIVED);
    let stamp = |group: &str| {
        edit.seen
            .get(group)
            .copied()
            .unwrap_or_else(|| shown.stamp_of(group))
    };
    fields
        .keys()
        .map(|path| kind.group(path))
        .chain(archived)
        .map(|group| (group.to_owned(), stamp(group)))
        .collect()
}
