//! Changes that wait to be sent, and taking them back.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use sync::change::Change;
use sync::replica::Queued;
use sync::stamp::Stamp;

use super::changed::{details, heading};
use super::describe::{about, done};
use super::discard::Discard;
use crate::components::{EmptyState, Panel, Question, Tag, Tone};
use crate::i18n::{format, text};
use crate::store::{Store, use_store};

/// How many changes a list shows before it is asked for more: an import makes thousands.
const SHOWN: usize = 50;

/// The unsent changes of this device.
#[component]
pub fn Unsent() -> impl IntoView {
    let store = use_store();
    let changes = Memo::new(move |_| {
        store.track();
        judged(store)
    });
    let limit = RwSignal::new(SHOWN);
    let asked = Question::default();
    let discard = move |seq| asked.ask(seq);
    let title = move || {
        format!(
            "{} · {}",
            text("changes.unsent"),
            number(changes.with(Vec::len))
        )
    };
    let rows = move || {
        let shown = changes.with(|all| all.iter().take(limit.get()).cloned().collect::<Vec<_>>());
        let rows = shown
            .iter()
            .map(|(queued, fate)| row(store, &queued.change(), *fate, discard));
        rows.collect_view()
    };
    view! {
        <Panel title=Signal::derive(title)>
            <Show
                when=move || !changes.with(Vec::is_empty)
                fallback=|| view! { <EmptyState title=text("empty.unsent")/> }
            >
                {rows}
                <More count=Signal::derive(move || changes.with(Vec::len)) limit/>
            </Show>
            <Discard store asked/>
        </Panel>
    }
}

/// What becomes of an unsent change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It waits to be sent.
    Live,
    /// It was discarded, but a request may have carried it before.
    Discarded,
    /// It undoes a discarded one.
    Undo,
}

/// The unsent changes in order, each with its fate.
fn judged(store: Store) -> Vec<(Arc<Queued>, Fate)> {
    let discarded = store.discarded();
    let discarded = discarded.iter().flat_map(|item| &item.changes);
    let stamps: BTreeSet<Stamp> = discarded.map(|change| change.stamp).collect();
    let fate = |change: &Queued| {
        let mut bases = change.bases.values();
        if stamps.contains(&change.stamp) {
            Fate::Discarded
        } else if bases.len() > 0 && bases.all(|base| stamps.contains(base)) {
            Fate::Undo
        } else {
            Fate::Live
        }
    };
    let unsent = store.unsent().into_iter();
    unsent
        .map(|queued| (fate(&queued), queued))
        .map(|(fate, queued)| (queued, fate))
        .collect()
}

fn row<D>(store: Store, change: &Change, fate: Fate, discard: D) -> impl IntoView + use<D>
where
    D: Fn(u64) + Copy + 'static,
{
    let before = store.before(change.seq);
    let way = match fate {
        Fate::Live => discard_button(store, change, discard).into_any(),
        Fate::Discarded => view! { <Tag tone=Tone::Mute text=text("changes.op.noop")/> }.into_any(),
        Fate::Undo => view! { <Tag tone=Tone::Mute text=text("changes.undo")/> }.into_any(),
    };
    view! {
        <div class="chg" data-testid="unsent-item" data-id=change.record.clone()>
            {heading(store, change)}
            <div>{details(store, change, before.as_ref())}</div>
            {way}
        </div>
    }
}

fn discard_button<D>(store: Store, change: &Change, discard: D) -> impl IntoView + use<D>
where
    D: Fn(u64) + 'static,
{
    let seq = change.seq;
    let words = text("changes.discard");
    let name = format!("{words}: {}, {}", about(store, change), done(store, change));
    view! {
        <button type="button" class="link" aria-label=name on:click=move |_| discard(seq)>
            {words}
        </button>
    }
}

/// Shows more of a long list.
#[component]
pub fn More(count: Signal<usize>, limit: RwSignal<usize>) -> impl IntoView {
    let label = move || format!("{} · {}", text("common.show_all"), number(count.get()));
    view! {
        <Show when=move || { count.get() > limit.get() }>
            <div class="chg">
                <button type="button" class="link" on:click=move |_| limit.set(usize::MAX)>
                    {label}
                </button>
            </div>
        </Show>
    }
}

fn number(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
