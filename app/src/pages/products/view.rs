//! What those who do not keep products see of one.

use domain::kinds::product;
use leptos::prelude::*;

use super::LIST;
use super::cost::CostPanel;
use super::prices::PricePanel;
use crate::components::{Banner, EmptyState, PageHeader, Panel, Tone};
use crate::i18n::{field_label, kind_label, text};
use crate::store::{ProductRow, use_store};

/// The facts of a product, for reading.
#[component]
pub fn ProductView(
    /// Id of the product.
    id: String,
) -> impl IntoView {
    let store = use_store();
    let row = Memo::new(move |_| {
        store.track();
        store.index(|index| index.products.iter().find(|row| row.id == id).cloned())
    });
    let inside = move || match row.get() {
        Some(row) => view! { <Inside row /> }.into_any(),
        None => {
            view! { <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") /> }
                .into_any()
        }
    };
    // An address that leads to no product is no page of one.
    let testid = move || row.with(Option::is_some).then_some("product-page");
    view! {
        <main class="page" id="main" data-testid=testid>
            {inside}
        </main>
    }
}

#[component]
fn Inside(row: ProductRow) -> impl IntoView {
    let archived = row.archived.then(|| {
        view! { <Banner tone=Tone::Mute text=text("product.archived_banner") /> }
    });
    view! {
        <PageHeader title=row.name.clone() back=LIST />
        {archived}
        <div class="grid2">
            <Facts row=row.clone() />
            <div class="stack">
                <PricePanel fields=row.fields />
                <CostPanel product=row.id />
            </div>
        </div>
    }
}

#[component]
fn Facts(row: ProductRow) -> impl IntoView {
    let facts = [
        (product::CODE, row.code),
        (product::UNIT, row.unit),
        (product::CATEGORY, row.category),
    ];
    let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
    let lines = known.map(|(field, value)| {
        view! {
            <dt>{field_label(product::KIND, field)}</dt>
            <dd>{value}</dd>
        }
    });
    view! {
        <Panel title=kind_label(product::KIND)>
            <dl>{lines.collect_view()}</dl>
        </Panel>
    }
}
