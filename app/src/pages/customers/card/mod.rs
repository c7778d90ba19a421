//! The record card of one customer.

mod actions;
mod again;
mod branches;
mod erase;
mod figures;
mod filter;
mod head;
mod moments;
mod people;
mod profile;
mod timeline;
mod trade;
mod vehicles;
mod worth;

use leptos::prelude::*;
use serde_json::Value;
use sync::record::Record;

use crate::components::{Banner, EmptyState, Toasts, Tone, use_toasts};
use crate::i18n::{format, text, text_with};
use crate::pages::changes::RecordConflicts;
use crate::pages::receivables::{Books, Paper};
use crate::store::{CustomerRow, OrderRow, Store, use_store};
pub use actions::tel;
pub use moments::who;
pub use profile::address;

use actions::Actions;
use again::UsualPanel;
use branches::BranchPanel;
use figures::Figures;
use head::Head;
use people::{ContactsPanel, FamilyPanel};
use profile::ProfilePanel;
use timeline::TimelinePanel;
use vehicles::VehiclesPanel;

/// One customer and what follows them. Copies look at the same one.
#[derive(Clone, Copy)]
pub struct Card {
    /// Where everything is read.
    pub store: Store,
    /// Where one says what was done.
    pub toasts: Toasts,
    id: StoredValue<String>,
    record: Memo<Option<Record>>,
    row: Memo<Option<CustomerRow>>,
    followers: Memo<Vec<Follower>>,
    orders: Memo<Vec<OrderRow>>,
    books: Memo<Books>,
}

/// A record that follows the customer.
#[derive(Debug, Clone, PartialEq)]
pub struct Follower {
    /// The record as shown.
    pub record: Record,
    /// It has unsent changes.
    pub pending: bool,
}

impl Card {
    fn of(id: String) -> Self {
        let store = use_store();
        let id = StoredValue::new(id);
        let tracked = move || {
            let id = id.get_value();
            store.track();
            id
        };
        let followers = Memo::new(move |_| followers(store, &tracked()));
        Self {
            store,
            toasts: use_toasts(),
            id,
            record: Memo::new(move |_| store.record(&tracked())),
            row: Memo::new(move |_| {
                let id = tracked();
                store.index(|index| index.customer(&id).cloned())
            }),
            followers,
            orders: Memo::new(move |_| {
                let id = tracked();
                store.index(|index| index.orders_of(&id))
            }),
            books: Memo::new(move |_| followers.with(|all| books(all))),
        }
    }

    /// Id of the customer.
    pub fn id(self) -> String {
        self.id.get_value()
    }

    /// Looks at the record; an empty value when it is gone. Reactive.
    pub fn record<T: Default>(self, look: impl FnOnce(&Record) -> T) -> T {
        self.record
            .with(|record| record.as_ref().map(look).unwrap_or_default())
    }

    /// Looks at the row of the index; an empty value when it is gone. Reactive.
    pub fn row<T: Default>(self, look: impl FnOnce(&CustomerRow) -> T) -> T {
        self.row
            .with(|row| row.as_ref().map(look).unwrap_or_default())
    }

    /// Text of a field. Reactive.
    pub fn text(self, field: &str) -> String {
        self.record(|record| record.text(field).to_owned())
    }

    /// Whether a flag is set. Reactive.
    pub fn flag(self, field: &str) -> bool {
        self.record(|record| record.get(field) == &Value::Bool(true))
    }

    /// The records that follow the customer and are not archived, except for orders. Reactive.
    pub fn followers(self, kind: &str) -> Vec<Follower> {
        self.followers.with(|all| {
            let live = all
                .iter()
                .filter(|one| one.record.kind == kind && !one.record.archived);
            live.cloned().collect()
        })
    }

    /// Looks at the orders that are not archived, latest first, as the index has them: a customer
    /// may have thousands, which are read only where their lines are shown. Reactive.
    pub fn orders<T>(self, look: impl FnOnce(&[OrderRow]) -> T) -> T {
        self.orders.with(|orders| look(orders))
    }

    /// Looks at what the customer owes, paid and promised. Reactive.
    pub fn books<T>(self, look: impl FnOnce(&Books) -> T) -> T {
        self.books.with(look)
    }
}

fn books(followers: &[Follower]) -> Books {
    let paper = |one: &Follower| Paper {
        record: one.record.clone(),
        pending: one.pending,
    };
    Books::read(followers.iter().map(paper))
}

fn followers(store: Store, id: &str) -> Vec<Follower> {
    let ids = store.index(|index| index.follows(id));
    let follower = |id: String| {
        let pending = store.is_pending(&id);
        store.record(&id).map(|record| Follower { record, pending })
    };
    ids.into_iter().filter_map(follower).collect()
}

/// The record card of one customer.
#[component]
pub fn CustomerCard(
    /// Id of the customer.
    id: String,
) -> impl IntoView {
    let card = Card::of(id.clone());
    let is_here = Memo::new(move |_| card.record.with(Option::is_some));
    let inside = move || {
        if is_here.get() {
            view! { <Inside card /> }.into_any()
        } else {
            let (title, hint) = why_gone(card);
            view! {
                <EmptyState title=text(title) hint=text(hint)>
                    <a class="btn" href="/customers">
                        {text("common.back")}
                    </a>
                </EmptyState>
            }
            .into_any()
        }
    };
    view! {
        // An address that leads to no customer of this person is no card.
        <article
            class="card"
            data-testid=move || is_here.get().then_some("customer-card")
            data-id=move || is_here.get().then(|| id.clone())
        >
            {inside}
        </article>
    }
}

/// What is said in the place of a card.
fn why_gone(card: Card) -> (&'static str, &'static str) {
    let is_erased = card.store.index(|index| index.is_erased(&card.id()));
    if is_erased {
        ("customer.erased", "customer.erased_hint")
    } else {
        ("app.not_found", "app.not_found_hint")
    }
}

#[component]
fn Inside(card: Card) -> impl IntoView {
    view! {
        <Head card>
            <Actions card />
        </Head>
        <State card />
        <Conflicts card />
        <Figures card />
        <div class="cols">
            <TimelinePanel card />
            <div class="stack">
                <UsualPanel card />
                <ProfilePanel card />
                <VehiclesPanel card />
                <ContactsPanel card />
                <FamilyPanel card />
                <BranchPanel card />
            </div>
        </div>
        <p class="print-only">
            {text_with("customer.card_printed", &[("when", now_text(card.store))])}
        </p>
    }
}

fn now_text(store: Store) -> String {
    format::date_time(store.now_ms(), &store.zone())
}

/// That the customer is archived or troubled.
#[component]
fn State(card: Card) -> impl IntoView {
    let archived = move || {
        let archived = card.record(|record| record.archived);
        archived.then(|| view! { <Banner tone=Tone::Mute text=text("customer.archived_banner") /> })
    };
    let troubled = move || {
        card.flag("troubled").then(|| {
            let reason = card.text("trouble_reason");
            let sentence = text_with("customer.troubled_banner", &[("reason", reason)]);
            view! { <Banner tone=Tone::Bad text=sentence /> }
        })
    };
    view! {
        {archived}
        {troubled}
    }
}

/// Values of two people, of the customer and of what has no page of its own.
#[component]
fn Conflicts(card: Card) -> impl IntoView {
    let followers = Memo::new(move |_| {
        let with_conflicts = |one: &&Follower| !one.record.conflicts.is_empty();
        let mut found: Vec<String> = card.followers.with(|all| {
            let with_conflicts = all.iter().filter(with_conflicts);
            with_conflicts.map(|one| one.record.id.clone()).collect()
        });
        card.orders(|orders| {
            let with_conflicts = orders.iter().filter(|row| row.conflicts > 0);
            found.extend(with_conflicts.map(|row| row.id.clone()));
        });
        found
    });
    view! {
        <RecordConflicts record=card.id() />
        <For each=move || followers.get() key=String::clone let:id>
            <RecordConflicts record=id />
        </For>
    }
}
