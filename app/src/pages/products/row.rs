//! What a row of the list of products shows.

use domain::kinds::product::{self, LIST, price_for};
use leptos::prelude::*;

use super::prices::price_label;
use crate::components::{Tag, Tone};
use crate::i18n::{field_label, format, text};
use crate::store::{ProductRow, Store, use_store};

/// Id and version of the row at a position.
pub fn row_key(store: Store, at: usize) -> (String, u64) {
    let key = store.index(|index| {
        let row = index.products.get(at)?;
        Some((row.id.clone(), row.version_key))
    });
    key.unwrap_or_default()
}

/// Names of the columns, for the eye: each row is read out as a whole.
#[component]
pub fn Columns() -> impl IntoView {
    let label = |field| view! { <span>{field_label(product::KIND, field)}</span> };
    let fields = [
        product::NAME,
        product::CODE,
        product::CATEGORY,
        product::UNIT,
    ];
    view! {
        <div class="columns" aria-hidden="true">
            {fields.map(label).collect_view()}
            <span class="price">{price_label(LIST)}</span>
        </div>
    }
}

/// The inside of a row.
#[component]
pub fn RowInside(
    /// Position of the product in the index.
    at: usize,
) -> impl IntoView {
    let store = use_store();
    let row = store.index(|index| index.products.get(at).cloned())?;
    let unsent = row
        .pending
        .then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> });
    Some(view! {
        <strong>{row.name.clone()}</strong>
        <span class="sub">
            <span>{row.code.clone()}</span>
            <span>{row.category.clone()}</span>
            <span>{row.unit.clone()}</span>
        </span>
        {unsent}
        <span class="price">{price(store, &row)}</span>
    })
}

fn price(store: Store, row: &ProductRow) -> Option<String> {
    let price = price_for(&row.fields, None)?;
    Some(format::unit_price(price, store.currency()))
}
