//! Changes that wait to be sent, and taking them back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Change;

use super::changed::{details, heading};
use super::describe::{about, done};
use super::tray::say;
use crate::components::{Dialog, EmptyState, Panel};
use crate::i18n::{counted, format, text};
use crate::store::{Store, use_store};

/// How many changes a list shows before it is asked for more: an import makes thousands.
const SHOWN: usize = 50;

/// The unsent changes of this device.
#[component]
pub fn Unsent() -> impl IntoView {
    let store = use_store();
    let changes = Memo::new(move |_| {
        store.track();
        store.unsent()
    });
    let limit = RwSignal::new(SHOWN);
    let chosen = RwSignal::new(None::<u64>);
    let open = RwSignal::new(false);
    let discard = move |seq| {
        chosen.set(Some(seq));
        open.set(true);
    };
    let title = move || {
        format!(
            "{} · {}",
            text("changes.unsent"),
            number(changes.with(Vec::len))
        )
    };
    let rows = move || {
        let all = changes.get();
        let rows = all
            .iter()
            .take(limit.get())
            .map(|change| row(store, change, discard));
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
            <Discard store chosen open/>
        </Panel>
    }
}

fn row<D: Fn(u64) + 'static>(store: Store, change: &Change, discard: D) -> impl IntoView + use<D> {
    let seq = change.seq;
    let before = store.before(seq);
    let name = format!(
        "{}: {}, {}",
        text("changes.discard"),
        about(store, change),
        done(store, change)
    );
    view! {
        <div class="chg" data-testid="unsent-item" data-id=change.record.clone()>
            {heading(store, change)}
            <div>{details(store, change, before.as_ref())}</div>
            <button type="button" class="link" aria-label=name on:click=move |_| discard(seq)>
                {text("changes.discard")}
            </button>
        </div>
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

/// Asks before a change is taken back, and names what goes with it.
#[component]
fn Discard(store: Store, chosen: RwSignal<Option<u64>>, open: RwSignal<bool>) -> impl IntoView {
    let group = move || {
        chosen
            .get()
            .map(|seq| store.discarded_with(seq))
            .unwrap_or_default()
    };
    let confirm = move |()| {
        open.set(false);
        let Some(seq) = chosen.get_untracked() else {
            return;
        };
        spawn_local(async move {
            say(store, "changes.discarded_said", store.discard(seq).await);
        });
    };
    view! {
        <Dialog
            open
            title=text("changes.discard_title")
            confirm=text("changes.discard_confirm")
            danger=true
            on_confirm=confirm
        >
            {move || question(store, &group())}
        </Dialog>
    }
}

fn question(store: Store, group: &[Change]) -> impl IntoView + use<> {
    let (first, others) = match group.split_first() {
        Some((first, others)) => (Some(first), others),
        None => (None, group),
    };
    let named = first.map(|change| format!("{} · {}", about(store, change), done(store, change)));
    let dependents = (!others.is_empty()).then(|| {
        let lines = others.iter().take(SHOWN).map(|change| {
            view! { <li>{about(store, change)} " · " {done(store, change)}</li> }
        });
        view! {
            <p>{counted("changes.discard_dependents", others.len())}</p>
            <ul>{lines.collect_view()}</ul>
        }
    });
    view! {
        <p><b>{named}</b></p>
        <p>{text("changes.discard_body")}</p>
        {dependents}
    }
}

fn number(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
