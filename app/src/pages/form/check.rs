//! What a form says before it is saved.

use std::collections::BTreeSet;
use std::sync::Arc;

use domain::validate::{ProblemCode, check_record};
use leptos::prelude::*;
use serde_json::Value;
use sync::record::Fields;

use super::clean::clean;
use super::{Form, OWN};

/// Something wrong with a value; its sentence is `error.<code>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path of the value, e.g. `name` or `phones/k1/number`.
    pub path: String,
    /// Stable code.
    pub code: String,
}

/// A rule of one form; it sees the whole record as it would be saved.
pub type ExtraCheck = Arc<dyn Fn(&Fields) -> Vec<FieldProblem> + Send + Sync>;

impl FieldProblem {
    /// A problem with the value at this path.
    pub fn new(path: impl Into<String>, code: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            code: code.into(),
        }
    }
}

impl Form {
    /// The same form with one more rule.
    pub fn also(
        self,
        check: impl Fn(&Fields) -> Vec<FieldProblem> + Send + Sync + 'static,
    ) -> Self {
        self.extra.update_value(|extra| extra.push(Arc::new(check)));
        self
    }

    /// What was typed, by path, as it is to be stored.
    pub fn changes(self) -> Fields {
        self.values.with(|values| {
            let own = values.iter().filter(|(path, _)| !path.starts_with(OWN));
            own.map(|(path, value)| (path.clone(), clean(self.kind, path, value)))
                .collect()
        })
    }

    /// All values of the record by path, as they are to be stored. For a new record.
    pub fn everything(self) -> Fields {
        let mut paths = Fields::new();
        for (name, value) in self.base.get_value() {
            if !name.starts_with(OWN) {
                paths.insert(name, value);
            }
        }
        paths.extend(self.changes());
        paths.retain(|_, value| !value.is_null());
        paths
    }

    /// The whole record as it would be saved.
    pub fn record(self) -> Fields {
        let mut fields = self.base.get_value();
        fields.retain(|name, _| !name.starts_with(OWN));
        for (path, value) in self.changes() {
            put(&mut fields, &path, value);
        }
        fields
    }

    /// Problems to be shown: none before the first attempt to save, then always the latest.
    pub fn problems(self) -> Vec<FieldProblem> {
        if self.checked.get() {
            self.check()
        } else {
            Vec::new()
        }
    }

    /// A person is asked to repair what they touched, not what others left behind.
    pub(super) fn check(self) -> Vec<FieldProblem> {
        let record = self.record();
        let touched = self.touched();
        let concerns = |path: &str| self.creating || touched.contains(self.root_group(path));
        let found = check_record(self.kind, &record).into_iter();
        let mut problems: Vec<FieldProblem> = found
            .filter(|problem| problem.code != ProblemCode::FieldUnknown && concerns(&problem.path))
            .map(|problem| FieldProblem::new(problem.path, problem.code.as_str()))
            .collect();
        let extra = self.extra.get_value();
        problems.extend(extra.iter().flat_map(|check| check(&record)));
        problems
    }

    fn touched(self) -> BTreeSet<String> {
        let changes = self.changes();
        changes
            .keys()
            .map(|path| self.root_group(path).to_owned())
            .collect()
    }

    fn root_group(self, path: &str) -> &str {
        let root = path.split('/').next().unwrap_or(path);
        self.kind.group(root)
    }
}

fn put(fields: &mut Fields, path: &str, value: Value) {
    let Some((map, key)) = path.split_once('/') else {
        return put_key(fields, path, value);
    };
    let entries = fields
        .entry(map)
        .or_insert_with(|| Value::Object(Fields::new()));
    if let Value::Object(entries) = entries {
        put_key(entries, key, value);
    }
}

fn put_key(fields: &mut Fields, key: &str, value: Value) {
    if value.is_null() {
        fields.remove(key);
    } else {
        fields.insert(key.to_owned(), value);
    }
}
