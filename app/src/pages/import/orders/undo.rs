//! Taking an import back, as long as it is remembered.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::remembered::branch_name;
use super::run::begin;
use super::state::{Stage, State};
use crate::components::{Dialog, Question};
use crate::i18n::{counted, error_text, text, text_with};
use crate::store::OrderRun;

/// Asks whether an import is to be taken back, and does it.
#[component]
pub fn Undo(state: State, asked: Question<OrderRun>) -> impl IntoView {
    let on_confirm = move |()| {
        if let Some(run) = asked.confirm() {
            undo(state, run);
        }
    };
    view! {
        <Dialog
            open=asked.open
            title=text("import.undo_title")
            confirm=text("import.undo_confirm")
            danger=true
            on_confirm
        >
            <p data-testid="import-undo-what">{move || asked.about().map(|run| what(state, &run))}</p>
        </Dialog>
    }
}

/// What is put away, and what is not.
fn what(state: State, run: &OrderRun) -> String {
    let made = state.store.made_by(run);
    let (orders, customers) = (made.orders.len(), made.customers.len());
    let values = [
        ("name", run.name.clone()),
        ("branch", branch_name(state, run)),
        ("orders", counted("import_orders.some_orders", orders)),
        (
            "customers",
            counted("import_orders.some_customers", customers),
        ),
    ];
    text_with("import_orders.undo_body", &values)
}

fn undo(state: State, run: OrderRun) {
    let before = state.stage.get_untracked();
    let after = match before {
        Stage::Done => Stage::Undone,
        _ => before,
    };
    begin(state, Stage::Undoing);
    spawn_local(async move {
        let progress = |done, all: usize| state.share.set(done as f64 / all.max(1) as f64);
        let stage = match state.store.undo_orders(&run, progress).await {
            Ok(count) => {
                state.store.toast(counted("import_orders.undone", count));
                after
            }
            Err(error) => {
                state.store.toast(error_text(error.code()));
                before
            }
        };
        state.stage.set(stage);
    });
}
