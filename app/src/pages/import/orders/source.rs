//! The first step: the file, and where its orders belong.

use domain::money::Currency;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::remembered::Remembered;
use super::state::{Chosen, State};
use crate::components::{Choice, ChoiceField, Panel, Question, TextField};
use crate::i18n::{format, text, text_with};
use crate::pages::import::{FileChoice, branches};
use crate::store::OrderRun;

/// Chooses a file.
#[component]
pub fn Source(state: State, asked: Question<OrderRun>) -> impl IntoView {
    let choose = UnsyncCallback::new(move |file| spawn_local(state.open(file)));
    let summary = Signal::derive(move || state.chosen.with(|chosen| chosen.as_ref().map(summary)));
    view! {
        <Remembered state asked/>
        <Panel title=text("import.choose_file")>
            <div class="form">
                <FileChoice hint=text("import_orders.choose_hint") on_choose=choose summary/>
                <Fields state/>
            </div>
        </Panel>
    }
}

#[component]
fn Fields(state: State) -> impl IntoView {
    let currencies = Currency::ALL.map(|one| Choice::new(one.as_str(), one.as_str()));
    view! {
        <div class="fields">
            <ChoiceField
                name="branch"
                label=text("import.branch")
                value=state.branch
                options=Signal::derive(move || branches(state.store))
                blank=text("common.choose")
                help=text("import_orders.branch_hint")
            />
            <TextField
                name="source"
                label=text("import.source_name")
                value=state.source
                help=text("import_orders.source_hint")
            />
            <ChoiceField
                name="currency"
                label=text("import_orders.currency")
                value=state.currency
                options=currencies.to_vec()
            />
        </div>
    }
}

fn summary(chosen: &Chosen) -> String {
    let kilobytes = format::number((chosen.size / 1000.0).ceil() as i64);
    let values = [
        ("name", chosen.name.clone()),
        ("size", format!("{kilobytes} kB")),
    ];
    text_with("import_orders.file_line", &values)
}
