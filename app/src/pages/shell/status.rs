//! The state of sync in the frame.

use leptos::prelude::*;
use sync::protocol::Cause;

use super::{sync_words, use_minute};
use crate::components::SyncStatus;
use crate::store::use_store;

/// The state in words, the last sync, and the ways to more.
#[component]
pub fn Status() -> impl IntoView {
    let store = use_store();
    let minute = use_minute();
    let status = Memo::new(move |_| store.sync());
    let detail = move || {
        let now_ms = minute.now_ms().max(store.now_ms());
        sync_words::detail(&status.get(), now_ms, &store.zone())
    };
    view! {
        <SyncStatus
            state=Signal::derive(move || status.with(|status| status.state))
            pending=Signal::derive(move || status.with(|status| status.pending))
            conflicts=Signal::derive(move || status.with(|status| status.conflicts))
            refused=Signal::derive(move || status.with(|status| status.refused))
            title=Signal::derive(move || status.with(sync_words::title))
            detail=Signal::derive(detail)
            on_sync=move |()| store.sync_now(Cause::Person)
            changes_href="/changes"
        />
    }
}
