//! Drafts: what was typed, as JSON by path, and the id that a new record will have.

use domain::schema::{FieldKind, Kind};
use leptos::prelude::*;
use serde_json::Value;
use sync::record::Fields;

use super::Form;
use crate::store::Store;

/// Member of a draft that holds the id of a record to be created.
const ID: &str = "@id";

/// What a form begins with.
pub struct Draft {
    /// Id of the record to be created.
    pub id: String,
    /// Values by path.
    pub values: Fields,
}

/// The draft under a key. One whose record was saved before it could be dropped is dropped now.
pub fn read(store: Store, kind: &Kind, key: &str, id: Option<&str>) -> Draft {
    let kept = store
        .draft(key)
        .and_then(|text| serde_json::from_str::<Fields>(&text).ok());
    let mut values = by_path(kind, kept.unwrap_or_default());
    let kept_id = values
        .remove(ID)
        .as_ref()
        .and_then(Value::as_str)
        .map(str::to_owned);
    if is_blank(&values) {
        values.clear();
    }
    let is_saved = id.is_none()
        && kept_id
            .as_deref()
            .is_some_and(|id| store.record(id).is_some());
    if is_saved {
        store.drop_draft(key);
        values.clear();
    }
    let id = kept_id
        .filter(|_| !is_saved)
        .unwrap_or_else(|| store.new_id());
    Draft { id, values }
}

/// A refused change that is repaired may hold whole maps; a form knows them entry by entry.
fn by_path(kind: &Kind, values: Fields) -> Fields {
    let mut paths = Fields::new();
    for (path, value) in values {
        let is_map = kind
            .field(&path)
            .is_some_and(|field| matches!(field.kind, FieldKind::Map(_)));
        match value {
            Value::Object(entries) if is_map => {
                paths.extend(
                    entries
                        .into_iter()
                        .map(|(key, entry)| (format!("{path}/{key}"), entry)),
                );
            }
            value => drop(paths.insert(path, value)),
        }
    }
    paths
}

/// Rows that were opened and left empty are nothing to be kept.
fn is_blank(values: &Fields) -> bool {
    values
        .values()
        .all(|value| value.as_object().is_some_and(Fields::is_empty))
}

/// A short key for an entry of a keyed map: random, and later keys sort after earlier ones.
pub fn entry_key(id: &str) -> String {
    let digits: Vec<char> = id.chars().filter(char::is_ascii_alphanumeric).collect();
    let tail = digits.len().saturating_sub(4);
    digits.iter().take(12).chain(&digits[tail..]).collect()
}

impl Form {
    /// Writes the draft whenever a value changes.
    pub(super) fn keep_as_draft(self) {
        Effect::new(move |before: Option<()>| {
            let values = self.values.get();
            if before.is_some() {
                self.write_draft(values);
            }
        });
    }

    fn write_draft(self, mut values: Fields) {
        let key = self.draft_key.get_value();
        if is_blank(&values) {
            return self.store.drop_draft(&key);
        }
        if self.creating {
            values.insert(ID.to_owned(), Value::String(self.id()));
        }
        self.store
            .keep_draft(&key, Value::Object(values).to_string());
    }

    /// Forgets what was typed and begins anew.
    pub fn discard(self) {
        self.values.set(Fields::new());
        self.checked.set(false);
        self.failure.set(None);
        self.restored.set(false);
        self.generation.update(|generation| *generation += 1);
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::entry_key;

    #[test]
    fn keys_are_short_and_sort_by_time() {
        let earlier = entry_key("0193a5f2-7c00-7abc-8def-0123456789ab");
        let later = entry_key("0193a5f2-7c01-7abc-8def-0123456789ab");
        assert_eq!(earlier, "0193a5f27c0089ab");
        assert!(earlier < later);
    }
}
