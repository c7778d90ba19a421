//! The one timeline of everything.

use leptos::prelude::*;

use super::Card;
use super::filter::{Filter, Group, shown_alone};
use super::moments::{Moment, moments};
use super::trade::order_detail;
use crate::components::{EmptyState, Panel, Tag, Timeline, TimelineItem, Tone};
use crate::i18n::{counted, format, text};
use crate::pages::today::StepActions;
use crate::store::Store;

/// As many as one sees at a glance; the rest on request.
const FIRST_SHOWN: usize = 40;

/// What happened with the customer, latest first.
#[component]
pub fn TimelinePanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let shown = shown_alone();
    let everything = Memo::new(move |_| moments(card));
    let all = Memo::new(move |_| {
        let mut all = everything.get();
        all.retain(|moment| shown.get().is_none_or(|alone| alone.holds(moment)));
        all
    });
    let groups = Memo::new(move |_| {
        everything.with(|all| {
            all.iter()
                .map(|moment| moment.group)
                .collect::<Vec<Group>>()
        })
    });
    let shows_all = RwSignal::new(false);
    let history = format!("/customers/{}/history", card.id());
    let link = move || {
        view! {
            <a class="link no-print" data-testid="history" href=history.clone()>
                {text("customer.changes")}
            </a>
        }
    };
    let items = move || {
        let most = if shows_all.get() {
            usize::MAX
        } else {
            FIRST_SHOWN
        };
        all.with(|all| {
            all.iter()
                .take(most)
                .map(|one| item(card.store, one))
                .collect_view()
        })
    };
    let is_new = move || everything.with(|all| all.len() < 2);
    let more = move || {
        let rest = all.with(Vec::len).saturating_sub(FIRST_SHOWN);
        (!shows_all.get() && rest > 0).then(|| {
            view! {
                <button type="button" class="link" on:click=move |_| shows_all.set(true)>
                    {text("common.show_all")}
                </button>
                // Paper has no button: it says how much is missing and how to get it.
                <p class="print-only body" data-testid="timeline-left-out">
                    {counted("customer.timeline_left_out", rest)}
                </p>
            }
        })
    };
    view! {
        <div id="timeline">
            <Panel title=text("customer.timeline") action=link>
                <Filter card groups shown />
                <Timeline>{items}</Timeline>
                <Show when=is_new>
                    <EmptyState title=text("empty.timeline") hint=text("empty.timeline_hint") />
                </Show>
                {more}
            </Panel>
        </div>
    }
}

fn item(store: Store, moment: &Moment) -> impl IntoView + use<> {
    let when = format::when(moment.at_ms, store.now_ms(), &store.zone());
    let pending = moment.pending;
    let detail = match moment.group {
        Group::Order if moment.detail.is_empty() => order_detail(store, &moment.id),
        _ => moment.detail.clone(),
    };
    let detail = if pending {
        with_time(&detail, &when)
    } else {
        detail
    };
    let tag = pending.then(|| ViewFn::from(unsent));
    let step = moment.has_step.then(|| {
        let id = moment.id.clone();
        view! { <div class="row no-print"><StepActions interaction=id /></div> }
    });
    view! {
        <TimelineItem title=moment.title.clone() when detail pending tag href=moment.href.clone()>
            {step}
        </TimelineItem>
    }
}

/// The tag takes the place of the time, which goes into the detail.
fn with_time(detail: &str, when: &str) -> String {
    format!("{when} · {detail}")
}

fn unsent() -> AnyView {
    view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> }.into_any()
}
