//! The import under way, and taking it back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Stage, State};
use crate::components::{Panel, Progress};
use crate::i18n::{counted, error_text, format, text, text_with};
use crate::order_file::OrderFile;
use crate::pages::import::{StopButton, digits};
use crate::platform::timer;
use crate::store::{OrderImport, OrderReport};

/// Documents after which it is written down how far the import has come.
const REMEMBERED_EVERY: usize = 1_000;

/// Starts the import of the file as it was surveyed.
pub fn start(state: State) {
    let Some(reader) = state.reader() else { return };
    state.problem.set(None);
    state.stopped.set(false);
    state.report.set(OrderReport::default());
    begin(state, Stage::Running);
    state.remember(0, expected(state));
    spawn_local(async move {
        let mut file = reader.lock().await;
        let ended = run(state, &mut file).await;
        drop(file);
        let is_whole = ended == Ok(true);
        if is_whole {
            state.forget();
        }
        state.stopped.set(ended == Ok(false));
        state.problem.set(ended.err());
        state.stage.set(if is_whole {
            Stage::Done
        } else {
            Stage::Preparing
        });
        if !is_whole {
            // The worker has begun to make documents and surveys once more before it goes on.
            state.check();
        }
    });
}

/// Saves batch after batch. Answers whether it came to the end of the file.
async fn run(state: State, file: &mut OrderFile) -> Result<bool, String> {
    state.survey_with(file).await?;
    state.use_up();
    let mut import = OrderImport::new(state.store, state.job());
    let (mut done, mut remembered) = (0, 0);
    file.begin()?;
    loop {
        let batch = file.batch().await?;
        let (is_last, share) = (batch.is_last, batch.share);
        if !is_last {
            // The worker makes the next batch while this one is saved.
            file.ask_next()?;
        }
        done += batch.orders.len();
        import
            .take(batch)
            .await
            .map_err(|error| error.code().to_owned())?;
        state.share.set(share);
        if is_last {
            state.report.set(import.finish());
            return Ok(true);
        }
        state.report.set(import.report.clone());
        if state.stage.get_untracked() != Stage::Running {
            // What the worker was asked for would be taken for the answer to the next question.
            file.batch().await?;
            state.remember(done, expected(state));
            return Ok(false);
        }
        if done - remembered >= REMEMBERED_EVERY {
            remembered = done;
            state.remember(done, expected(state));
        }
        timer::sleep(0).await;
    }
}

/// Takes the import back.
pub fn undo(state: State) {
    begin(state, Stage::Undoing);
    spawn_local(async move {
        let report = state.report.get_untracked();
        let progress = |done, all: usize| state.share.set(done as f64 / all.max(1) as f64);
        let run = state.run.get_untracked();
        let stage = match state.store.undo_orders(&run, &report, progress).await {
            Ok(count) => {
                state.store.toast(counted("import_orders.undone", count));
                Stage::Undone
            }
            Err(error) => {
                state.store.toast(error_text(error.code()));
                Stage::Done
            }
        };
        state.stage.set(stage);
    });
}

fn begin(state: State, stage: Stage) {
    state.share.set(0.0);
    state.began_ms.set(state.store.now_ms());
    state.stage.set(stage);
}

fn expected(state: State) -> usize {
    let documents = |count: &crate::order_file::TypeCount| count.documents;
    state.surveyed.with_untracked(|surveyed| {
        let types = surveyed.iter().flat_map(|surveyed| &surveyed.by_type);
        types.map(documents).sum()
    })
}

/// How far it is, and how long it will still take.
#[component]
pub fn Running(state: State) -> impl IntoView {
    let words = Signal::derive(move || {
        if state.stage.get() == Stage::Undoing {
            return text("import_orders.undoing");
        }
        let done = state
            .report
            .with(|report| report.counts.values().map(|count| count.documents).sum());
        let values = [("done", digits(done)), ("total", digits(expected(state)))];
        text_with("import_orders.running", &values)
    });
    let rest = move || {
        let (share, began_ms) = (state.share.get(), state.began_ms.get());
        let passed = (state.store.now_ms() - began_ms) as f64;
        // The first words would only be a guess.
        (share > 0.02).then(|| {
            let rest = (passed * (1.0 - share) / share) as i64;
            text_with(
                "import_orders.remaining",
                &[("time", format::duration(rest.max(1_000)))],
            )
        })
    };
    view! {
        <Panel title=words>
            <div class="body">
                <Progress value=state.share label=words/>
                <p class="sub" data-testid="import-remaining">{rest}</p>
                <p class="sub">{text("import_orders.meanwhile")}</p>
                <Show when=move || state.stage.get() != Stage::Undoing>
                    <StopButton
                        stopping=Signal::derive(move || state.stage.get() == Stage::Stopping)
                        on_stop=UnsyncCallback::new(move |()| state.stage.set(Stage::Stopping))
                    />
                </Show>
            </div>
        </Panel>
    }
}
