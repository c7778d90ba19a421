//! Choosing the customer of a complaint by searching the whole book.

use leptos::prelude::*;

use crate::components::{TextField, TextKind};
use crate::i18n::{field_label, text};
use crate::store::{CustomerRow, View, use_store};

const MOST_SHOWN: usize = 8;

/// A search whose results are buttons; pressing one chooses the customer.
#[component]
pub fn CustomerPicker(
    /// Called with the id of the chosen customer.
    on_choose: UnsyncCallback<String>,
) -> impl IntoView {
    let store = use_store();
    let query = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        store.track();
        let query = query.get();
        if query.trim().is_empty() {
            return Vec::new();
        }
        store.index(|index| {
            let found = index
                .search(&query, View::All, None)
                .into_iter()
                .take(MOST_SHOWN);
            found
                .filter_map(|at| Some((**index.customers.get(at as usize)?).clone()))
                .collect::<Vec<CustomerRow>>()
        })
    });
    let option = move |row: CustomerRow| {
        let marks = [&row.code, &row.phone, &row.plate];
        let sub = marks
            .into_iter()
            .filter(|mark| !mark.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(" · ");
        let id = row.id.to_string();
        view! {
            <button
                type="button"
                class="btn"
                data-testid="customer-option"
                data-id=row.id
                on:click=move |_| on_choose.run(id.clone())
            >
                {format!("{} {sub}", row.name)}
            </button>
        }
    };
    view! {
        <TextField
            name="customer"
            label=field_label("complaint", "customer")
            help=text("customer.search")
            value=query
            kind=TextKind::Text
        />
        <div class="stack" aria-live="polite">
            {move || found.get().into_iter().map(option).collect_view()}
        </div>
    }
}
