//! The page of the report.

use std::sync::Arc;

use leptos::prelude::*;

use super::customers::Customers;
use super::figures::Figures;
use super::filters::Filters;
use super::months::Months;
use super::products::Products;
use super::state::ReportState;
use crate::components::{EmptyState, PageHeader, PrintButton};
use crate::i18n::{format, text, text_with};
use crate::pages::orders::PrintHead;
use crate::platform::dom;
use crate::store::use_store;

/// What was sold in a period.
#[component]
pub fn ReportPage() -> impl IntoView {
    let store = use_store();
    let state = ReportState::kept();
    let figures = Memo::new(move |_| {
        store.track();
        Arc::new(Figures::of(store, &state.asked()))
    });
    let has_sales = Memo::new(move |_| figures.with(|figures| figures.has_sales()));
    let print = || {
        dom::print();
    };
    view! {
        <main class="page report" id="main" data-testid="report-page">
            <PrintHead store branch=state.branch />
            <PageHeader title=text("report.title") back="/sales">
                <PrintButton testid="report-print" on_press=print />
            </PageHeader>
            <Filters state figures />
            <Line figures />
            <Show
                when=move || has_sales.get()
                fallback=|| view! { <EmptyState title=text("report.empty") hint=text("report.empty_hint") /> }
            >
                <Months state figures />
                <Customers figures />
                <Products state figures />
            </Show>
            <p class="sub">{text("report.formula")}</p>
        </main>
    }
}

/// Which days are shown, what they come to, and how old that is.
#[component]
fn Line(figures: Memo<Arc<Figures>>) -> impl IntoView {
    let store = use_store();
    let as_of = move || match store.sync().synced_ms {
        Some(synced_ms) => {
            let time = format::when(synced_ms, store.now_ms(), &store.zone());
            text_with("report.as_of", &[("time", time)])
        }
        None => text("sync.never"),
    };
    let words = move || {
        let figures = figures.get();
        let values = [
            ("first", format::day(&figures.period.first.to_string())),
            ("last", format::day(&figures.period.last.to_string())),
            ("sum", format::money(figures.net(), figures.currency)),
        ];
        text_with("report.line", &values)
    };
    view! {
        <p class="sub">
            <span aria-live="polite" data-testid="report-line">{words}</span>
            " · "
            {as_of}
        </p>
    }
}
