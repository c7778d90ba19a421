//! Moving a complaint from state to state.

use domain::complaint::{State, requirements, step};
use domain::kinds::complaint::{COMPLAINT, KIND};
use leptos::prelude::*;
use sync::change::Op;
use sync::record::{Fields, Record};
use sync::replica::Edit;

use crate::components::{Toasts, use_toasts};
use crate::i18n::{choice_label, error_text, text_with};
use crate::pages::form::{Form, save_step};
use crate::store::{Store, use_store};

/// Moves complaints; asks where a step needs something.
#[derive(Clone, Copy)]
pub struct Mover {
    /// Where they are saved.
    pub store: Store,
    /// Whether it asks.
    pub open: RwSignal<bool>,
    /// Id of the complaint it asks about.
    pub complaint: RwSignal<String>,
    /// The state that was chosen.
    pub to: RwSignal<State>,
    /// What is typed while it asks.
    pub form: RwSignal<Option<Form>, LocalStorage>,
    toasts: Toasts,
}

impl Mover {
    /// One for a page, which holds its dialog.
    pub fn new() -> Self {
        Self {
            store: use_store(),
            open: RwSignal::new(false),
            complaint: RwSignal::new(String::new()),
            to: RwSignal::new(State::New),
            form: RwSignal::new_local(None),
            toasts: use_toasts(),
        }
    }

    /// Moves the complaint, or asks for what the step needs.
    pub fn begin(self, id: &str, to: State) {
        let Some(record) = self.store.record(id) else {
            return;
        };
        let from = State::of(&record.fields);
        match requirements(from, to) {
            _ if from == to => {}
            None => self.toasts.say(error_text("transition_not_allowed")),
            Some([]) => self.move_now(&record, to),
            Some(_) => {
                self.complaint.set(id.to_owned());
                self.to.set(to);
                self.open.set(true);
            }
        }
    }

    /// Says that the complaint is there now.
    pub fn say_moved(self, to: State) {
        self.toasts.say(moved_text(to));
    }

    fn move_now(self, record: &Record, to: State) {
        let after = step(&record.fields, to, self.store.now_ms());
        save_step(
            self.store,
            self.toasts,
            &COMPLAINT,
            record,
            after,
            moved_text(to),
        );
    }
}

/// Writes fields of a complaint.
pub async fn set(store: Store, id: &str, fields: Fields) -> Result<(), &'static str> {
    let edit = Edit::new(Op::Set, KIND, id).with(fields);
    store.save(vec![edit]).await.map_err(|error| error.code())
}

fn moved_text(to: State) -> String {
    text_with(
        "complaint.moved_said",
        &[("state", choice_label(KIND, "state", to.as_str()))],
    )
}
