//! One complaint: where it is, what is known, what was said about it.

use domain::complaint::State;
use domain::kinds::complaint;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sync::record::Record;

use super::details::Details;
use super::mover::Mover;
use super::mover_dialog::MoveDialog;
use super::notes::Notes;
use super::tags::{due_tag, number_text};
use super::ticket::MoveMenu;
use crate::components::{Banner, EmptyState, PageHeader, Panel, Tag, Toasts, Tone, use_toasts};
use crate::i18n::{choice_label, field_label, text, text_with};
use crate::pages::changes::RecordConflicts;
use crate::pages::shell::use_minute;
use crate::store::{Store, use_store};

/// A complaint as shown. Copies look at the same one.
#[derive(Clone, Copy)]
pub struct Shown {
    /// Where it is read.
    pub store: Store,
    /// Where one says what was done.
    pub toasts: Toasts,
    /// Id of the complaint.
    pub id: StoredValue<String>,
    record: Memo<Option<Record>>,
}

impl Shown {
    /// Looks at the record; an empty value when it is gone. Reactive.
    pub fn record<T: Default>(self, look: impl FnOnce(&Record) -> T) -> T {
        self.record
            .with(|record| record.as_ref().map(look).unwrap_or_default())
    }

    /// Text of a field. Reactive.
    pub fn text(self, field: &str) -> String {
        self.record(|record| record.text(field).to_owned())
    }

    /// Where the complaint is. Reactive.
    pub fn state(self) -> State {
        self.record(|record| Some(State::of(&record.fields)))
            .unwrap_or(State::New)
    }
}

/// The complaint in the address.
#[component]
pub fn ComplaintPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    move || view! { <Complaint id=id.get() /> }
}

#[component]
fn Complaint(id: String) -> impl IntoView {
    let store = use_store();
    let own = id.clone();
    let record = Memo::new(move |_| {
        store.track();
        store.record(&own)
    });
    let shown = Shown {
        store,
        toasts: use_toasts(),
        id: StoredValue::new(id),
        record,
    };
    let is_here = Memo::new(move |_| record.with(Option::is_some));
    view! {
        <main class="page" id="main" data-testid="complaint-page" data-id=shown.id.get_value()>
            <Show
                when=move || is_here.get()
                fallback=|| view! { <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") /> }
            >
                <Inside shown />
            </Show>
        </main>
    }
}

#[component]
fn Inside(shown: Shown) -> impl IntoView {
    let mover = Mover::new();
    let title = move || {
        format!(
            "{} {}",
            number_text(&shown.text(complaint::CODE)),
            shown.text(complaint::SUBJECT)
        )
    };
    let state = Signal::derive(move || shown.state());
    view! {
        <PageHeader title=Signal::derive(title) back="/service" beside=move || view! { <Tags shown /> }>
            <MoveMenu id=shown.id.get_value() state mover />
            <NextStep shown mover />
        </PageHeader>
        <Flags shown />
        <RecordConflicts record=shown.id.get_value() />
        <div class="cols">
            <div class="stack">
                <Story shown />
                <Notes shown />
            </div>
            <Details shown />
        </div>
        <MoveDialog mover />
    }
}

/// The usual next state, in one press.
#[component]
fn NextStep(shown: Shown, mover: Mover) -> impl IntoView {
    move || {
        let next = *shown.state().next().first()?;
        let words = choice_label(complaint::KIND, complaint::STATE, next.as_str());
        Some(view! {
            <button
                type="button"
                class="btn primary"
                data-testid="complaint-next"
                on:click=move |_| mover.begin(&shown.id.get_value(), next)
            >
                {words}
            </button>
        })
    }
}

#[component]
fn Tags(shown: Shown) -> impl IntoView {
    let minute = use_minute();
    let state = move || {
        let state = shown.state();
        let tone = if state.is_open() {
            Tone::Info
        } else {
            Tone::Ok
        };
        let words = choice_label(complaint::KIND, complaint::STATE, state.as_str());
        view! { <Tag tone text=words /> }
    };
    let severity = move || {
        let word = shown.text(complaint::SEVERITY);
        let tone = if matches!(word.as_str(), "high" | "critical") {
            Tone::Bad
        } else {
            Tone::Mute
        };
        view! { <Tag tone text=choice_label(complaint::KIND, complaint::SEVERITY, &word) /> }
    };
    let due = move || {
        let id = shown.id.get_value();
        shown.record.track();
        let row = shown
            .store
            .index(|index| index.complaints.iter().find(|row| row.id == id).cloned());
        let (tone, text) = due_tag(&row?, minute.now_ms())?;
        Some(view! { <Tag tone text /> })
    };
    let unsent = move || {
        shown.store.track();
        let pending = shown.store.is_pending(&shown.id.get_value());
        pending.then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> })
    };
    view! {
        <span class="tags">{state} {severity} {due} {unsent}</span>
    }
}

/// What somebody should look at.
#[component]
fn Flags(shown: Shown) -> impl IntoView {
    let incomplete = move || {
        let lacks =
            shown.record(|record| !domain::complaint::check_state(&record.fields).is_empty());
        let done = !shown.state().is_open();
        (lacks && done)
            .then(|| view! { <Banner tone=Tone::Bad text=text("complaint.flag_incomplete") /> })
    };
    let archived = move || {
        let archived = shown.record(|record| record.archived);
        archived.then(|| view! { <Banner tone=Tone::Mute text=text("common.archived") /> })
    };
    let waiting = move || {
        (shown.state() == State::Waiting).then(|| {
            let reason = shown.text(complaint::WAITING_REASON);
            let words = text_with("complaint.waiting_for", &[("reason", reason)]);
            view! { <Banner tone=Tone::Info text=words /> }
        })
    };
    view! {
        {incomplete}
        {archived}
        {waiting}
    }
}

/// What the customer said and what was done about it. Nothing where neither is written.
#[component]
fn Story(shown: Shown) -> impl IntoView {
    let part = move |field: &'static str| {
        let words = shown.text(field);
        (!words.is_empty()).then(|| {
            view! {
                <Panel title=field_label(complaint::KIND, field)>
                    <p class="body text">{words}</p>
                </Panel>
            }
        })
    };
    view! {
        {move || part(complaint::DESCRIPTION)}
        {move || part(complaint::RESOLUTION)}
    }
}
