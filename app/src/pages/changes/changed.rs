//! One change in a list.

use leptos::prelude::*;
use sync::change::Change;
use sync::record::Record;

use super::describe::{Written, about, about_record, done, written};
use crate::i18n::{format, text_with};
use crate::store::Store;

/// What the change is about and what it does.
pub fn heading(store: Store, change: &Change) -> impl IntoView + use<> {
    titled(about(store, change), store, change)
}

/// The same under the name that the record had when it was last on the device.
pub fn heading_of(store: Store, change: &Change, record: Option<&Record>) -> impl IntoView + use<> {
    titled(about_record(store, change, record), store, change)
}

fn titled(name: String, store: Store, change: &Change) -> impl IntoView + use<> {
    view! {
        <span class="f">
            {name}
            <br/>
            {done(store, change)}
        </span>
    }
}

/// The written fields, old → new, and when.
pub fn details(store: Store, change: &Change, before: Option<&Record>) -> impl IntoView + use<> {
    let lines = written(store, change, before)
        .into_iter()
        .map(line)
        .collect_view();
    let when = format::when(change.made_ms, store.now_ms(), &store.zone());
    view! {
        {lines}
        <small class="when">{text_with("changes.made", &[("when", when)])}</small>
    }
}

fn line(written: Written) -> impl IntoView {
    let Written { label, old, new } = written;
    let spoken = old.as_ref().map(|old| {
        text_with(
            "common.old_to_new",
            &[("old", old.clone()), ("new", new.clone())],
        )
    });
    let label = label.map(|label| view! { <span class="sub">{label} ": "</span> });
    let shown = match (old, spoken) {
        (Some(old), Some(spoken)) => view! {
            <span class="sr-only">{spoken}</span>
            <span aria-hidden="true"><s>{old}</s> " → " <b>{new}</b></span>
        }
        .into_any(),
        _ => view! { <b>{new}</b> }.into_any(),
    };
    view! { <div class="text">{label} {shown}</div> }
}
