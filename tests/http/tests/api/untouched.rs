//! A branch with one record of every kind, in which no test ever changes anything: whatever people
//! of other branches try, its feed stays as it is.

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use domain::kinds::SCHEMA;
use domain::schema::{Kind, Scope};
use domain::testing::required;
use http_tests::{Device, new_id};
use serde_json::{Value, json};

pub struct Untouched {
    pub branch: String,
    /// A record of each kind.
    pub records: BTreeMap<&'static str, String>,
    watcher: Mutex<Device>,
    head: Value,
}

static UNTOUCHED: LazyLock<Untouched> = LazyLock::new(Untouched::fill);

/// The branch, made by whoever asks first.
pub fn untouched() -> &'static Untouched {
    &UNTOUCHED
}

impl Untouched {
    fn fill() -> Self {
        let mut administrator = Device::of("admin@contoh.id");
        let company = administrator.pull_feed("company");
        let settings = company.iter().find(|(_, record)| record["k"] == "settings");
        let branch = new_id();
        let mut records = BTreeMap::from([
            ("branch", branch.clone()),
            ("staff", administrator.person.clone()),
            ("settings", settings.expect("settings").0.clone()),
        ]);
        let fields = json!({ "name": "Uji", "code": "UJI", "time_zone": "Asia/Makassar" });
        let with = json!({ "fields": fields });
        let mut changes = vec![administrator.change("create", "branch", &branch, with)];
        for kind in SCHEMA.kinds {
            if !records.contains_key(kind.name) {
                let id = new_id();
                let with = create(kind, &branch, &records);
                changes.push(administrator.change("create", kind.name, &id, with));
                records.insert(kind.name, id);
            }
        }
        for outcome in administrator.push(&changes) {
            assert_eq!(outcome["code"], Value::Null, "{outcome} of {changes:#?}");
        }
        let head = administrator.heads()[&feed(&branch)].clone();
        Self {
            branch,
            records,
            watcher: Mutex::new(administrator),
            head,
        }
    }

    /// What decides which feeds hold the records of this branch.
    pub fn of_branch(&self) -> impl Iterator<Item = (&'static Kind, &String)> {
        let is_branch = |kind: &&Kind| matches!(kind.scope, Scope::Home | Scope::Follows(_));
        let kinds = SCHEMA.kinds.iter().filter(is_branch);
        kinds.map(|kind| (kind, &self.records[kind.name]))
    }

    /// The history of a record as an administrator reads it; a code when there is none.
    pub fn history(&self, id: &str) -> String {
        let path = format!("/api/record/{id}/history");
        self.watcher().client.get(&path).text
    }

    /// Asserts that nothing in the branch was written, and that the server answers.
    #[track_caller]
    pub fn assert_untouched(&self) {
        assert_eq!(self.watcher().heads()[&feed(&self.branch)], self.head);
    }

    fn watcher(&self) -> std::sync::MutexGuard<'_, Device> {
        self.watcher.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a create of the kind says besides its name and id.
pub fn create(kind: &Kind, branch: &str, records: &BTreeMap<&'static str, String>) -> Value {
    let id_of = |kind: &str| records.get(kind).cloned().unwrap_or_default();
    let mut with = json!({ "fields": required(kind, &id_of) });
    if kind.scope == Scope::Home {
        with["home"] = json!(branch);
    }
    with
}

fn feed(branch: &str) -> String {
    sync::protocol::branch_feed(branch)
}
