//! What a person looks for among the orders. It outlives the page.

use leptos::prelude::*;

use crate::store::OrderView;

/// Search, view, branch, period and product of the list.
#[derive(Clone, Copy)]
pub struct ListState {
    /// What is searched for.
    pub query: RwSignal<String>,
    /// Which orders are shown.
    pub view: RwSignal<OrderView>,
    /// Id of the branch whose orders are shown; empty for all.
    pub branch: RwSignal<String>,
    /// Months back from today, or whole months such as `2026-11`; empty for all.
    pub period: RwSignal<String>,
    /// Code of a product that the orders have; empty for all.
    pub product: RwSignal<String>,
}

struct Kept {
    query: ArcRwSignal<String>,
    view: ArcRwSignal<OrderView>,
    branch: ArcRwSignal<String>,
    period: ArcRwSignal<String>,
    product: ArcRwSignal<String>,
}

impl ListState {
    /// The state as it was left.
    pub fn kept() -> Self {
        thread_local! {
            static KEPT: Kept = Kept {
                query: ArcRwSignal::default(),
                view: ArcRwSignal::new(OrderView::All),
                branch: ArcRwSignal::default(),
                period: ArcRwSignal::new("3".to_owned()),
                product: ArcRwSignal::default(),
            };
        }
        KEPT.with(|kept| Self {
            query: kept.query.clone().into(),
            view: kept.view.clone().into(),
            branch: kept.branch.clone().into(),
            period: kept.period.clone().into(),
            product: kept.product.clone().into(),
        })
    }

    /// Shows everything of a period, a branch and a product, whatever was looked for before.
    pub fn show(self, period: String, branch: String, product: String) {
        self.query.set(String::new());
        self.view.set(OrderView::All);
        self.branch.set(branch);
        self.period.set(period);
        self.product.set(product);
    }
}
