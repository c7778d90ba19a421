//! Fields that two people changed without having seen each other's value.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::record::{ARCHIVED, Conflict, Fields, Record};

use super::tray::say;
use super::value::{group_text, record_name};
use crate::components::{EmptyState, Panel};
use crate::i18n::{field_label, format, text};
use crate::store::{Store, use_store};

/// The conflicts of all records on this device.
#[component]
pub fn Conflicts() -> impl IntoView {
    let store = use_store();
    let records = Memo::new(move |_| {
        store.track();
        let ids = store.index(|index| index.conflicting());
        ids.iter()
            .filter_map(|id| store.record(id))
            .collect::<Vec<Record>>()
    });
    let count = move || {
        records.with(|records| {
            records
                .iter()
                .map(|record| record.conflicts.len())
                .sum::<usize>()
        })
    };
    let title = move || format!("{} · {}", text("changes.conflicts"), count());
    let rows = move || {
        records
            .get()
            .iter()
            .map(|record| of_record(store, record, true))
            .collect_view()
    };
    view! {
        <Panel title=Signal::derive(title)>
            <Show
                when=move || !records.with(Vec::is_empty)
                fallback=|| view! { <EmptyState title=text("empty.conflicts")/> }
            >
                {rows}
            </Show>
        </Panel>
    }
}

/// The conflicts of one record, for its card. Nothing where there are none.
#[component]
pub fn RecordConflicts(
    /// Id of the record.
    #[prop(into)]
    record: Signal<String>,
) -> impl IntoView {
    let store = use_store();
    let found = Memo::new(move |_| {
        let id = record.get();
        store.track();
        store
            .record(&id)
            .filter(|record| !record.conflicts.is_empty())
    });
    move || {
        let record = found.get()?;
        Some(view! {
            <Panel title=text("changes.conflicts")>{of_record(store, &record, false)}</Panel>
        })
    }
}

fn of_record(store: Store, record: &Record, named: bool) -> impl IntoView + use<> {
    let mut groups: BTreeMap<&str, Vec<&Conflict>> = BTreeMap::new();
    for conflict in &record.conflicts {
        groups.entry(&conflict.group).or_default().push(conflict);
    }
    let views = groups
        .into_iter()
        .map(|(group, others)| one_group(store, record, group, &others, named));
    views.collect_view()
}

fn one_group(
    store: Store,
    record: &Record,
    group: &str,
    others: &[&Conflict],
    named: bool,
) -> impl IntoView + use<> {
    let about = named.then(|| {
        format!(
            "{} · ",
            record_name(store, &record.kind, Some(record), &Fields::new())
        )
    });
    let others = others
        .iter()
        .map(|other| other_option(store, record, other))
        .collect_view();
    let target = StoredValue::new((record.id.clone(), group.to_owned()));
    let keep = move |_| {
        let (id, group) = target.get_value();
        spawn_local(async move {
            say(
                store,
                "changes.conflict_settled",
                store.keep_current(&id, &group).await,
            );
        });
    };
    let keep = view! {
        <button type="button" class="link" data-testid="conflict-keep" on:click=keep>
            {text("changes.conflict_keep")}
        </button>
    };
    view! {
        <div class="body">
            <p>
                {about} <b>{group_label(&record.kind, group)}</b> ". "
                {text("changes.conflict_explained")}
            </p>
        </div>
        <div class="pair" data-testid="conflict" data-id=record.id.clone() data-group=group.to_owned()>
            <div class="opt current">{current_option(store, record, group)} {keep}</div>
            {others}
        </div>
    }
}

fn current_option(store: Store, record: &Record, group: &str) -> impl IntoView + use<> {
    let value = group_text(store, &record.kind, group, |path| record.get(path).clone());
    let made_ms = i64::try_from(record.stamp_of(group).ms).unwrap_or_default();
    let by = who_and_when(store, record.writer_of(group), made_ms);
    view! {
        <b class="text">{value}</b>
        <small>{by} " · " {text("changes.conflict_current")}</small>
    }
}

fn other_option(store: Store, record: &Record, conflict: &Conflict) -> impl IntoView + use<> {
    let value = group_text(store, &record.kind, &conflict.group, |path| {
        conflict.value.get(path).cloned().unwrap_or_default()
    });
    let by = who_and_when(store, &conflict.person, conflict.made_ms);
    let target = StoredValue::new((record.id.clone(), conflict.group.clone()));
    let stamp = conflict.stamp;
    let take = move |_| {
        let (id, group) = target.get_value();
        spawn_local(async move {
            say(
                store,
                "changes.conflict_settled",
                store.take_conflict(&id, &group, stamp).await,
            );
        });
    };
    let name = format!("{}: {value}", text("changes.conflict_take"));
    view! {
        <div class="opt">
            <b class="text">{value}</b>
            <small>{by}</small>
            <button type="button" class="link" data-testid="conflict-take" aria-label=name on:click=take>
                {text("changes.conflict_take")}
            </button>
        </div>
    }
}

fn who_and_when(store: Store, person: &str, made_ms: i64) -> String {
    let is_me = store.actor().person == person;
    let who = if is_me {
        text("common.you")
    } else {
        store.person_name(person)
    };
    format!("{who} · {}", format::date_time(made_ms, &store.zone()))
}

fn group_label(kind: &str, group: &str) -> String {
    if group == ARCHIVED {
        text("common.archived")
    } else {
        field_label(kind, group)
    }
}
