//! The page of branches.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::device::Devices;
use super::line::{BranchRow, Line};
use super::lost::{LostDialog, provide_asked};
use super::report::Report;
use crate::components::{Banner, EmptyState, PageHeader, Tag, Tone};
use crate::i18n::{choice_label, format, text, text_with};
use crate::pages::shell::use_minute;
use crate::store::{Branch, Store, use_store};

/// Every branch that the person may know of, and the devices of the one that is open.
#[component]
pub fn BranchesPage() -> impl IntoView {
    let store = use_store();
    let report = expect_context::<Report>();
    let minute = use_minute();
    let params = use_params_map();
    provide_asked();
    report.refresh(store);
    let now_ms = move || minute.now_ms().max(store.now_ms());
    let lines = Memo::new(move |_| {
        store.track();
        let now_ms = now_ms();
        let heard = report.heard.get();
        let devices = heard.as_ref().map(|heard| heard.devices.as_slice());
        branches(store)
            .into_iter()
            .map(|branch| Line::of(store, branch, devices, now_ms))
            .collect::<Vec<_>>()
    });
    let open = Memo::new(move |_| {
        let code = params.read().get("code").unwrap_or_default();
        lines.with(|lines| {
            let chosen = lines.iter().find(|line| line.branch.code == code);
            chosen.or_else(|| lines.first()).cloned()
        })
    });
    let summary = Signal::derive(move || summary(&lines.get(), report));
    let devices = move || {
        let now_ms = now_ms();
        view! {
            {open.get().map(|line| branch_devices(store, line, now_ms))}
            {central_devices(store, report, now_ms)}
        }
    };
    view! {
        <main class="page">
            <PageHeader title=text("branch.title") beside=move || view! { <Tag text=summary tone=Tone::Mute/> }>
                <button
                    type="button"
                    class="btn"
                    disabled=report.busy
                    on:click=move |_| report.refresh(store)
                >
                    {text("branch.refresh")}
                </button>
            </PageHeader>
            <Freshness report store/>
            <Show
                when=move || !lines.with(Vec::is_empty)
                fallback=|| view! { <EmptyState title=text("empty.branches") hint=text("empty.branches_hint")/> }
            >
                <Table lines open now_ms=Signal::derive(now_ms)/>
            </Show>
            <div class="grid2">{devices}</div>
            <LostDialog store/>
        </main>
    }
}

#[component]
fn Table(lines: Memo<Vec<Line>>, open: Memo<Option<Line>>, now_ms: Signal<i64>) -> impl IntoView {
    let rows = move || {
        let chosen = open.get().map(|line| line.branch.id);
        let row = |line: Line| {
            let selected = chosen.as_ref() == Some(&line.branch.id);
            view! { <BranchRow line selected now_ms=now_ms.get()/> }
        };
        lines.get().into_iter().map(row).collect_view()
    };
    view! {
        <section class="panel scroll" tabindex="0" aria-label=text("branch.title")>
            <table>
                <thead>
                    <tr>
                        <th>{text("kind.branch")}</th>
                        <th>{text("branch.last_sync")}</th>
                        <th class="num">{text("branch.unsent")}</th>
                        <th class="num">{text("branch.refused")}</th>
                        <th class="num">{text("branch.customers")}</th>
                        <th class="num">{text("branch.overdue")}</th>
                        <th>{text("branch.devices")}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

fn branch_devices(store: Store, line: Line, now_ms: i64) -> impl IntoView {
    let title = text_with("branch.devices_of", &[("branch", line.branch.name)]);
    let customers = format!("/customers?branch={}", line.branch.id);
    let devices = line.devices.unwrap_or_default();
    view! { <Devices store title devices customers now_ms/> }
}

/// Devices of people who belong to no branch, if there are any.
fn central_devices(store: Store, report: Report, now_ms: i64) -> impl IntoView {
    let mut devices = report.heard.get()?.devices;
    devices.retain(|device| device.branches.is_empty());
    let place = choice_label("staff", "role", "head_office");
    let title = text_with("branch.devices_of", &[("branch", place)]);
    (!devices.is_empty()).then(|| view! { <Devices store title devices now_ms/> })
}

/// How old the figures of the server are, where they could not be renewed.
#[component]
fn Freshness(report: Report, store: Store) -> impl IntoView {
    move || {
        let problem = report.problem.get()?;
        let words = match report.heard.get() {
            Some(heard) => {
                let time = format::when(heard.at_ms, store.now_ms(), &store.zone());
                text_with("branch.cached", &[("time", time)])
            }
            None => problem,
        };
        Some(view! { <Banner tone=Tone::Warn text=words/> })
    }
}

/// Head office knows all branches, others their own.
fn branches(store: Store) -> Vec<Branch> {
    let actor = store.actor();
    let known = store.branches().into_iter();
    known
        .filter(|branch| branch.active && actor.covers(&branch.id))
        .collect()
}

fn summary(lines: &[Line], report: Report) -> String {
    let devices = report
        .heard
        .with(|heard| heard.as_ref().map_or(0, |heard| heard.devices.len()));
    text_with(
        "branch.summary",
        &[("branches", lines.len()), ("devices", devices)],
    )
}
