//! What a person looks for among the orders. It outlives the page.

use leptos::prelude::*;

use crate::store::OrderView;

/// Search, view, branch and period of the list.
#[derive(Clone, Copy)]
pub struct ListState {
    /// What is searched for.
    pub query: RwSignal<String>,
    /// Which orders are shown.
    pub view: RwSignal<OrderView>,
    /// Id of the branch whose orders are shown; empty for all.
    pub branch: RwSignal<String>,
    /// Months back from today; empty for all.
    pub months: RwSignal<String>,
}

struct Kept {
    query: ArcRwSignal<String>,
    view: ArcRwSignal<OrderView>,
    branch: ArcRwSignal<String>,
    months: ArcRwSignal<String>,
}

impl ListState {
    /// The state as it was left.
    pub fn kept() -> Self {
        thread_local! {
            static KEPT: Kept = Kept {
                query: ArcRwSignal::default(),
                view: ArcRwSignal::new(OrderView::All),
                branch: ArcRwSignal::default(),
                months: ArcRwSignal::new("3".to_owned()),
            };
        }
        KEPT.with(|kept| Self {
            query: kept.query.clone().into(),
            view: kept.view.clone().into(),
            branch: kept.branch.clone().into(),
            months: kept.months.clone().into(),
        })
    }
}
