//! Parting with a device: it is lost, or it is not used any more.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::report::Report;
use crate::components::{Dialog, Question, Tag, Tone};
use crate::i18n::{error_text, format, text, text_with};
use crate::store::{Device, Farewell, Store};

/// The device with which somebody wants to part, and why.
type Asked = Question<(Device, Farewell)>;

/// Gives the rows of devices below a place to ask.
pub fn provide_asked() {
    provide_context(Asked::default());
}

/// Whether somebody parted with a device, and the ways to do so or to take it back.
#[component]
pub fn Parting(store: Store, device: Device) -> impl IntoView {
    let tag = tag(&device, store).map(|words| view! { <Tag tone=Tone::Bad text=words/> });
    let buttons = match parted(&device) {
        _ if device.erased_ms.is_some() => None,
        Some(farewell) => {
            Some(view! { <TakeBack store replica=device.replica farewell/> }.into_any())
        }
        None => {
            let ask = |farewell| view! { <Ask device=device.clone() farewell/> };
            Some([Farewell::Lost, Farewell::Retired].map(ask).into_any())
        }
    };
    view! {
        {tag}
        {buttons}
    }
}

#[component]
fn Ask(device: Device, farewell: Farewell) -> impl IntoView {
    let asked = expect_context::<Asked>();
    let ask = move |_| asked.ask((device.clone(), farewell));
    let word = farewell.word();
    view! {
        <button type="button" class="link" data-testid=format!("device-{word}") on:click=ask>
            {text(&format!("branch.device_{word}"))}
        </button>
    }
}

#[component]
fn TakeBack(store: Store, replica: u32, farewell: Farewell) -> impl IntoView {
    let report = expect_context::<Report>();
    let take_back = move |_| part(store, report, replica, farewell, false);
    view! {
        <button type="button" class="link" data-testid="device-kept" on:click=take_back>
            {text(&format!("branch.{}_taken_back", farewell.word()))}
        </button>
    }
}

/// Asks before somebody parts with a device. It says honestly what that does not protect from.
#[component]
pub fn FarewellDialog(store: Store) -> impl IntoView {
    let report = expect_context::<Report>();
    let asked = expect_context::<Asked>();
    let word = move || asked.about().map_or("lost", |(_, why)| why.word());
    let title = move || {
        let person = asked
            .about()
            .map(|(device, _)| store.person_name(&device.person));
        let person = person.unwrap_or_default();
        text_with(&format!("branch.{}_title", word()), &[("person", person)])
    };
    let confirm = move || {
        if let Some((device, farewell)) = asked.confirm() {
            part(store, report, device.replica, farewell, true);
        }
    };
    let hint = move || match (word(), store.asks_password()) {
        ("retired", _) => None,
        (_, true) => Some(text("branch.lost_hint_asked")),
        (_, false) => Some(text("branch.lost_hint_remembered")),
    };
    view! {
        <Dialog
            open=asked.open
            title=Signal::derive(title)
            confirm=Signal::derive(move || text(&format!("branch.device_{}", word())))
            danger=true
            on_confirm=confirm
        >
            <p>{move || text(&format!("branch.{}_body", word()))}</p>
            {move || hint().map(|hint| view! { <p>{hint}</p> })}
        </Dialog>
    }
}

fn part(store: Store, report: Report, replica: u32, farewell: Farewell, is_meant: bool) {
    spawn_local(async move {
        match store.part_with(replica, farewell, is_meant).await {
            Ok(()) => report.refresh(store),
            Err(error) => store.toast(error_text(&error.code)),
        }
    });
}

fn parted(device: &Device) -> Option<Farewell> {
    let lost = device.lost_ms.map(|_| Farewell::Lost);
    lost.or_else(|| device.retired_ms.map(|_| Farewell::Retired))
}

fn tag(device: &Device, store: Store) -> Option<String> {
    let word = parted(device)?.word();
    Some(match device.erased_ms {
        Some(ms) => {
            let when = format::when(ms, store.now_ms(), &store.zone());
            text_with(&format!("branch.{word}_erased"), &[("when", when)])
        }
        None => text(&format!("branch.{word}_waiting")),
    })
}
