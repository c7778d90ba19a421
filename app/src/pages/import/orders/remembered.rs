//! Imports that the device remembers, to be resumed or taken back.

use leptos::prelude::*;

use super::state::{Stage, State};
use crate::components::{Banner, Question, Tone};
use crate::i18n::{format, text, text_with};
use crate::order_file::TypeCount;
use crate::pages::import::digits;
use crate::store::OrderRun;

impl State {
    /// The import that begins now, or the remembered one that goes on.
    pub fn order_run(self) -> OrderRun {
        let known = self.remembered();
        let began_ms = known.as_ref().map(|known| known.began_ms);
        let chosen = self.chosen.get_untracked();
        OrderRun {
            name: chosen.map(|chosen| chosen.name).unwrap_or_default(),
            branch: self.branch.get_untracked(),
            source: self.source.get_untracked(),
            documents: 0,
            all: self.expected(),
            plan: untrack(|| self.plan()),
            is_whole: false,
            began_ms: began_ms.unwrap_or_else(|| self.store.now_ms()),
            restored: known.map(|known| known.restored).unwrap_or_default(),
        }
    }

    /// What is remembered of the import that is open.
    pub fn remembered(self) -> Option<OrderRun> {
        let id = self.run.get_untracked();
        let mut runs = self.store.order_runs().into_iter();
        runs.find(|run| run.id() == id)
    }

    /// Documents of the file.
    pub fn expected(self) -> usize {
        let documents = |count: &TypeCount| count.documents;
        self.surveyed.with_untracked(|surveyed| {
            let types = surveyed.iter().flat_map(|surveyed| &surveyed.by_type);
            types.map(documents).sum()
        })
    }
}

/// The imports; while a file is open only the one of that file.
#[component]
pub fn Remembered(state: State, asked: Question<OrderRun>) -> impl IntoView {
    let runs = Memo::new(move |_| {
        state.dismissed.track();
        state.stage.track();
        let open = state.chosen.with(Option::is_some);
        let open = open.then(|| state.run.get());
        let is_shown = |run: &OrderRun| open.as_ref().is_none_or(|open| open == run.id());
        let mut runs = state.store.order_runs();
        runs.retain(is_shown);
        runs
    });
    let entry = move |run| view! { <Entry state run asked/> };
    move || runs.get().into_iter().map(entry).collect_view()
}

#[component]
fn Entry(state: State, run: OrderRun, asked: Question<OrderRun>) -> impl IntoView {
    let tone = if run.is_whole { Tone::Mute } else { Tone::Info };
    let words = words(state, &run);
    let made = state.store.made_by(&run);
    let can_undo = !made.orders.is_empty() || !made.customers.is_empty();
    let run = StoredValue::new(run);
    let dismiss = move |_| {
        state.store.forget_order_run(&run.get_value());
        state.dismissed.notify();
    };
    view! {
        <div data-testid="import-remembered">
            <Banner tone text=words>
                <Show when=move || can_undo>
                    <button
                        type="button"
                        class="link"
                        data-testid="import-undo"
                        // A survey that ends would end the undo on the screen too.
                        disabled=move || state.stage.get() == Stage::Surveying
                        on:click=move |_| asked.ask(run.get_value())
                    >
                        {text("import.undo")}
                    </button>
                </Show>
                <button type="button" class="link" data-testid="import-dismiss" on:click=dismiss>
                    {text("import_orders.dismiss")}
                </button>
            </Banner>
        </div>
    }
}

fn words(state: State, run: &OrderRun) -> String {
    let key = match (run.is_whole, state.chosen.with_untracked(Option::is_some)) {
        (true, _) => "import_orders.remembered",
        (false, true) => "import_orders.stopped",
        (false, false) => "import_orders.resume_hint",
    };
    let values = [
        ("name", run.name.clone()),
        ("branch", branch_name(state, run)),
        ("when", format::date_time(run.began_ms, &state.store.zone())),
        ("done", digits(run.documents)),
        ("total", digits(run.all)),
    ];
    text_with(key, &values)
}

/// Name of the branch that got the orders.
pub fn branch_name(state: State, run: &OrderRun) -> String {
    let branch = state.store.branch(&run.branch);
    branch.map(|branch| branch.name).unwrap_or_default()
}
