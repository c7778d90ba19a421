//! The second step: what each column becomes, and what the rows would do.

use domain::import::Target;
use leptos::prelude::*;

use super::outcome::Problems;
use super::state::State;
use crate::components::{Banner, Panel, Tag, Tone};
use crate::i18n::{counted, field_label, text};
use crate::store::ImportReport;

/// Names the columns and shows what would happen.
#[component]
pub fn Columns(state: State) -> impl IntoView {
    let preview = Memo::new(move |_| {
        state.store.track();
        state.job().map(|job| state.store.preview_import(&job))
    });
    let title = Signal::derive(move || {
        state.table.with(|table| {
            table
                .as_ref()
                .map(|table| table.name.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <Panel title>
            <div class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text("import.column")}</th>
                            <th scope="col">{text("import.example")}</th>
                            <th scope="col">{text("import.becomes")}</th>
                        </tr>
                    </thead>
                    <tbody>{move || rows(state)}</tbody>
                </table>
            </div>
        </Panel>
        <Show when=move || !state.targets.with(|targets| targets.contains(&Target::Name))>
            <Banner tone=Tone::Info text=text("import.no_names")/>
        </Show>
        {move || preview.get().map(|report| view! { <Preview report/> })}
    }
}

fn rows(state: State) -> Vec<AnyView> {
    let table = state.table.get().unwrap_or_default();
    let row = |(column, header): (usize, &String)| {
        view! {
            <tr>
                <th scope="row">{header.clone()}</th>
                <td>{table.example(column)}</td>
                <td><TargetChoice state column header=header.clone()/></td>
            </tr>
        }
        .into_any()
    };
    table.headers.iter().enumerate().map(row).collect()
}

#[component]
fn TargetChoice(state: State, column: usize, header: String) -> impl IntoView {
    let chosen = move || {
        state
            .targets
            .with(|targets| targets.get(column).copied().unwrap_or(Target::Skip))
    };
    let choose = move |event: web_sys::Event| {
        let target = Target::from_word(&event_target_value(&event)).unwrap_or(Target::Skip);
        state.targets.update(|targets| {
            if let Some(place) = targets.get_mut(column) {
                *place = target;
            }
        });
    };
    let option = move |target: Target| {
        view! {
            <option value=target.as_str() selected=move || chosen() == target>{target_label(target)}</option>
        }
    };
    view! {
        <select aria-label=format!("{}: {header}", text("import.becomes")) on:change=choose>
            {Target::all().map(option).collect_view()}
        </select>
    }
}

/// What people call a target.
pub fn target_label(target: Target) -> String {
    match target {
        Target::Skip => text("import.skip"),
        Target::ExternalCode => text("import.target_key"),
        Target::Phone => text("import.target_phone"),
        Target::Plate => text("import.target_plate"),
        Target::Make | Target::Model => field_label("vehicle", target.as_str()),
        other => field_label("customer", other.as_str()),
    }
}

#[component]
fn Preview(report: ImportReport) -> impl IntoView {
    let new = report.created + report.restored;
    let known = report.existing;
    let failed = report.failed.len();
    view! {
        <div class="views" aria-live="polite">
            <Tag tone=Tone::Ok text=counted("import.will_create", new)/>
            {(known > 0).then(|| view! { <Tag tone=Tone::Mute text=counted("import.will_skip", known)/> })}
            {(failed > 0).then(|| view! { <Tag tone=Tone::Bad text=counted("import.will_fail", failed)/> })}
        </div>
        <Problems failed=report.failed/>
    }
}
