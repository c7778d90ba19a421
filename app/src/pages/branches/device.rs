//! The devices of one branch.

use leptos::prelude::*;

use super::line::{Line, sync_tag};
use crate::components::{EmptyState, Panel, Tag, Tone};
use crate::i18n::{format, text, text_with};
use crate::store::{Device, Store};

/// A clock that is off by less than this is right.
const CLOCK_MS: i64 = 60_000;

/// Every device of a branch, and the way to its customers.
#[component]
pub fn Devices(store: Store, line: Line, now_ms: i64) -> impl IntoView {
    let title = text_with("branch.devices_of", &[("branch", line.branch.name.clone())]);
    let customers = format!("/customers?branch={}", line.branch.id);
    let devices = line.devices.unwrap_or_default();
    let body = match devices.is_empty() {
        true => view! { <EmptyState title=text("empty.devices") hint=text("empty.devices_hint")/> }
            .into_any(),
        false => {
            let rows = devices.iter().map(|device| row(store, device, now_ms));
            rows.collect_view().into_any()
        }
    };
    view! {
        <Panel
            title
            action=move || {
                view! {
                    <a class="link" data-testid="branch-customers" href=customers.clone()>
                        {text("branch.look_up")}
                    </a>
                }
            }
        >
            {body}
        </Panel>
    }
}

fn row(store: Store, device: &Device, now_ms: i64) -> impl IntoView + use<> {
    let clock = clock_words(device.clock_error_ms);
    let facts = [
        Some(store.person_name(&device.person)),
        Some(text_with("sync.pending", &[("pending", device.pending)])),
        (device.refused > 0).then(|| format!("{} {}", device.refused, text("sync.refused"))),
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
