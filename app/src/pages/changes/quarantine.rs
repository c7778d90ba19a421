//! Refused changes of other people, for those who lead or supervise them.

use domain::access::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Change;
use sync::replica::Edit;

use super::changed::{details, heading};
use crate::components::{Banner, EmptyState, PageHeader, Panel, Tone};
use crate::i18n::{error_text, text, text_with};
use crate::pages::asked::{Answer, Asking};
use crate::store::{ApiError, Decision, RefusedChange, Store, use_store};

/// The way to the page, for those who may use it.
#[component]
pub fn QuarantineLink() -> impl IntoView {
    let store = use_store();
    (store.actor().role >= Role::Supervisor).then(|| {
        view! { <a class="btn" href="/changes/refused" data-testid="quarantine">{text("quarantine.title")}</a> }
    })
}

/// What was refused or stranded, by whom and why, and what can be done about it.
#[component]
pub fn QuarantinePage() -> impl IntoView {
    let store = use_store();
    let answer: Answer<Vec<RefusedChange>> = RwSignal::new(None);
    let show = move |refused: Vec<RefusedChange>| {
        if refused.is_empty() {
            return view! { <EmptyState title=text("empty.quarantine")/> }.into_any();
        }
        let rows = refused
            .into_iter()
            .map(move |refused| view! { <Refused store refused answer/> })
            .collect_view();
        view! { <Panel title=text("quarantine.waiting")>{rows}</Panel> }.into_any()
    };
    view! {
        <main class="page">
            <PageHeader title=text("quarantine.title") back="/changes"/>
            <p class="sub">{text("quarantine.hint")}</p>
            <Asking answer ask=move || async move { store.refused_changes().await } show/>
        </main>
    }
}

#[component]
fn Refused(
    store: Store,
    refused: RefusedChange,
    answer: Answer<Vec<RefusedChange>>,
) -> impl IntoView {
    let RefusedChange {
        replica,
        change,
        code,
        ..
    } = refused.clone();
    let now = store.record(&change.record);
    let by = text_with(
        "quarantine.by",
        &[
            ("person", store.person_name(&refused.person)),
            ("device", refused.label),
        ],
    );
    let seq = change.seq;
    let decide = move |decision: Decision, change: Option<Change>| {
        spawn_local(async move {
            match settle(store, replica, seq, decision, change).await {
                Ok(()) => answer.update(|answer| forget(answer, replica, seq)),
                Err(code) => store.toast(error_text(&code)),
            }
        });
    };
    let own = change.clone();
    let release = move |_| decide(Decision::Released, Some(own.clone()));
    let close = move |_| decide(Decision::Closed, None);
    view! {
        <div class="chg" data-testid="quarantined" data-code=code.clone()>
            {heading(store, &change)}
            <div>
                {details(store, &change, now.as_ref())}
                <div class="text sub">{by}</div>
                <Banner tone=Tone::Bad text=error_text(&code)/>
            </div>
            <span class="act">
                <button type="button" class="link" data-testid="release" on:click=release>
                    {text("quarantine.release")}
                </button>
                <button type="button" class="link" data-testid="close" on:click=close>
                    {text("quarantine.close")}
                </button>
            </span>
        </div>
    }
}

/// Makes the change as one of this person, where it is released, and notes the decision. A stable
/// code when one of them failed.
async fn settle(
    store: Store,
    replica: u32,
    seq: u64,
    decision: Decision,
    change: Option<Change>,
) -> Result<(), String> {
    if let Some(change) = change {
        let edit = Edit::new(change.op, &change.kind, &change.record).with(change.fields);
        let saved = store.save(vec![edit]).await;
        saved.map_err(|error| error.code().to_owned())?;
    }
    let noted = store.decide(replica, seq, decision).await;
    noted.map_err(|error| error.code)
}

fn forget(answer: &mut Option<Result<Vec<RefusedChange>, ApiError>>, replica: u32, seq: u64) {
    if let Some(Ok(refused)) = answer {
        refused.retain(|refused| (refused.replica, refused.change.seq) != (replica, seq));
    }
}
