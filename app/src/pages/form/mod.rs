//! One implementation of forms for all kinds: values by path over the record as it was found,
//! kept as a draft from the first key on, checked by the rules of the kind.

mod archive;
mod check;
mod chips;
mod clean;
mod draft;
mod duplicates;
mod entries;
mod field;
mod focus;
mod frame;
mod input;
mod pickers;
mod save;
mod shown;
mod step;
mod text;

use domain::schema::Kind;
use leptos::prelude::*;
use serde_json::Value;
use sync::record::{Fields, Record};

pub use archive::ArchiveButton;
pub use check::FieldProblem;
pub use chips::ChipChoice;
pub use duplicates::{Duplicate, Duplicates, holders};
pub use entries::Entries;
pub use field::TextSource;
pub use focus::focus_on;
pub use frame::{FormBody, FormFields, FormFrame};
pub use input::Input;
pub use pickers::{BranchInput, RegionInputs, SelectInput, StaffInput, own_branches};
pub use shown::field_text;
pub use step::{save_step, write_step};

use crate::components::{Toasts, use_toasts};
use crate::store::{Store, use_store};
use check::ExtraCheck;

/// Members of [`Fields`] that belong to the form and not to the record begin with this.
pub const OWN: char = '@';
/// Branch in which a new record gets its home.
pub const HOME: &str = "@home";

/// What one person is typing about one record. Copies are the same form.
#[derive(Clone, Copy)]
pub struct Form {
    store: Store,
    toasts: Toasts,
    kind: &'static Kind,
    creating: bool,
    id: StoredValue<String>,
    draft_key: StoredValue<String>,
    zone: StoredValue<String>,
    base: StoredValue<Fields>,
    /// The record as it was when the form opened.
    seen: StoredValue<Option<Record>>,
    values: RwSignal<Fields>,
    restored: RwSignal<bool>,
    generation: RwSignal<u32>,
    checked: RwSignal<bool>,
    extra: StoredValue<Vec<ExtraCheck>>,
    saving: StoredValue<bool>,
    /// Saving takes so long that whoever waits is told.
    is_slow: RwSignal<bool>,
    failure: RwSignal<Option<String>>,
}

impl Form {
    /// A form for a new record that begins with these values. The key of its draft names what
    /// it is about, e.g. `customer/new`.
    pub fn create(kind: &'static Kind, draft_key: &str, defaults: Fields) -> Self {
        Self::open(kind, draft_key, None, defaults)
    }

    /// A form for a record as it is shown now.
    pub fn edit(kind: &'static Kind, record: &Record) -> Self {
        Self::edit_part(kind, record, &format!("{}/{}", record.kind, record.id))
    }

    /// A form for a part of a record, whose draft is kept apart from that of the whole.
    pub fn edit_part(kind: &'static Kind, record: &Record, draft_key: &str) -> Self {
        let form = Self::open(kind, draft_key, Some(&record.id), record.fields.clone());
        form.seen.set_value(Some(record.clone()));
        form
    }

    fn open(kind: &'static Kind, draft_key: &str, id: Option<&str>, base: Fields) -> Self {
        let store = use_store();
        let draft = draft::read(store, kind, draft_key, id);
        let form = Self {
            store,
            toasts: use_toasts(),
            kind,
            creating: id.is_none(),
            id: StoredValue::new(id.map_or(draft.id, str::to_owned)),
            draft_key: StoredValue::new(draft_key.to_owned()),
            zone: StoredValue::new(store.zone()),
            base: StoredValue::new(base),
            seen: StoredValue::new(None),
            restored: RwSignal::new(!draft.values.is_empty()),
            values: RwSignal::new(draft.values),
            generation: RwSignal::new(0),
            checked: RwSignal::new(false),
            extra: StoredValue::new(Vec::new()),
            saving: StoredValue::new(false),
            is_slow: RwSignal::new(false),
            failure: RwSignal::new(None),
        };
        form.keep_as_draft();
        form
    }

    /// The same form with a value of its own to begin with.
    pub fn beginning_with(self, path: &str, value: Value) -> Self {
        self.base
            .update_value(|base| drop(base.insert(path.to_owned(), value)));
        self
    }

    /// The same form with moments shown in another time zone.
    pub fn in_zone(self, zone: String) -> Self {
        self.zone.set_value(zone);
        self
    }

    /// Where it is saved.
    pub fn store(self) -> Store {
        self.store
    }

    /// Says something that outlives the form, such as that it is saved.
    pub fn say(self, words: String) {
        self.toasts.say(words);
    }

    /// Kind of the record.
    pub fn kind(self) -> &'static Kind {
        self.kind
    }

    /// Id of the record, also before it exists.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Whether the record does not exist yet.
    pub fn is_new(self) -> bool {
        self.creating
    }

    /// The value at a path of a change, as typed so far; `Null` when there is none.
    pub fn get(self, path: &str) -> Value {
        let typed = self.values.with(|values| values.get(path).cloned());
        typed.unwrap_or_else(|| self.base.with_value(|base| at_path(base, path)))
    }

    /// The text at a path; empty when there is none.
    pub fn word(self, path: &str) -> String {
        self.get(path).as_str().unwrap_or_default().to_owned()
    }

    /// Writes the value at a path of a change.
    pub fn set(self, path: &str, value: Value) {
        let unchanged = self.base.with_value(|base| at_path(base, path) == value);
        self.values.update(|values| {
            if unchanged {
                values.remove(path);
            } else {
                values.insert(path.to_owned(), value);
            }
        });
    }

    /// Keys of a keyed map in the order in which its entries were made.
    pub fn keys(self, map: &str) -> Vec<String> {
        let mut keys: Vec<String> = self.base.with_value(|base| {
            let entries = base.get(map).and_then(Value::as_object);
            entries
                .into_iter()
                .flat_map(|entries| entries.keys().cloned())
                .collect()
        });
        self.values.with(|values| {
            for (path, value) in values {
                let key = path
                    .strip_prefix(map)
                    .and_then(|rest| rest.strip_prefix('/'));
                match key {
                    Some(key) if value.is_null() => keys.retain(|other| other != key),
                    Some(key) if !keys.iter().any(|other| other == key) => keys.push(key.into()),
                    _ => {}
                }
            }
        });
        keys.sort();
        keys
    }

    /// Adds an empty entry to a keyed map and answers its key.
    pub fn add_entry(self, map: &str) -> String {
        let key = draft::entry_key(&self.store.new_id());
        self.set(&format!("{map}/{key}"), Value::Object(Fields::new()));
        key
    }

    /// Takes an entry out of a keyed map.
    pub fn remove_entry(self, map: &str, key: &str) {
        self.set(&format!("{map}/{key}"), Value::Null);
    }
}

fn at_path(fields: &Fields, path: &str) -> Value {
    let found = match path.split_once('/') {
        None => fields.get(path),
        Some((map, key)) => fields.get(map).and_then(|map| map.get(key)),
    };
    found.cloned().unwrap_or_default()
}
