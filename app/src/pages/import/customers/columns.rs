//! The second step: what each column becomes, and what the rows would do.

use domain::import::Target;
use leptos::prelude::*;

use super::outcome::Problems;
use super::state::State;
use super::table::Table;
use crate::components::{Banner, Choice, Panel, Tag, Tone};
use crate::i18n::{counted, field_label, text};
use crate::pages::import::{ColumnTable, example};
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
    let columns = Signal::derive(move || state.table.with(|table| columns(table.as_ref())));
    let option = |target: Target| Choice::new(target.as_str(), target_label(target));
    let options = Target::all().map(option).collect::<Vec<_>>();
    let chosen = Signal::derive(move || {
        let word = |target: &Target| target.as_str();
        state
            .targets
            .with(|targets| targets.iter().map(word).collect())
    });
    let on_choose = UnsyncCallback::new(move |(column, word): (usize, String)| {
        let target = Target::from_word(&word).unwrap_or(Target::Skip);
        state.targets.update(|targets| {
            if let Some(place) = targets.get_mut(column) {
                *place = target;
            }
        });
    });
    view! {
        <Panel title>
            <ColumnTable columns options chosen on_choose/>
        </Panel>
        <Show when=move || !state.targets.with(|targets| targets.contains(&Target::Name))>
            <Banner tone=Tone::Info text=text("import.no_names")/>
        </Show>
        {move || preview.get().map(|report| view! { <Preview report/> })}
    }
}

/// Names of the columns with an example of each.
fn columns(table: Option<&Table>) -> Vec<(String, String)> {
    let column = |table: &Table| {
        let headers = table.headers.iter().enumerate();
        let column = |(at, header): (usize, &String)| (header.clone(), example(&table.rows, at));
        headers.map(column).collect()
    };
    table.map(column).unwrap_or_default()
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
