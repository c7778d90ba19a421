//! The import under way.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::{Stage, State};
use crate::components::{Panel, Progress};
use crate::i18n::{format, text, text_with};
use crate::order_file::OrderFile;
use crate::pages::import::{StopButton, digits};
use crate::platform::timer;
use crate::store::{OrderImport, OrderReport};

/// Starts the import of the file as it was surveyed.
pub fn start(state: State) {
    let Some(reader) = state.reader() else { return };
    state.problem.set(None);
    state.report.set(OrderReport::default());
    begin(state, Stage::Running);
    spawn_local(async move {
        let mut file = reader.lock().await;
        let ended = run(state, &mut file).await;
        drop(file);
        let is_whole = ended == Ok(true);
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

/// Answers whether it came to the end of the file.
async fn run(state: State, file: &mut OrderFile) -> Result<bool, String> {
    state.survey_with(file).await?;
    state.use_up();
    let mut import = OrderImport::begin(state.store, state.order_run()).await;
    let ended = save_batches(state, file, &mut import).await;
    match ended {
        Ok(true) => state.report.set(import.finish().await),
        _ => import.stop().await,
    }
    ended
}

async fn save_batches(
    state: State,
    file: &mut OrderFile,
    import: &mut OrderImport,
) -> Result<bool, String> {
    file.begin()?;
    loop {
        let batch = file.batch().await?;
        let (is_last, share) = (batch.is_last, batch.share);
        if !is_last {
            // The worker makes the next batch while this one is saved.
            file.ask_next()?;
        }
        let taken = import.take(batch).await;
        taken.map_err(|error| error.code().to_owned())?;
        state.share.set(share);
        if is_last {
            return Ok(true);
        }
        state.report.set(import.report.clone());
        if state.stage.get_untracked() != Stage::Running {
            // What the worker was asked for would be taken for the answer to the next question.
            file.batch().await?;
            return Ok(false);
        }
        timer::sleep(0).await;
    }
}

/// Begins work whose progress is shown.
pub fn begin(state: State, stage: Stage) {
    state.share.set(0.0);
    state.began_ms.set(state.store.now_ms());
    state.stage.set(stage);
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
        let values = [("done", digits(done)), ("total", digits(state.expected()))];
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
