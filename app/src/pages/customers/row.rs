//! What a row of the list of customers shows.

use leptos::prelude::*;

use crate::components::{Avatar, Tag, Tone};
use crate::i18n::{choice_label, format, text, text_with};
use crate::store::{CustomerRow, Store, use_store};

/// Id and version of the row at a position.
pub fn row_key(store: Store, at: u32) -> (String, u64) {
    let key = store.index(|index| {
        index
            .customers
            .get(at as usize)
            .map(|row| (row.id.to_string(), row.version_key))
    });
    key.unwrap_or_default()
}

/// The inside of a row.
#[component]
pub fn RowInside(
    /// Position of the customer in the index.
    at: u32,
) -> impl IntoView {
    let store = use_store();
    let row = store.index(|index| index.customers.get(at as usize).cloned())?;
    Some(view! {
        <Avatar initials=domain::name::initials(&row.name) />
        <strong>{row.name.clone()}</strong>
        {side(store, &row)}
        <span class="sub">{sub(&row)}</span>
    })
}

/// What needs attention, or when the customer was last seen.
fn side(store: Store, row: &CustomerRow) -> AnyView {
    if row.conflicts > 0 {
        return view! { <Tag tone=Tone::Bad text=text("sync.conflict") /> }.into_any();
    }
    if row.pending {
        return view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> }.into_any();
    }
    let now_ms = store.now_ms();
    let seen = row
        .last_seen_ms
        .map(|ms| format::when(ms, now_ms, &store.zone()));
    view! { <span class="when">{seen}</span> }.into_any()
}

/// The next step or the last subject, and by what else one knows the customer.
fn sub(row: &CustomerRow) -> String {
    let topic = if row.troubled {
        choice_label("customer", "standing", "troubled")
    } else if let Some(due) = &row.due {
        let step = if row.last_subject.is_empty() {
            text("customer.kpi.next_step")
        } else {
            row.last_subject.clone()
        };
        text_with(
            "interaction.next_due",
            &[("step", step), ("day", format::day_month(due))],
        )
    } else if row.last_subject.is_empty() {
        choice_label("customer", "standing", row.standing.as_str())
    } else {
        row.last_subject.clone()
    };
    let mark = [&row.plate, &row.phone, &row.code]
        .into_iter()
        .find(|mark| !mark.is_empty());
    match mark {
        Some(mark) => format!("{topic} · {mark}"),
        None => topic,
    }
}
