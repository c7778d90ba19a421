//! The list of customers with the card of the one that is open.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::card::CustomerCard;
use super::list::CustomerList;
use crate::components::EmptyState;
use crate::i18n::text;

/// All customers, and the record card of the one in the address.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let params = use_params_map();
    let open = Memo::new(move |_| params.with(|params| params.get("id")));
    let card = move || match open.get() {
        Some(id) => view! { <CustomerCard id /> }.into_any(),
        None => view! { <NoCard /> }.into_any(),
    };
    view! {
        <main
            class="panes"
            id="main"
            data-open=move || if open.get().is_some() { "card" } else { "list" }
        >
            <CustomerList open />
            {card}
        </main>
    }
}

#[component]
fn NoCard() -> impl IntoView {
    view! {
        <div class="card">
            <EmptyState title=text("empty.card") hint=text("empty.card_hint") />
        </div>
    }
}
