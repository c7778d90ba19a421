//! The first step: the file, and where its customers belong.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

use super::state::State;
use super::table::{MAX_BYTES, Table};
use crate::components::{Banner, ChoiceField, Panel, TextField, Tone};
use crate::i18n::{format, text, text_with};
use crate::pages::import::{FileChoice, branches};

/// Chooses a file.
#[component]
pub fn Source(state: State) -> impl IntoView {
    let choose = UnsyncCallback::new(move |file| spawn_local(read(state, file)));
    let summary = Signal::derive(move || state.table.with(|table| table.as_ref().map(summary)));
    let unfinished = move || {
        let unfinished = state
            .unfinished()
            .filter(|_| state.table.with(Option::is_none))?;
        let values = [
            ("name", unfinished.name),
            ("done", unfinished.done.to_string()),
            ("total", unfinished.total.to_string()),
        ];
        let words = text_with("import.resume_hint", &values);
        Some(view! {
            <Banner tone=Tone::Info text=words>
                <button type="button" class="link" on:click=move |_| {
                    state.forget();
                    state.table.set(None);
                }>{text("common.discard")}</button>
            </Banner>
        })
    };
    view! {
        {unfinished}
        <Panel title=text("import.choose_file")>
            <div class="form">
                <FileChoice hint=text("import.choose_hint") on_choose=choose summary/>
                <div class="fields">
                    <ChoiceField
                        name="branch"
                        label=text("import.branch")
                        value=state.branch
                        options=Signal::derive(move || branches(state.store))
                        blank=text("common.choose")
                        help=text("import.branch_hint")
                    />
                    <TextField
                        name="source"
                        label=text("import.source_name")
                        value=state.source
                        help=text("import.source_hint")
                    />
                </div>
            </div>
        </Panel>
    }
}

fn summary(table: &Table) -> String {
    let rows = i64::try_from(table.rows.len()).unwrap_or(i64::MAX);
    let kilobytes = i64::try_from(table.bytes / 1000 + 1).unwrap_or(i64::MAX);
    let values = [
        ("name", table.name.clone()),
        ("rows", format::number(rows)),
        ("size", format!("{} kB", format::number(kilobytes))),
    ];
    text_with("import.file_line", &values)
}

async fn read(state: State, file: File) {
    state.problem.set(None);
    if file.size() > MAX_BYTES {
        state.problem.set(Some("file_too_large"));
        return;
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        state.problem.set(Some("file_unreadable"));
        return;
    };
    match Table::read(&file.name(), &js_sys::Uint8Array::new(&buffer).to_vec()) {
        Ok(table) => state.take(table),
        Err(code) => state.problem.set(Some(code)),
    }
}
