//! Moving an order from state to state.

use domain::kinds::order::{CANCEL_REASON, KIND, ORDER, STATE};
use domain::order::{Order, State, check_step, step};
use leptos::prelude::*;
use serde_json::json;
use sync::record::{Fields, Record};

use super::credit::too_much_debt;
use crate::components::{Dialog, Toasts, use_toasts};
use crate::i18n::{choice_label, error_text, text, text_with};
use crate::pages::form::{FieldProblem, Form, FormFields, Input, save_step, write_step};
use crate::store::{Store, use_store};

/// Moves one order; asks for the reason where it is cancelled.
#[derive(Clone, Copy)]
pub struct Mover {
    store: Store,
    toasts: Toasts,
    id: StoredValue<String>,
    asks: RwSignal<bool>,
    form: RwSignal<Option<Form>, LocalStorage>,
}

impl Mover {
    /// One for the order with this id.
    pub fn new(id: String) -> Self {
        Self {
            store: use_store(),
            toasts: use_toasts(),
            id: StoredValue::new(id),
            asks: RwSignal::new(false),
            form: RwSignal::new_local(None),
        }
    }

    /// Moves the order, or asks first.
    pub fn begin(self, to: State) {
        let Some(record) = self.store.record(&self.id.get_value()) else {
            return;
        };
        if to == State::Cancelled {
            self.asks.set(true);
            return;
        }
        let after = self.after(&record.fields, to);
        if let Some(problem) = self.debt(&record, &after) {
            self.toasts.say(error_text(&problem.code));
            return;
        }
        save_step(self.store, self.toasts, &ORDER, &record, after, said(to));
    }

    /// Why a draft is not to be agreed on by this person.
    fn debt(self, record: &Record, after: &Fields) -> Option<FieldProblem> {
        if State::of(&record.fields) != State::Draft {
            return None;
        }
        let mut fields = record.fields.clone();
        fields.extend(after.clone());
        too_much_debt(self.store, &Order::read(&record.id, &fields)?, &fields)
    }

    fn after(self, order: &Fields, to: State) -> Fields {
        let today = self.store.today().parse();
        today.map_or_else(|_| Fields::new(), |today| step(order, to, today))
    }

    fn cancel(self) {
        let Some(form) = self.form.get_untracked() else {
            return;
        };
        if !form.is_sound() {
            return;
        }
        let mut order = untrack(|| form.record());
        order.insert(STATE.to_owned(), json!(State::Cancelled.as_str()));
        let edit = write_step(&ORDER, &form.id(), self.after(&order, State::Cancelled));
        form.save(vec![edit], move || {
            self.asks.set(false);
            self.toasts.say(said(State::Cancelled));
        });
    }
}

fn said(to: State) -> String {
    let words = choice_label(KIND, STATE, to.as_str());
    text_with("order.moved_said", &[("state", words)])
}

/// Asks why an order is cancelled.
#[component]
pub fn CancelDialog(
    /// Moves the order.
    mover: Mover,
) -> impl IntoView {
    view! {
        <Dialog
            open=mover.asks
            title=text("order.cancel_title")
            confirm=text("order.cancel")
            danger=true
            on_confirm=move || mover.cancel()
        >
            <Reason mover />
        </Dialog>
    }
}

#[component]
fn Reason(mover: Mover) -> impl IntoView {
    let id = mover.id.get_value();
    let record = mover.store.record(&id)?;
    let form = Form::edit_part(&ORDER, &record, &format!("order/{id}/cancel"));
    let from = State::of(&record.fields);
    form.also(move |after| {
        let mut after = after.clone();
        after.insert(STATE.to_owned(), json!(State::Cancelled.as_str()));
        let found = check_step(from, &after).into_iter();
        found
            .map(|problem| FieldProblem::new(problem.path, problem.code.as_str()))
            .collect()
    });
    mover.form.set(Some(form));
    Some(view! { <FormFields form><Input form field=CANCEL_REASON /></FormFields> })
}
