//! Taking an unsent change back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Change;

use super::describe::{about, done};
use super::tray::say;
use crate::components::{Dialog, Question};
use crate::i18n::{counted, text};
use crate::store::Store;

/// How many of the changes that go with it are named.
const NAMED: usize = 50;

/// Asks before a change is taken back, and names what goes with it.
#[component]
pub fn Discard(store: Store, asked: Question<u64>) -> impl IntoView {
    let group = move || {
        asked
            .about()
            .map(|seq| store.discarded_with(seq))
            .unwrap_or_default()
    };
    let confirm = move |()| {
        let Some(seq) = asked.confirm() else {
            return;
        };
        spawn_local(async move {
            say(store, "changes.discarded_said", store.discard(seq).await);
        });
    };
    view! {
        <Dialog
            open=asked.open
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
        let lines = others.iter().take(NAMED).map(|change| {
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
