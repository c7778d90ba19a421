//! Refused changes: nothing that somebody typed is thrown away.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use domain::schema::{FieldKind, Kind, Write};
use serde_json::Value;

use super::book::Entry;
use super::desk::TrayItem;
use super::discard::group_of;
use super::queued::Queued;
use super::transaction::Transaction;
use super::{CommitError, Edit, Replica, Touched};
use crate::change::{Change, Op};
use crate::codes;
use crate::record::Fields;
use crate::stamp::Stamp;
use crate::store::{DeviceStore, StoreError};

impl<S: DeviceStore> Replica<S> {
    /// Makes a refused item's changes anew, on what is shown now, and sends them again.
    pub async fn resend(&self, key: &str, now_ms: i64) -> Result<Touched, CommitError> {
        self.transact(|tx| {
            let Some(item) = tx.desk.tray.get(key).cloned() else {
                return Ok(Touched::All);
            };
            let desk = tx.desk.clone();
            let planned = tx.plan_again(&item.changes, now_ms);
            if planned.is_ok() {
                tx.desk.tray.remove(key);
            } else {
                tx.desk = desk;
            }
            planned
        })
        .await?
    }

    /// Makes a change that another person's replica sent and that was refused, on what is shown now.
    pub async fn make_again(&self, change: &Change, now_ms: i64) -> Result<Touched, CommitError> {
        self.transact(|tx| {
            let desk = tx.desk.clone();
            let planned = tx.plan_again(std::slice::from_ref(change), now_ms);
            if planned.is_err() {
                tx.desk = desk;
            }
            planned
        })
        .await?
    }

    /// Moves a refused item to the discarded ones, from where it can be brought back.
    pub async fn discard_refused(&self, key: &str, now_ms: i64) -> Result<(), StoreError> {
        self.transact(|tx| {
            if let Some(item) = tx.desk.tray.remove(key) {
                tx.typed = true;
                let changes = item.changes.iter().filter(|change| change.op != Op::Noop);
                tx.keep_discarded(changes.cloned().collect(), now_ms);
            }
        })
        .await
    }
}

impl Transaction<'_> {
    /// Puts changes into the outbox once more, as if the person made them now.
    pub fn plan_again(&mut self, changes: &[Change], now_ms: i64) -> Result<Touched, CommitError> {
        for change in changes.iter().filter(|change| change.op != Op::Noop) {
            let edit = Edit::again(change);
            match self.shown(&edit.record) {
                Some(shown) if matches!(edit.op, Op::Create { .. }) => {
                    self.plan_over(edit, shown.archived, now_ms)?;
                }
                _ => self.plan(&edit, now_ms)?,
            }
        }
        Ok(Touched::Records(
            changes.iter().map(|change| change.record.clone()).collect(),
        ))
    }

    /// Takes a record back and writes the values of a create over it.
    fn plan_over(&mut self, create: Edit, archived: bool, now_ms: i64) -> Result<(), CommitError> {
        if archived {
            let restore = Edit::new(Op::Restore, &create.kind, &create.record);
            self.plan(&restore, now_ms)?;
        }
        let kind = self
            .schema
            .kind(&create.kind)
            .ok_or(CommitError::KindUnknown)?;
        let set = Edit::new(Op::Set, &create.kind, &create.record);
        self.plan(&set.with(rewritable(kind, create.fields)), now_ms)
    }

    /// Handles the refusal of a change that has left the outbox. Answers which records look
    /// different for it.
    pub fn refuse(
        &mut self,
        change: &Change,
        code: &str,
        path: Option<&str>,
        now_ms: i64,
    ) -> BTreeSet<String> {
        self.inherit_bases(change);
        if code == codes::DEPENDS_ON_REFUSED && self.join_tray_item(change) {
            return BTreeSet::new();
        }
        if code == codes::ERASED {
            let mut changes = vec![change.clone()];
            if let Op::Create { .. } = change.op {
                changes.extend(self.withdraw_dependents(change));
            }
            return self.drop_erased(&changes, now_ms);
        }
        let mut changes = vec![change.clone()];
        // A retired device sends everything once more, also what cannot be without the create.
        if matches!(change.op, Op::Create { .. }) && code != codes::DEVICE_RETIRED {
            changes.extend(self.withdraw_dependents(change));
        }
        let touched = changes.iter().map(|change| change.record.clone()).collect();
        self.add_to_tray(changes, code, path, now_ms);
        touched
    }

    /// Changes based on a refused one are based on what that was based on.
    pub fn inherit_bases(&mut self, refused: &Change) {
        let is_based = |queued: &&Arc<Queued>| {
            queued.seq > refused.seq && queued.bases.values().any(|base| *base == refused.stamp)
        };
        let of_record = self.desk.outbox.of(&refused.record);
        let later: Vec<Arc<Queued>> = of_record.filter(is_based).cloned().collect();
        for queued in later {
            let mut change = queued.change();
            inherit_bases(&mut change, refused);
            if change.bases != queued.bases {
                self.put(change);
            }
        }
    }

    /// Takes unsent changes that cannot be without a create out of the outbox, in order.
    fn withdraw_dependents(&mut self, create: &Change) -> Vec<Change> {
        let after = self.desk.meta.sent_seq.max(create.seq);
        let dependents = group_of(create.clone(), &self.desk.outbox, after).split_off(1);
        for change in &dependents {
            self.put(change.to_noop());
        }
        dependents
    }

    /// Puts refused changes into the tray.
    pub fn add_to_tray(
        &mut self,
        changes: Vec<Change>,
        code: &str,
        path: Option<&str>,
        now_ms: i64,
    ) {
        let Some(first) = changes.first() else { return };
        self.typed = true;
        let key = free_key(&self.desk.tray, first.stamp);
        let seen = self.entry(&first.record).and_then(Entry::record);
        let item = TrayItem {
            key: key.clone(),
            code: code.to_owned(),
            path: path.map(str::to_owned),
            changes,
            seen: seen.map(Box::new),
            refused_ms: now_ms,
        };
        self.desk.tray.insert(key, Rc::new(item));
    }

    /// Adds a change to the item whose refused create it depends on.
    fn join_tray_item(&mut self, change: &Change) -> bool {
        let creates = |item: &TrayItem| {
            item.changes.iter().any(|other| {
                matches!(other.op, Op::Create { .. }) && depends_on(change, &other.record)
            })
        };
        let Some(item) = self.desk.tray.values().find(|item| creates(item)).cloned() else {
            return false;
        };
        let mut joined = (*item).clone();
        joined.changes.push(change.clone());
        self.desk.tray.insert(joined.key.clone(), Rc::new(joined));
        true
    }
}

/// A key of its own: a change that was discarded and then refused has one stamp.
pub fn free_key<V>(taken: &BTreeMap<String, V>, stamp: Stamp) -> String {
    let mut key = stamp.to_string();
    while taken.contains_key(&key) {
        key.push('+');
    }
    key
}

/// What of a create can also be written later, keyed maps key by key.
pub fn rewritable(kind: &Kind, fields: Fields) -> Fields {
    let mut paths = Fields::new();
    for (name, value) in fields {
        let field = kind.field(&name);
        if field.is_some_and(|field| !matches!(field.write, Write::Role(_))) {
            continue;
        }
        let is_map =
            field.is_some_and(|field| matches!(field.kind, FieldKind::Map(_) | FieldKind::Set));
        match value {
            Value::Object(map) if is_map => {
                let entries = map.into_iter();
                paths.extend(entries.map(|(key, value)| (format!("{name}/{key}"), value)));
            }
            value => drop(paths.insert(name, value)),
        }
    }
    paths
}

/// Makes a change that is based on a refused one be based on what that was based on.
pub fn inherit_bases(change: &mut Change, refused: &Change) {
    if change.record != refused.record {
        return;
    }
    for (group, base) in &mut change.bases {
        if *base == refused.stamp {
            *base = refused.base_of(group).unwrap_or(*base);
        }
    }
}

/// Whether a change is to or about a record that is not on the server yet.
fn depends_on(change: &Change, record: &str) -> bool {
    change.record == record || change.depends_on.iter().any(|id| id == record)
}
