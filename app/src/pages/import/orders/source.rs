//! The first step: the file, and where its orders belong.

use domain::money::Currency;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Chosen, State, Unfinished};
use crate::components::{Banner, Choice, ChoiceField, Panel, TextField, Tone};
use crate::i18n::{format, text, text_with};
use crate::pages::import::{FileChoice, branches, digits};

/// Chooses a file.
#[component]
pub fn Source(state: State) -> impl IntoView {
    let choose = UnsyncCallback::new(move |file| spawn_local(state.open(file)));
    let summary = Signal::derive(move || state.chosen.with(|chosen| chosen.as_ref().map(summary)));
    let unfinished = move || {
        let unfinished = state
            .unfinished()
            .filter(|_| state.chosen.with(Option::is_none));
        unfinished.map(|unfinished| view! { <Resume state unfinished/> })
    };
    view! {
        {unfinished}
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

#[component]
fn Resume(state: State, unfinished: Unfinished) -> impl IntoView {
    let values = [
        ("name", unfinished.name),
        ("done", digits(unfinished.documents)),
        ("total", digits(unfinished.all)),
    ];
    view! {
        <Banner tone=Tone::Info text=text_with("import_orders.resume_hint", &values)>
            <button type="button" class="link" on:click=move |_| {
                state.forget();
                state.clear();
            }>{text("common.discard")}</button>
        </Banner>
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
