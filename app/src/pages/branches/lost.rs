//! Saying that a device is lost, or that it was found again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report::Report;
use crate::components::{Dialog, Tag, Tone};
use crate::i18n::{error_text, format, text, text_with};
use crate::store::{Device, Store};

/// The device about which is asked whether it is lost. It outlives the rows, which are made anew
/// with every report.
#[derive(Clone, Copy)]
struct Asked {
    device: RwSignal<Option<Device>>,
    open: RwSignal<bool>,
}

/// Gives the rows of devices below a place to ask.
pub fn provide_asked() {
    provide_context(Asked {
        device: RwSignal::new(None),
        open: RwSignal::new(false),
    });
}

/// Whether a device is lost, and the way to say so.
#[component]
pub fn Lost(store: Store, device: Device) -> impl IntoView {
    let report = expect_context::<Report>();
    let asked = expect_context::<Asked>();
    let tag = tag(&device, store).map(|words| view! { <Tag tone=Tone::Bad text=words/> });
    let (replica, is_lost, is_erased) = (
        device.replica,
        device.lost_ms.is_some(),
        device.erased_ms.is_some(),
    );
    let ask = move |_| match is_lost {
        true => mark(store, report, replica, false),
        false => {
            asked.device.set(Some(device.clone()));
            asked.open.set(true);
        }
    };
    let (id, words) = match is_lost {
        true => ("device-found", "branch.device_found"),
        false => ("device-lost", "branch.device_lost"),
    };
    view! {
        {tag}
        {(!is_erased).then(|| view! {
            <button type="button" class="link" data-testid=id on:click=ask>{text(words)}</button>
        })}
    }
}

/// Asks whether a device is lost. It says honestly what that does not protect from.
#[component]
pub fn LostDialog(store: Store) -> impl IntoView {
    let report = expect_context::<Report>();
    let Asked { device, open } = expect_context();
    let title = move || {
        let person = device.with(|device| Some(store.person_name(&device.as_ref()?.person)));
        text_with(
            "branch.lost_title",
            &[("person", person.unwrap_or_default())],
        )
    };
    let confirm = move || {
        open.set(false);
        if let Some(device) = device.get_untracked() {
            mark(store, report, device.replica, true);
        }
    };
    let hint = move || match store.asks_password() {
        true => text("branch.lost_hint_asked"),
        false => text("branch.lost_hint_remembered"),
    };
    view! {
        <Dialog
            open
            title=Signal::derive(title)
            confirm=text("branch.device_lost")
            danger=true
            on_confirm=confirm
        >
            <p>{text("branch.lost_body")}</p>
            <p>{hint}</p>
        </Dialog>
    }
}

fn mark(store: Store, report: Report, replica: u32, is_lost: bool) {
    spawn_local(async move {
        match store.mark_lost(replica, is_lost).await {
            Ok(()) => report.refresh(store),
            Err(error) => store.toast(error_text(&error.code)),
        }
    });
}

fn tag(device: &Device, store: Store) -> Option<String> {
    let when = |ms| format::when(ms, store.now_ms(), &store.zone());
    match (device.lost_ms, device.erased_ms) {
        (_, Some(ms)) => Some(text_with("branch.lost_erased", &[("when", when(ms))])),
        (Some(_), None) => Some(text("branch.lost_waiting")),
        (None, None) => None,
    }
}
