//! What everybody should know whatever page is open: a session that ended, a first download,
//! cleared data, a newer version.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Banner, Progress, Tone};
use crate::i18n::{format, text, text_with};
use crate::pages::sign_in::SignInAgain;
use crate::store::{Cleared, SyncState, use_store};

/// All notices that hold now.
#[component]
pub fn Notices() -> impl IntoView {
    view! {
        <div class="notices no-print">
            <Update/>
            <SignInAgain/>
            <Evicted/>
            <Download/>
        </div>
    }
}

#[component]
fn Update() -> impl IntoView {
    let store = use_store();
    let later = RwSignal::new(false);
    let apply = move |_| spawn_local(async move { store.apply_update().await });
    let words = format!("{} {}", text("update.available"), text("update.body"));
    view! {
        <Show when=move || store.update_ready() && !later.get()>
            <Banner tone=Tone::Info text=words.clone()>
                <button type="button" class="link" data-testid="update" on:click=apply>
                    {text("update.action")}
                </button>
                <button type="button" class="link" on:click=move |_| later.set(true)>
                    {text("update.later")}
                </button>
            </Banner>
        </Show>
    }
}

#[component]
fn Evicted() -> impl IntoView {
    let store = use_store();
    let seen = RwSignal::new(false);
    let words = Signal::derive(move || match store.sync().cleared {
        Some(Cleared::Closed) => text("sync.evicted"),
        Some(Cleared::Open) => text("sync.evicted_open"),
        None => String::new(),
    });
    view! {
        <Show when=move || store.sync().cleared.is_some() && !seen.get()>
            <Banner tone=Tone::Warn text=words>
                <button type="button" class="link" on:click=move |_| seen.set(true)>
                    {text("common.ok")}
                </button>
            </Banner>
        </Show>
    }
}

/// How far the first download is; what is there can be used meanwhile.
#[component]
fn Download() -> impl IntoView {
    let store = use_store();
    let download = Memo::new(move |_| store.sync().download.filter(|(_, total)| *total > 0));
    let is_offline = Memo::new(move |_| store.sync().state == SyncState::Offline);
    let words = Signal::derive(move || match download.get() {
        Some(_) if is_offline.get() => text("sync.first_offline"),
        Some((done, total)) => text_with(
            "sync.first_progress",
            &[("done", digits(done)), ("total", digits(total))],
        ),
        None => String::new(),
    });
    let share = Signal::derive(move || match download.get() {
        Some((done, total)) => done as f64 / total as f64,
        None => 0.0,
    });
    view! {
        <Show when=move || download.get().is_some()>
            <div data-testid="download">
                <Banner tone=Tone::Info text=words>
                    <Progress value=share label=text("sync.first")/>
                </Banner>
            </div>
        </Show>
    }
}

fn digits(count: u64) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
