//! The devices of one branch.

use leptos::prelude::*;

use super::line::sync_tag;
use super::lost::Lost;
use crate::components::{EmptyState, Panel, Tag, Tone};
use crate::i18n::{format, text, text_with};
use crate::store::{Device, Store};

/// A clock that is off by less than this is right.
const CLOCK_MS: i64 = 60_000;

/// Devices of one branch, or of those who work for all of them.
#[component]
pub fn Devices(
    store: Store,
    /// Whose devices they are.
    title: String,
    /// The devices.
    devices: Vec<Device>,
    /// Where the customers of the branch are listed.
    #[prop(optional, into)]
    customers: Option<String>,
    now_ms: i64,
) -> impl IntoView {
    let body = match devices.is_empty() {
        true => view! { <EmptyState title=text("empty.devices") hint=text("empty.devices_hint")/> }
            .into_any(),
        false => {
            let rows = devices.iter().map(|device| row(store, device, now_ms));
            rows.collect_view().into_any()
        }
    };
    let look_up = move || {
        customers.clone().map(|href| {
            view! {
                <a class="link" data-testid="branch-customers" href=href>
                    {text("branch.look_up")}
                </a>
            }
        })
    };
    view! { <Panel title action=look_up>{body}</Panel> }
}

fn row(store: Store, device: &Device, now_ms: i64) -> impl IntoView + use<> {
    let clock = clock_words(device.clock_error_ms);
    let facts = [
        Some(store.person_name(&device.person)),
        Some(text_with("sync.pending", &[("pending", device.pending)])),
        (device.refused > 0).then(|| format!("{} {}", device.refused, text("sync.refused"))),
        (device.repairs > 0).then(|| text_with("branch.repairs", &[("count", device.repairs)])),
        (!device.app_version.is_empty())
            .then(|| text_with("app.version", &[("version", device.app_version.clone())])),
        clock.clone(),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    let label = match device.label.as_str() {
        "" => text("branch.device"),
        label => label.to_owned(),
    };
    view! {
        <div class="chg" data-testid="device">
            <span class="f">{label}</span>
            <span>{facts.join(" · ")}</span>
            <span class="way">
                {sync_tag(device.last_sync_ms, now_ms)}
                <Lost store device=device.clone()/>
                {clock.map(|_| view! { <Tag tone=Tone::Warn text=text("branch.clock_error")/> })}
            </span>
        </div>
    }
}

fn clock_words(error_ms: i64) -> Option<String> {
    let key = match error_ms {
        CLOCK_MS.. => "branch.clock_fast",
        ..=-60_000 => "branch.clock_slow",
        _ => return None,
    };
    Some(text_with(key, &[("time", format::duration(error_ms))]))
}
