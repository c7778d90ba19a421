//! The text of one input, in step with the form's values.

use domain::kinds::order::CURRENCY;
use domain::money::Currency;
use domain::phone;
use domain::schema::FieldKind;
use leptos::prelude::*;
use serde_json::Value;
use sync::record::Fields;

use super::Form;
use super::clean::is_phone;
use super::text::{Notation, field_at, to_text, to_value};

/// The text of an input, which the form follows.
pub type TextSource = RwSignal<String>;

impl Form {
    /// The text at a path `name` or `phones/k1/number`. What is typed into it becomes the value.
    pub fn text(self, path: impl Into<String>) -> TextSource {
        let path: String = path.into();
        let kind = field_at(self.kind, &path).map(|field| field.kind);
        self.text_of(path, kind)
    }

    /// The text at a path of the form's own that holds values of this kind.
    pub fn own_text(self, path: &str, kind: FieldKind) -> TextSource {
        self.text_of(path.to_owned(), Some(kind))
    }

    fn text_of(self, path: String, kind: Option<FieldKind>) -> TextSource {
        let now = untrack(|| self.deep_get(&path));
        let shown = to_text(kind, &now, &self.notation());
        let shown = if is_phone(self.kind, &path) {
            phone::display(&shown)
        } else {
            shown
        };
        let text = RwSignal::new(shown);
        Effect::new(move |before: Option<String>| {
            let typed = text.get();
            if before.as_ref().is_some_and(|before| *before != typed) {
                self.deep_set(&path, to_value(kind, &typed, &self.notation()));
            }
            typed
        });
        text
    }

    /// A value as the input at a path of its kind writes it.
    pub fn written(self, path: &str, value: &Value) -> String {
        let kind = field_at(self.kind, path).map(|field| field.kind);
        to_text(kind, value, &self.notation())
    }

    /// Currency of the amounts: that of the record, or else that of the company.
    pub fn currency(self) -> Currency {
        let own = Currency::from_word(&untrack(|| self.word(CURRENCY)));
        own.unwrap_or_else(|| self.store.currency())
    }

    /// Reads the text of an input anew, after that changed which decides how it is written.
    pub fn read_again(self, path: &str, text: &str) {
        let kind = field_at(self.kind, path).map(|field| field.kind);
        self.deep_set(path, to_value(kind, text, &self.notation()));
    }

    /// What the person should hear about the value at a path.
    pub fn error(self, path: impl Into<String>) -> Signal<Option<String>> {
        let path: String = path.into();
        Signal::derive(move || {
            let problems = self.problems();
            let problem = problems.into_iter().find(|problem| problem.path == path)?;
            Some(crate::i18n::error_text(&problem.code))
        })
    }

    fn notation(self) -> Notation {
        Notation {
            zone: self.zone.get_value(),
            currency: self.currency(),
        }
    }

    fn deep_get(self, path: &str) -> Value {
        match split(path) {
            (path, None) => self.get(path),
            (path, Some(member)) => self.get(path).get(member).cloned().unwrap_or_default(),
        }
    }

    fn deep_set(self, path: &str, value: Value) {
        let (path, member) = split(path);
        let Some(member) = member else {
            return self.set(path, value);
        };
        let mut entry = match untrack(|| self.get(path)) {
            Value::Object(entry) => entry,
            _ => Fields::new(),
        };
        if value.is_null() {
            entry.remove(member);
        } else {
            entry.insert(member.to_owned(), value);
        }
        self.set(path, Value::Object(entry));
    }
}

/// A path of a change, and the member of the entry that it names.
fn split(path: &str) -> (&str, Option<&str>) {
    match path.match_indices('/').nth(1) {
        Some((at, _)) => (&path[..at], Some(&path[at + 1..])),
        None => (path, None),
    }
}
