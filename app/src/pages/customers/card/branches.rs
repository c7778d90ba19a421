//! Where a customer is at home and who else sees them; sharing and moving for those who may.

use std::collections::BTreeSet;

use domain::access;
use domain::kinds::customer::KIND;
use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::change::Op;
use sync::replica::Edit;

use super::Card;
use crate::components::{Dialog, Panel};
use crate::i18n::{error_text, field_label, text, text_with};
use crate::store::Branch;

/// What is done with the chosen branch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Share,
    Move,
}

/// Home branch and further branches.
#[component]
pub fn BranchPanel(
    /// The customer.
    card: Card,
) -> impl IntoView {
    let home = Memo::new(move |_| {
        card.record(|record| record.home.clone())
            .unwrap_or_default()
    });
    let name = move |id: &str| card.store.branch(id).map(|branch| branch.name);
    let may = Memo::new(move |_| {
        card.store.track();
        access::may_share_or_move(&card.store.actor(), &home.get()).is_ok()
    });
    let shared = Memo::new(move |_| card.record(|record| record.shared.clone()));
    let shared_lines = move || {
        let line = |id: String| {
            view! {
                <dt>{field_label(KIND, "branches")}</dt>
                <dd>{name(&id)}</dd>
            }
        };
        shared.get().into_iter().map(line).collect_view()
    };
    view! {
        <Panel title=text("customer.choose_branch")>
            <dl>
                <dt>{field_label(KIND, "home")}</dt>
                <dd>{move || name(&home.get())}</dd>
                {shared_lines}
            </dl>
            <Show when=move || may.get()>
                <Deeds card shared />
            </Show>
        </Panel>
    }
}

/// Ends the sharing with a branch.
#[component]
fn Unshare(card: Card, id: String) -> impl IntoView {
    let name = card
        .store
        .branch(&id)
        .map(|branch| branch.name)
        .unwrap_or_default();
    let label = text_with("customer.unshare", &[("branch", &name)]);
    let press = move |_| {
        let said = text_with("customer.unshared_said", &[("branch", &name)]);
        let op = Op::Share {
            branch: id.clone(),
            on: false,
        };
        save(card, op, said);
    };
    view! {
        <button type="button" class="link text" on:click=press>
            {label}
        </button>
    }
}

#[component]
fn Deeds(card: Card, shared: Memo<BTreeSet<String>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let deed = RwSignal::new(Deed::Share);
    let begin = move |wanted| {
        deed.set(wanted);
        open.set(true);
    };
    view! {
        <div class="body no-print">
            <button type="button" class="link" data-testid="share-branch" on:click=move |_| begin(Deed::Share)>
                {text("customer.share")}
            </button>
            <button type="button" class="link" data-testid="move-branch" on:click=move |_| begin(Deed::Move)>
                {text("customer.move")}
            </button>
            <For each=move || shared.get() key=String::clone let:id>
                <Unshare card id />
            </For>
        </div>
        <DeedDialog card open deed />
    }
}

#[component]
fn DeedDialog(card: Card, open: RwSignal<bool>, deed: RwSignal<Deed>) -> impl IntoView {
    let chosen = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            chosen.set(None);
        }
    });
    let key = move |part: &str| match deed.get() {
        Deed::Share => format!("customer.share_{part}"),
        Deed::Move => format!("customer.move_{part}"),
    };
    let title = move || text_with(&key("title"), &[("name", card.text("name"))]);
    let confirm = move || {
        open.set(false);
        if let Some(branch) = chosen.get_untracked() {
            carry_out(card, deed.get_untracked(), &branch);
        }
    };
    view! {
        <Dialog
            open
            title=Signal::derive(title)
            confirm=Signal::derive(move || text(&key("confirm")))
            disabled=Signal::derive(move || chosen.with(Option::is_none))
            on_confirm=confirm
        >
            <p>{move || text(&key("body"))}</p>
            <Targets card deed chosen />
        </Dialog>
    }
}

/// The branches that can be chosen.
#[component]
fn Targets(card: Card, deed: RwSignal<Deed>, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let options = move || {
        let (home, shared) = card.record(|record| (record.home.clone(), record.shared.clone()));
        let targets = targets(card, deed.get(), home.as_deref(), &shared).into_iter();
        targets
            .map(|branch| view! { <Target branch chosen /> })
            .collect_view()
    };
    view! {
        <div class="views" role="group" aria-label=text("customer.choose_target")>
            {options}
        </div>
    }
}

#[component]
fn Target(branch: Branch, chosen: RwSignal<Option<String>>) -> impl IntoView {
    let id = branch.id.clone();
    let is_chosen = move || chosen.with(|chosen| chosen.as_deref() == Some(id.as_str()));
    let own = branch.id.clone();
    view! {
        <button
            type="button"
            class="chip"
            data-testid=format!("branch-{}", branch.code)
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| chosen.set(Some(own.clone()))
        >
            {branch.name.clone()}
        </button>
    }
}

fn targets(card: Card, deed: Deed, home: Option<&str>, shared: &BTreeSet<String>) -> Vec<Branch> {
    let mut branches = card.store.branches();
    branches.retain(|branch| {
        let is_there = deed == Deed::Share && shared.contains(&branch.id);
        branch.active && home != Some(branch.id.as_str()) && !is_there
    });
    branches
}

fn carry_out(card: Card, deed: Deed, branch: &str) {
    let name = card
        .store
        .branch(branch)
        .map(|branch| branch.name)
        .unwrap_or_default();
    let branch = branch.to_owned();
    let (op, said) = match deed {
        Deed::Share => (Op::Share { branch, on: true }, "customer.shared_said"),
        Deed::Move => (Op::Move { branch }, "customer.moved_said"),
    };
    save(card, op, text_with(said, &[("branch", name)]));
}

fn save(card: Card, op: Op, said: String) {
    let (store, toasts, id) = (card.store, card.toasts, card.id());
    spawn_local(async move {
        toasts.say(match store.save(vec![Edit::new(op, KIND, &id)]).await {
            Ok(()) => said,
            Err(error) => error_text(error.code()),
        });
    });
}
