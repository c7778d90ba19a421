//! Saying that a device is lost, or that it was found again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report::Report;
use crate::components::{Dialog, Tag, Tone};
use crate::i18n::{error_text, format, text, text_with};
use crate::store::{Device, Store};

/// Whether a device is lost, and the way to say so. It says honestly what that does not protect from.
#[component]
pub fn Lost(store: Store, device: Device) -> impl IntoView {
    let report = expect_context::<Report>();
    let asks = RwSignal::new(false);
    let (replica, is_lost) = (device.replica, device.lost_ms.is_some());
    let mark = move |lost: bool| {
        asks.set(false);
        spawn_local(async move {
            match store.mark_lost(replica, lost).await {
                Ok(()) => report.refresh(store),
                Err(error) => store.toast(error_text(&error.code)),
            }
        });
    };
    let tag = tag(&device, store).map(|words| view! { <Tag tone=Tone::Bad text=words/> });
    let button = match (is_lost, device.erased_ms) {
        (_, Some(_)) => None,
        (true, None) => Some(view! {
            <button type="button" class="link" data-testid="device-found" on:click=move |_| mark(false)>
                {text("branch.device_found")}
            </button>
        }.into_any()),
        (false, None) => Some(view! {
            <button type="button" class="link" data-testid="device-lost" on:click=move |_| asks.set(true)>
                {text("branch.device_lost")}
            </button>
        }.into_any()),
    };
    let hint = move || match store.asks_password() {
        true => text("branch.lost_hint_asked"),
        false => text("branch.lost_hint_remembered"),
    };
    view! {
        {tag}
        {button}
        <Dialog
            open=asks
            title=text_with("branch.lost_title", &[("person", store.person_name(&device.person))])
            confirm=text("branch.device_lost")
            danger=true
            on_confirm=move || mark(true)
        >
            <p>{text("branch.lost_body")}</p>
            <p>{hint}</p>
        </Dialog>
    }
}

fn tag(device: &Device, store: Store) -> Option<String> {
    let when = |ms| format::when(ms, store.now_ms(), &store.zone());
    match (device.lost_ms, device.erased_ms) {
        (_, Some(ms)) => Some(text_with("branch.lost_erased", &[("when", when(ms))])),
        (Some(_), None) => Some(text("branch.lost_waiting")),
        (None, None) => None,
    }
}
