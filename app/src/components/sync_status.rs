//! The state of the sync, always in sight and always in words.

use leptos::prelude::*;

use super::Act;
use super::icon::{Glyph, Icon};
use crate::i18n::text;
use crate::store::SyncState;

/// The box with the state, the counts and the way to more.
#[component]
pub fn SyncStatus(
    /// The state.
    #[prop(into)]
    state: Signal<SyncState>,
    /// Unsent changes.
    #[prop(into)]
    pending: Signal<usize>,
    /// Open conflicts that nobody looked at.
    #[prop(into)]
    conflicts: Signal<usize>,
    /// Refused changes in the tray.
    #[prop(into)]
    refused: Signal<usize>,
    /// The state in words.
    #[prop(into)]
    title: Signal<String>,
    /// That the data is safe, and how old it is.
    #[prop(into)]
    detail: Signal<String>,
    /// Starts a round.
    #[prop(into)]
    on_sync: Act,
    /// Where the changes of this device are listed.
    #[prop(into)]
    changes_href: String,
) -> impl IntoView {
    view! {
        <div
            class="sync"
            role="group"
            aria-label=text("sync.title")
            data-testid="sync-state"
            data-state=move || state.get().word()
            data-pending=move || pending.get().to_string()
            data-conflicts=move || conflicts.get().to_string()
            data-refused=move || refused.get().to_string()
        >
            <b>
                <span class="dot"></span>
                <a href=changes_href.clone()>{title}</a>
            </b>
            <p>{detail}</p>
            <div class="row">
                <a class="link changes" href=changes_href>
                    {text("sync.see_changes")}
                </a>
                <button
                    type="button"
                    class="link"
                    data-testid="sync-now"
                    title=text("sync.now")
                    on:click=move |_| {
                        on_sync.try_run(());
                    }
                >
                    <Icon glyph=Glyph::Sync />
                    {text("sync.now_short")}
                </button>
            </div>
        </div>
    }
}
