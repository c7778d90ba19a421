//! Refused changes of other people, for those who lead or supervise them.

use domain::access::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Change;

use super::changed::{details, heading};
use crate::components::{Banner, EmptyState, PageHeader, Panel, Tone};
use crate::i18n::{error_text, text, text_with};
use crate::pages::asked::{Answer, Asking};
use crate::store::{Decision, RefusedChange, Store, use_store};

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
        person,
        label,
        code,
        change,
        is_whole,
    } = refused;
    let now = store.record(&change.record);
    let by = text_with(
        "quarantine.by",
        &[("person", store.person_name(&person)), ("device", label)],
    );
    let seq = change.seq;
    let decide = move |own: Option<Change>| {
        spawn_local(async move {
            match settle(store, replica, seq, own).await {
                Ok(()) => {
                    answer.try_set(Some(store.refused_changes().await));
                }
                Err(code) => store.toast(error_text(&code)),
            }
        });
    };
    let own = change.clone();
    let release = is_whole.then(|| {
        let release = move |_| decide(Some(own.clone()));
        view! {
            <button type="button" class="link" data-testid="release" on:click=release>
                {text("quarantine.release")}
            </button>
        }
    });
    let close = move |_| decide(None);
    view! {
        <div class="chg" data-testid="quarantined" data-code=code.clone()>
            {heading(store, &change)}
            <div>
                {details(store, &change, now.as_ref())}
                <div class="text sub">{by}</div>
                <Banner tone=Tone::Bad text=error_text(&code)/>
            </div>
            <span class="act">
                {release}
                <button type="button" class="link" data-testid="close" on:click=close>
                    {text("quarantine.close")}
                </button>
            </span>
        </div>
    }
}

/// Makes the change that is released as one of this person, or closes the refused one where there is
/// none, and notes the decision. A stable code when one of them failed.
async fn settle(store: Store, replica: u32, seq: u64, own: Option<Change>) -> Result<(), String> {
    let decision = match own {
        Some(change) => {
            is_waiting(store, replica, seq).await?;
            let saved = store.make_again(&change).await;
            saved.map_err(|error| error.code().to_owned())?;
            Decision::Released
        }
        None => Decision::Closed,
    };
    let noted = store.decide(replica, seq, decision).await;
    noted.map_err(|error| error.code)
}

/// Somebody else may have decided since the page was opened, and what they wrote must stay.
async fn is_waiting(store: Store, replica: u32, seq: u64) -> Result<(), String> {
    let refused = store.refused_changes().await.map_err(|error| error.code)?;
    let is_it = |refused: &RefusedChange| (refused.replica, refused.change.seq) == (replica, seq);
    match refused.iter().any(is_it) {
        true => Ok(()),
        false => Err("decided".to_owned()),
    }
}
