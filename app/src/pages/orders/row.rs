//! What a row of the list of orders shows.

use domain::kinds::order;
use domain::order::{State, Type};
use leptos::prelude::*;

use crate::components::{Tag, Tone};
use crate::i18n::{choice_label, format, text};
use crate::pages::customers::name_of;
use crate::store::{OrderRow, use_store};

/// How a state looks.
pub fn state_tone(state: State) -> Tone {
    match state {
        State::Draft => Tone::Mute,
        State::Ordered => Tone::Info,
        State::Shipped => Tone::Warn,
        State::Received => Tone::Ok,
        State::Cancelled => Tone::Bad,
    }
}

/// The inside of a row.
#[component]
pub fn RowInside(
    /// Position of the order in the index.
    at: u32,
) -> impl IntoView {
    let store = use_store();
    let (row, customer) = store.index(|index| {
        let row = index.orders().get(at as usize)?.clone();
        let customer = name_of(index, &row.customer);
        Some((row, customer))
    })?;
    Some(view! {
        <span class="when">{format::day(&row.ordered_on)}</span>
        <strong>{customer}</strong>
        {tag(&row)}
        <span class="sub">{sub(&row)}</span>
        <b class="num">{format::money(row.net, row.currency)}</b>
    })
}

fn tag(row: &OrderRow) -> AnyView {
    if row.conflicts > 0 {
        return view! { <Tag tone=Tone::Bad text=text("sync.conflict") /> }.into_any();
    }
    if row.pending {
        return view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> }.into_any();
    }
    let words = choice_label(order::KIND, order::STATE, row.state.as_str());
    view! { <Tag tone=state_tone(row.state) text=words /> }.into_any()
}

/// Its number, and what it is where it is no sale.
pub fn sub(row: &OrderRow) -> String {
    let code = if row.code.is_empty() {
        text("common.number_follows")
    } else {
        row.code.clone()
    };
    match row.order_type {
        Type::Sale => code,
        other => {
            let words = choice_label(order::KIND, order::TYPE, other.as_str());
            format!("{words} · {code}")
        }
    }
}
