//! The page of everything that waits on this device.

use leptos::prelude::*;
use sync::protocol::Cause;

use super::conflicts::Conflicts;
use super::discarded::DiscardedWork;
use super::quarantine::QuarantineLink;
use super::tray::Tray;
use super::unsent::Unsent;
use crate::components::{PageHeader, Tag, Tone};
use crate::i18n::text;
use crate::pages::shell::sync_words;
use crate::store::{SyncState, use_store};

/// Unsent, refused, conflicting and discarded work.
#[component]
pub fn ChangesPage() -> impl IntoView {
    let store = use_store();
    let state = Memo::new(move |_| store.sync().state);
    let tone = Signal::derive(move || match state.get() {
        SyncState::Synced => Tone::Ok,
        SyncState::Syncing => Tone::Info,
        SyncState::Error | SyncState::Attention => Tone::Bad,
        SyncState::Offline | SyncState::Pending => Tone::Warn,
    });
    let words = Signal::derive(move || sync_words::title(&store.sync()));
    let connect = move || match state.get() {
        SyncState::Offline | SyncState::Error => text("sync.connect"),
        _ => text("sync.now"),
    };
    view! {
        <main class="page">
            <PageHeader
                title=text("changes.title")
                beside=move || view! { <Tag tone text=words/> }
            >
                <QuarantineLink/>
                <button type="button" class="btn primary" on:click=move |_| store.sync_now(Cause::Person)>
                    {connect}
                </button>
            </PageHeader>
            <div class="grid2">
                <Unsent/>
                <Tray/>
            </div>
            <Conflicts/>
            <DiscardedWork/>
        </main>
    }
}
