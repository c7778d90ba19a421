//! Work that was thrown away and can still be had back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::replica::Discarded;

use super::changed::{details, heading};
use super::tray::say;
use crate::components::Panel;
use crate::i18n::{counted, text};
use crate::store::{Store, use_store};

/// The discarded changes of this device, if any.
#[component]
pub fn DiscardedWork() -> impl IntoView {
    let store = use_store();
    let items = Memo::new(move |_| {
        store.track();
        store.discarded()
    });
    let rows = move || {
        let latest_first = items.get().into_iter().rev();
        latest_first.map(|item| row(store, &item)).collect_view()
    };
    let title = move || format!("{} · {}", text("changes.discarded"), items.with(Vec::len));
    view! {
        <Show when=move || !items.with(Vec::is_empty)>
            <Panel title=Signal::derive(title)>{rows}</Panel>
        </Show>
    }
}

fn row(store: Store, item: &Discarded) -> impl IntoView + use<> {
    let first = item.changes.first()?;
    let key = StoredValue::new(item.key.clone());
    let others = item.changes.len() - 1;
    let with = (others > 0).then(|| {
        view! { <small class="when">" · " {counted("changes.refused_with", others)}</small> }
    });
    let bring_back = move |_| {
        let key = key.get_value();
        spawn_local(
            async move { say(store, "changes.brought_back", store.bring_back(&key).await) },
        );
    };
    Some(view! {
        <div class="chg" data-testid="discarded-item" data-id=item.key.clone()>
            {heading(store, first)}
            <div>{details(store, first, None)} {with}</div>
            <button type="button" class="link" on:click=bring_back>{text("changes.bring_back")}</button>
        </div>
    })
}
