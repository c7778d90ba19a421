//! Whether a change may be applied: access, values and references.

use std::collections::BTreeSet;

use domain::access::{self, AccessCode, Actor};
use domain::kinds::{SCHEMA, branch, order, payment};
use domain::order::{Line, Type, effective_discount, may_discount};
use domain::receivables::PaymentType;
use domain::schema::{FieldKind, Kind, Scope};
use domain::validate::{Problem, check_fields, check_path, check_record};
use serde_json::Value;
use sync::change::{Change, Op};
use sync::codes;
use sync::merge;
use sync::record::{ARCHIVED, Fields, Record};

use crate::id::is_id;
use crate::references;
use crate::snapshot::{Records, sees, settings};

/// Farthest moment from 1970, milliseconds, that a device's clock can show.
const MAX_MOMENT: u64 = 8_640_000_000_000_000;

/// Why a change is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub code: &'static str,
    pub path: Option<String>,
}

/// A change before the records as they are at its turn.
pub(crate) struct Check<'a> {
    pub actor: &'a Actor,
    pub replica: u32,
    pub records: &'a Records,
    /// Records whose create was refused.
    pub refused: &'a BTreeSet<String>,
    pub change: &'a Change,
}

impl Check<'_> {
    /// Everything that must hold.
    pub fn run(&self) -> Result<(), Refusal> {
        self.check_origin()?;
        self.check_contents()?;
        if self.change.op == Op::Noop {
            return Ok(());
        }
        let kind = SCHEMA
            .kind(&self.change.kind)
            .ok_or(refusal(codes::KIND_UNKNOWN))?;
        self.check_dependencies(kind)?;
        match &self.change.op {
            Op::Create { home } => self.check_create(kind, home.as_deref()),
            Op::Set => self.check_set(kind),
            Op::Archive | Op::Restore => {
                self.visible(kind)?;
                access::may_archive(kind, self.actor)?;
                self.check_settles(kind)
            }
            Op::Settle => self.visible(kind).and_then(|_| self.check_settles(kind)),
            Op::Share { branch, on } => self.check_branches(kind, branch, *on),
            Op::Move { branch } => self.check_branches(kind, branch, true),
            Op::Noop => Ok(()),
        }
    }

    fn check_origin(&self) -> Result<(), Refusal> {
        let Change {
            stamp,
            bases,
            person,
            made_ms,
            ..
        } = self.change;
        if *person != self.actor.person {
            return Err(refusal(codes::FOREIGN_REPLICA));
        }
        if made_ms.unsigned_abs() > MAX_MOMENT {
            return Err(refusal(codes::MALFORMED));
        }
        if stamp.replica != self.replica || bases.values().any(|base| base >= stamp) {
            return Err(refusal(codes::STAMP_ORDER));
        }
        Ok(())
    }

    /// What an operation does not write would stand in the history of a record unchecked.
    fn check_contents(&self) -> Result<(), Refusal> {
        let Change {
            op,
            fields,
            settles,
            ..
        } = self.change;
        let is_sound = match op {
            Op::Set => true,
            Op::Create { .. } => settles.is_empty(),
            Op::Archive | Op::Restore | Op::Settle => fields.is_empty(),
            Op::Share { .. } | Op::Move { .. } | Op::Noop => {
                fields.is_empty() && settles.is_empty()
            }
        };
        is_sound.then_some(()).ok_or(refusal(codes::MALFORMED))
    }

    fn check_dependencies(&self, kind: &Kind) -> Result<(), Refusal> {
        let is_refused = |id: &str| self.refused.contains(id);
        let itself =
            !matches!(self.change.op, Op::Create { .. }) && is_refused(&self.change.record);
        let others = self.change.depends_on.iter().any(|id| is_refused(id));
        let references = references::written(kind, self.change);
        if itself || others || references.iter().any(|reference| is_refused(reference.id)) {
            return Err(refusal(codes::DEPENDS_ON_REFUSED));
        }
        Ok(())
    }

    fn check_create(&self, kind: &Kind, home: Option<&str>) -> Result<(), Refusal> {
        let id = &self.change.record;
        if !is_id(id) {
            return Err(refusal(codes::MALFORMED));
        }
        if self.records.contains_key(id) {
            return Err(refusal(codes::RECORD_EXISTS));
        }
        access::may_create(kind, self.actor)?;
        for path in self.change.fields.keys() {
            access::may_write(path, kind, self.actor, true).map_err(|code| at(code, path))?;
        }
        let record = merge::created(self.change).ok_or(refusal(codes::MALFORMED))?;
        if let Some(problem) = problems(kind, &record.fields).into_iter().next() {
            return Err(Refusal {
                code: problem.code.as_str(),
                path: Some(problem.path),
            });
        }
        for (path, value) in &self.change.fields {
            check_path(kind, path, value).map_err(|code| Refusal {
                code: code.as_str(),
                path: Some(path.clone()),
            })?;
        }
        self.check_home(kind, home)?;
        self.check_order_type(kind, &self.change.fields)?;
        self.check_discounts(kind, &self.change.fields)?;
        self.check_references(kind, None)?;
        self.check_payment(kind, &record)
    }

    fn check_home(&self, kind: &Kind, home: Option<&str>) -> Result<(), Refusal> {
        let allowed = match (kind.scope, home) {
            (Scope::Home, Some(branch)) => self.is_open(branch) && self.actor.covers(branch),
            (Scope::Home, None) | (_, Some(_)) => false,
            (_, None) => true,
        };
        allowed.then_some(()).ok_or(refusal(codes::BRANCH))
    }

    fn check_set(&self, kind: &Kind) -> Result<(), Refusal> {
        let record = self.visible(kind)?;
        for (path, value) in &self.change.fields {
            access::may_write(path, kind, self.actor, false).map_err(|code| at(code, path))?;
            check_path(kind, path, value).map_err(|code| Refusal {
                code: code.as_str(),
                path: Some(path.clone()),
            })?;
        }
        self.check_groups(kind)?;
        self.check_settles(kind)?;
        self.check_order_type(kind, &record.fields)?;
        self.check_discounts(kind, &record.fields)?;
        self.check_references(kind, Some(record))
    }

    /// Merge groups are written whole, and keyed maps key by key.
    fn check_groups(&self, kind: &Kind) -> Result<(), Refusal> {
        for path in self.change.fields.keys() {
            let is_map = kind
                .field(path)
                .is_some_and(|field| matches!(field.kind, FieldKind::Map(_) | FieldKind::Set));
            let members = kind.members(kind.group(path));
            if is_map
                || members
                    .iter()
                    .any(|member| !self.change.fields.contains_key(*member))
            {
                return Err(Refusal {
                    code: codes::GROUP_INCOMPLETE,
                    path: Some(path.clone()),
                });
            }
        }
        Ok(())
    }

    /// Who may write a value may decide about its conflicts.
    fn check_settles(&self, kind: &Kind) -> Result<(), Refusal> {
        for group in self.change.settles.keys() {
            if group == ARCHIVED {
                access::may_archive(kind, self.actor)?;
                continue;
            }
            for path in kind.members(group) {
                access::may_write(path, kind, self.actor, false).map_err(|code| at(code, path))?;
            }
        }
        Ok(())
    }

    /// A reference that is not new is left alone: it may have gone out of sight since.
    fn check_references(&self, kind: &Kind, record: Option<&Record>) -> Result<(), Refusal> {
        for reference in references::written(kind, self.change) {
            let written = self
                .change
                .fields
                .get(reference.path)
                .unwrap_or(&Value::Null);
            let is_known = record.is_some_and(|record| record.get(reference.path) == written);
            if !is_known && !self.is_in_sight(reference.id, reference.kind) {
                let path = Some(reference.path.to_owned());
                return Err(Refusal {
                    code: codes::REFERENCE_UNKNOWN,
                    path,
                });
            }
        }
        Ok(())
    }

    /// Nobody corrects sales or gives them up as an order, whose role may not.
    fn check_order_type(&self, kind: &Kind, fields: &Fields) -> Result<(), Refusal> {
        let word = fields.get(order::TYPE).and_then(Value::as_str);
        let entered = word.and_then(Type::from_word);
        let is_beyond = entered.is_some_and(|one| !one.may_enter(self.actor.role));
        if kind.name == order::KIND && is_beyond {
            return Err(at(AccessCode::Role, order::TYPE));
        }
        Ok(())
    }

    /// Nobody sells with a greater discount than the company lets their role give. What comes
    /// back comes back as it was sold, by whomever.
    fn check_discounts(&self, kind: &Kind, fields: &Fields) -> Result<(), Refusal> {
        let is_sale = fields.get(order::TYPE).and_then(Value::as_str) == Some(Type::Sale.as_str());
        let lines = |path: &str| path == order::LINES || path.starts_with("lines/");
        let mut written = self.change.fields.iter().filter(|(path, _)| lines(path));
        let settings = settings(self.records).filter(|_| kind.name == order::KIND && is_sale);
        let Some(settings) = settings else {
            return Ok(());
        };
        let is_within = |entry: &Value| {
            Line::read("", entry).is_none_or(|line| {
                let given = effective_discount(&line, None);
                may_discount(self.actor.role, &settings.fields, given)
            })
        };
        let too_much = written.find(|(path, value)| match value.as_object() {
            Some(entries) if *path == order::LINES => !entries.values().all(is_within),
            _ => !is_within(value),
        });
        match too_much {
            None => Ok(()),
            Some((path, _)) => Err(Refusal {
                code: codes::DISCOUNT,
                path: Some(path.clone()),
            }),
        }
    }

    /// Nobody gives up a debt, or takes back that somebody did, whose role may not. The books go by
    /// what is taken back, so that the type of the entry that does so decides nothing there.
    fn check_payment(&self, kind: &Kind, record: &Record) -> Result<(), Refusal> {
        if kind.name != payment::KIND {
            return Ok(());
        }
        let taken_back = self.records.get(record.text(payment::REVERSES));
        let entries = [
            (payment::TYPE, Some(record)),
            (payment::REVERSES, taken_back.map(|stored| &stored.record)),
        ];
        let is_beyond = |entry: &Option<&Record>| entry.is_some_and(|entry| !self.may_enter(entry));
        match entries.iter().find(|(_, entry)| is_beyond(entry)) {
            None => Ok(()),
            Some((path, _)) => Err(at(AccessCode::Role, path)),
        }
    }

    fn may_enter(&self, entry: &Record) -> bool {
        PaymentType::from_word(entry.text(payment::TYPE))
            .is_some_and(|one| one.may_enter(self.actor.role))
    }

    fn check_branches(&self, kind: &Kind, target: &str, opens: bool) -> Result<(), Refusal> {
        let record = self.visible(kind)?;
        let Some(home) = record.home.as_deref().filter(|_| kind.scope == Scope::Home) else {
            return Err(refusal(codes::ROLE));
        };
        access::may_share_or_move(self.actor, home)?;
        if opens && !self.is_open(target) {
            return Err(refusal(codes::BRANCH));
        }
        Ok(())
    }

    /// The changed record. One out of sight is answered for like one that does not exist.
    fn visible(&self, kind: &Kind) -> Result<&Record, Refusal> {
        let id = &self.change.record;
        match self.records.get(id) {
            Some(stored) if self.is_in_sight(id, kind.name) => Ok(&stored.record),
            _ => Err(refusal(codes::RECORD_UNKNOWN)),
        }
    }

    fn is_in_sight(&self, id: &str, kind: &str) -> bool {
        self.records
            .get(id)
            .is_some_and(|stored| stored.record.kind == kind)
            && sees(self.actor, self.records, id)
    }

    fn is_open(&self, id: &str) -> bool {
        self.records.get(id).is_some_and(|stored| {
            let record = &stored.record;
            let is_closed = record.archived || record.get(branch::ACTIVE) == &Value::Bool(false);
            record.kind == branch::KIND && !is_closed
        })
    }
}

/// What is wrong with the values of a new record. What is written once is never merged and never
/// put right, so that its values must go together too.
fn problems(kind: &Kind, fields: &Fields) -> Vec<Problem> {
    if kind.create_only {
        check_record(kind, fields)
    } else {
        check_fields(kind, fields)
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal { code, path: None }
}

fn at(code: AccessCode, path: &str) -> Refusal {
    Refusal {
        code: code.as_str(),
        path: Some(path.to_owned()),
    }
}

impl From<AccessCode> for Refusal {
    fn from(code: AccessCode) -> Self {
        refusal(code.as_str())
    }
}
