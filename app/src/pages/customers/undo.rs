//! Taking back a change in a customer's history.

use domain::access::{may_archive, may_share_or_move, may_write};
use domain::kinds::customer::{CUSTOMER, KIND};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use serde_json::Value;
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;
use sync::undo::{Past, undo};

use crate::components::{Dialog, Question};
use crate::i18n::{error_text, field_label, text};
use crate::pages::changes::done_to;
use crate::pages::form::field_text;
use crate::store::{HistoryEntry, Store};

/// What would take a change back.
#[derive(Debug, Clone, PartialEq)]
pub struct Undo {
    op: Op,
    fields: Fields,
}

/// What would take back the change at `at`, if this person may do it and it would change anything.
pub fn undo_of(store: Store, id: &str, history: &[HistoryEntry], at: usize) -> Option<Undo> {
    let record = store.record(id)?;
    let past = history.iter().map(|entry| Past {
        op: &entry.op,
        fields: &entry.fields,
    });
    let (op, fields) = undo(&CUSTOMER, &record, &past.collect::<Vec<_>>(), at)?;
    let undo = Undo { op, fields };
    undo.is_allowed(store, &record).then_some(undo)
}

impl Undo {
    fn is_allowed(&self, store: Store, record: &Record) -> bool {
        let actor = store.actor();
        match &self.op {
            Op::Share { .. } | Op::Move { .. } => {
                let home = record.home.as_deref().unwrap_or_default();
                may_share_or_move(&actor, home).is_ok()
            }
            Op::Archive | Op::Restore => may_archive(&CUSTOMER, &actor).is_ok(),
            _ => {
                let mut paths = self.fields.keys();
                paths.all(|path| may_write(path, &CUSTOMER, &actor, false).is_ok())
            }
        }
    }
}

/// Says what will stand there, and writes it as a new change.
#[component]
pub fn UndoDialog(store: Store, id: String, asked: Question<Undo>) -> impl IntoView {
    let navigate = use_navigate();
    let record = id.clone();
    let confirm = move |()| {
        let Some(Undo { op, fields }) = asked.confirm() else {
            return;
        };
        let (id, navigate) = (id.clone(), navigate.clone());
        spawn_local(async move {
            let edit = Edit::new(op, KIND, &id).with(fields);
            match store.save(vec![edit]).await {
                Ok(()) => {
                    store.toast(text("customer.undone"));
                    navigate(&format!("/customers/{id}"), Default::default());
                }
                Err(error) => store.toast(error_text(error.code())),
            }
        });
    };
    let lines = move || asked.about().map(|undo| lines(store, &record, &undo));
    view! {
        <Dialog
            open=asked.open
            title=text("customer.undo_title")
            confirm=text("customer.undo")
            on_confirm=confirm
        >
            <p>{text("customer.undo_hint")}</p>
            {lines.clone()}
        </Dialog>
    }
}

fn lines(store: Store, id: &str, undo: &Undo) -> impl IntoView + use<> {
    let record = store.record(id);
    let line = |(path, after): (&String, &Value)| {
        let label = field_label(KIND, path);
        let shown = |value: &Value| match value {
            Value::Null => text("common.none"),
            value => field_text(store, &CUSTOMER, path, value),
        };
        let before = record.as_ref().map(|record| shown(record.get(path)));
        let after = shown(after);
        view! {
            <li>
                {label} ": " <del>{before}</del> " → " <b>{after}</b>
            </li>
        }
    };
    let lines = undo.fields.iter().map(line).collect_view();
    let deed = (undo.op != Op::Set).then(|| done_to(store, KIND, &undo.op));
    view! {
        <p><b>{deed}</b></p>
        <ul>{lines}</ul>
    }
}
