//! What stands over an order on paper.

use leptos::prelude::*;

use crate::i18n::{format, text_with};
use crate::store::Store;

/// Who sells, over an order on paper.
#[component]
pub fn PrintHead(
    store: Store,
    /// Id of the branch.
    #[prop(into)]
    branch: Signal<String>,
) -> impl IntoView {
    let company = move || store.index(|index| index.settings.company.clone());
    let branch = move || store.branch(&branch.get()).map(|branch| branch.name);
    let when = move || {
        let now = format::date_time(store.now_ms(), &store.zone());
        text_with("order.printed", &[("when", now)])
    };
    view! {
        <div class="print-only print-head">
            <strong>{company}</strong>
            <p>{branch}</p>
            <p>{when}</p>
        </div>
    }
}
