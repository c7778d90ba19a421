//! The history of sync: which device sent and received how much, and when.

use leptos::prelude::*;

use crate::components::{EmptyState, PageHeader};
use crate::i18n::civil::write_day;
use crate::i18n::{format, text, text_with};
use crate::pages::asked::{Answer, Asking};
use crate::store::{Rounds, Store, SyncDay, SyncRound, use_store};

/// The latest rounds of sync that moved something.
#[component]
pub fn RoundsPage() -> impl IntoView {
    let store = use_store();
    let answer: Answer<Rounds> = RwSignal::new(None);
    view! {
        <main class="page">
            <PageHeader title=text("branch.rounds") back="/branches"/>
            <p class="sub">{text("branch.rounds_hint")}</p>
            <Asking
                answer
                ask=move || async move { store.rounds().await }
                show=move |rounds| tables(store, rounds)
            />
        </main>
    }
}

fn tables(store: Store, Rounds { rounds, days }: Rounds) -> AnyView {
    if rounds.is_empty() {
        return view! { <EmptyState title=text("empty.rounds")/> }.into_any();
    }
    view! {
        {by_day(days)}
        {latest(store, rounds)}
    }
    .into_any()
}

/// What came and what of it went wrong, for whoever looks after the branches.
fn by_day(days: Vec<SyncDay>) -> impl IntoView {
    let row = |day: SyncDay| {
        view! {
            <tr data-testid="sync-day">
                <td>{format::day(&write_day(day.day))}</td>
                <td class="num">{day.sent}</td>
                <td class="num">{day.refused}</td>
                <td class="num">{day.conflicts}</td>
            </tr>
        }
    };
    view! {
        <section class="panel scroll" tabindex="0" aria-label=text("branch.by_day")>
            <table>
                <thead>
                    <tr>
                        <th>{text("branch.by_day")}</th>
                        <th class="num">{text("branch.round_sent")}</th>
                        <th class="num">{text("branch.refused")}</th>
                        <th class="num">{text("branch.round_conflicts")}</th>
                    </tr>
                </thead>
                <tbody>{days.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

fn latest(store: Store, rounds: Vec<SyncRound>) -> impl IntoView {
    let row = |round: SyncRound| {
        let when = format::when(round.at_ms, store.now_ms(), &store.zone());
        let received = i64::try_from(round.received).unwrap_or(i64::MAX);
        let took = text_with("branch.took", &[("ms", round.took_ms)]);
        view! {
            <tr data-testid="sync-round">
                <td>{when}</td>
                <td>{text(&format!("branch.cause.{}", round.cause.as_str()))}</td>
                <td>{store.person_name(&round.person)} " · " {round.label}</td>
                <td class="num">{round.sent}</td>
                <td class="num">{round.refused}</td>
                <td class="num">{round.conflicts}</td>
                <td class="num">{format::number(received)}</td>
                <td class="num">{took}</td>
            </tr>
        }
    };
    view! {
        <section class="panel scroll" tabindex="0" aria-label=text("branch.rounds")>
            <table>
                <thead>
                    <tr>
                        <th>{text("branch.round_at")}</th>
                        <th>{text("branch.round_cause")}</th>
                        <th>{text("branch.device")}</th>
                        <th class="num">{text("branch.round_sent")}</th>
                        <th class="num">{text("branch.refused")}</th>
                        <th class="num">{text("branch.round_conflicts")}</th>
                        <th class="num">{text("branch.round_received")}</th>
                        <th class="num">{text("branch.round_took")}</th>
                    </tr>
                </thead>
                <tbody>{rounds.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}
