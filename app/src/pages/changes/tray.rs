//! Refused changes: why, and the ways out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use sync::change::Op;
use sync::replica::TrayItem;

use super::changed::{details, heading_of};
use super::fix::{self, Fixing};
use crate::components::{Banner, EmptyState, Panel, Tone};
use crate::i18n::{counted, error_text, field_label, text};
use crate::store::{SaveError, Store, use_store};

/// The refused changes of this device.
#[component]
pub fn Tray() -> impl IntoView {
    let store = use_store();
    let items = Memo::new(move |_| {
        store.track();
        store.tray()
    });
    let title = move || format!("{} · {}", text("changes.refused"), items.with(Vec::len));
    let rows = move || {
        items
            .get()
            .into_iter()
            .map(|item| view! { <Refused store item/> })
            .collect_view()
    };
    view! {
        <Panel title=Signal::derive(title)>
            <Show
                when=move || !items.with(Vec::is_empty)
                fallback=|| view! { <EmptyState title=text("empty.refused")/> }
            >
                {rows}
            </Show>
        </Panel>
    }
}

#[component]
fn Refused(store: Store, item: TrayItem) -> impl IntoView {
    let Some(first) = item.changes.first().cloned() else {
        return ().into_any();
    };
    let now = store.record(&first.record);
    let known = now.clone().or_else(|| item.seen.as_deref().cloned());
    let others = item.changes.len() - 1;
    let with = (others > 0).then(|| {
        view! { <small class="when">" · " {counted("changes.refused_with", others)}</small> }
    });
    let field = item
        .path
        .as_ref()
        .map(|path| format!("{}: ", field_label(&first.kind, path)));
    let reason = format!("{}{}", field.unwrap_or_default(), error_text(&item.code));
    let code = item.code.clone();
    view! {
        <div class="chg" data-testid="tray-item" data-code=code data-id=first.record.clone()>
            {heading_of(store, &first, known.as_ref())}
            <div>
                {details(store, &first, now.as_ref())}
                {with}
                <Banner tone=Tone::Bad text=reason/>
            </div>
            <WaysOut store item/>
        </div>
    }
    .into_any()
}

#[component]
fn WaysOut(store: Store, item: TrayItem) -> impl IntoView {
    let navigate = use_navigate();
    let fixing = use_context::<Fixing>();
    let first = item.changes.first();
    let is_here = first.is_some_and(|first| {
        matches!(first.op, Op::Create { .. }) || store.record(&first.record).is_some()
    });
    let form = fix::form_of(&item).filter(|_| is_here).zip(fixing);
    let fixed = item.clone();
    let fix = form.map(|(form, fixing)| {
        let fix = move |_| {
            fixing.begin(store, &fixed, &form);
            navigate(&form.path, Default::default());
        };
        view! { <button type="button" class="link" on:click=fix>{text("changes.fix")}</button> }
    });
    let key = StoredValue::new(item.key);
    let resend = move |_| {
        let key = key.get_value();
        spawn_local(async move { say(store, "changes.resent", store.resend(&key).await) });
    };
    let discard = move |_| {
        let key = key.get_value();
        spawn_local(async move {
            say(
                store,
                "changes.discarded_said",
                store.discard_refused(&key).await,
            );
        });
    };
    // A change of a record that left this device has nothing to be made on.
    let resend_button = is_here.then(|| {
        view! {
            <button type="button" class="link" on:click=resend>{text("changes.resend")}</button>
        }
    });
    view! {
        <span class="way">
            {fix}
            {resend_button}
            <button type="button" class="link" on:click=discard>{text("changes.dismiss")}</button>
        </span>
    }
}

/// Says what came of it.
pub fn say(store: Store, done: &str, outcome: Result<(), SaveError>) {
    store.toast(match outcome {
        Ok(()) => text(done),
        Err(error) => error_text(error.code()),
    });
}
