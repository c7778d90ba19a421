//! All changes of one customer as head office has them.

use domain::kinds::customer::{CUSTOMER, KIND};
use domain::retention::HISTORY_DAYS;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use serde_json::Value;
use sync::change::Op;
use sync::record::Fields;

use super::card::who;
use super::undo::{Undo, UndoDialog, undo_of};
use crate::components::{EmptyState, PageHeader, Panel, Question, Timeline, TimelineItem};
use crate::i18n::civil::DAY_MS;
use crate::i18n::{error_text, field_label, format, text, text_with};
use crate::pages::asked::{Answer, AskAgain};
use crate::pages::changes::done_to;
use crate::pages::form::field_text;
use crate::store::{History, HistoryEntry, Store, use_store};

/// The history of the customer in the address. What was kept on the device says how old it is.
#[component]
pub fn CustomerHistoryPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let answer: Answer<History> = RwSignal::new(None);
    let asked = Question::default();
    ask(store, id.clone(), answer);
    let name = store
        .record(&id)
        .map(|record| record.text("name").to_owned());
    let title = format!(
        "{} · {}",
        text("customer.changes"),
        name.unwrap_or_default()
    );
    view! {
        <main class="page">
            <PageHeader title back=format!("/customers/{id}") />
            <p class="sub">{text("customer.history_online")}</p>
            <UndoDialog store id=id.clone() asked />
            {move || answered(store, &id, answer, asked)}
        </main>
    }
}

fn ask(store: Store, id: String, answer: Answer<History>) {
    answer.set(None);
    spawn_local(async move {
        let history = store.history(&id).await;
        // The page may have been left meanwhile.
        answer.try_set(Some(history));
    });
}

fn answered(store: Store, id: &str, answer: Answer<History>, asked: Question<Undo>) -> AnyView {
    match answer.get() {
        None => view! { <p role="status">{text("common.loading")}</p> }.into_any(),
        Some(Err(error)) => {
            let offline = error.code == "offline";
            let sentence = if offline {
                text("customer.history_offline")
            } else {
                error_text(&error.code)
            };
            problem(store, id, answer, sentence).into_any()
        }
        Some(Ok(history)) => {
            let age = (!history.is_fresh).then(|| {
                let when = format::when(history.heard_ms, store.now_ms(), &store.zone());
                let sentence = text_with("customer.history_cached", &[("when", when)]);
                problem(store, id, answer, sentence)
            });
            view! {
                {age}
                {entries(store, id, history.entries, asked)}
            }
            .into_any()
        }
    }
}

/// Says why the latest history is not here, and offers to ask again.
fn problem(
    store: Store,
    id: &str,
    answer: Answer<History>,
    sentence: String,
) -> impl IntoView + use<> {
    let id = id.to_owned();
    view! { <AskAgain sentence again=move || ask(store, id.clone(), answer)/> }
}

fn entries(store: Store, id: &str, entries: Vec<HistoryEntry>, asked: Question<Undo>) -> AnyView {
    if entries.is_empty() {
        return view! { <EmptyState title=text("empty.history") /> }.into_any();
    }
    let lines = entries.iter().enumerate().map(|(at, entry)| {
        let undo = undo_of(store, id, &entries, at);
        line(store, entry, undo, asked)
    });
    let lines = lines.collect_view();
    let oldest_ms = entries.iter().map(|entry| entry.made_ms).min();
    let whole_since_ms = store.now_ms() - HISTORY_DAYS * DAY_MS;
    let is_condensed = oldest_ms.is_some_and(|ms| ms < whole_since_ms);
    let condensed =
        is_condensed.then(|| view! { <p class="sub">{text("customer.history_condensed")}</p> });
    view! {
        <Panel title=text("changes.history")><Timeline>{lines}</Timeline>{condensed}</Panel>
    }
    .into_any()
}

fn line(
    store: Store,
    entry: &HistoryEntry,
    undo: Option<Undo>,
    asked: Question<Undo>,
) -> impl IntoView + use<> {
    let when = format::date_time(entry.made_ms, &store.zone());
    let by = format!("{}{}", who(store, &entry.person), outcome(entry));
    let values = values(store, &entry.fields);
    let stamp = entry.stamp.clone();
    let undo = undo.map(|undo| {
        let choose = move |_| asked.ask(undo.clone());
        view! {
            <button type="button" class="link" data-testid="history-undo" on:click=choose>
                {text("customer.undo")}
            </button>
        }
    });
    view! {
        <TimelineItem title=deed(store, entry) when>
            <div data-testid="history-entry" data-stamp=stamp>
                {by}
                {values}
                {undo}
            </div>
        </TimelineItem>
    }
}

fn deed(store: Store, entry: &HistoryEntry) -> String {
    match &entry.op {
        Op::Set => {
            let labels = entry
                .fields
                .keys()
                .map(|path| field_label("customer", path));
            let mut labels: Vec<String> = labels.collect();
            labels.dedup();
            labels.join(", ")
        }
        op => done_to(store, KIND, op),
    }
}

fn outcome(entry: &HistoryEntry) -> String {
    match entry.outcome.as_deref() {
        None | Some("applied" | "ok") => String::new(),
        Some(code) => format!(" · {}", error_text(code)),
    }
}

fn values(store: Store, fields: &Fields) -> impl IntoView + use<> {
    let line = |(path, value): (&String, &Value)| {
        let label = field_label("customer", path);
        format!("{label}: {}", field_text(store, &CUSTOMER, path, value))
    };
    fields
        .iter()
        .map(line)
        .map(|line| view! { <p>{line}</p> })
        .collect_view()
}
