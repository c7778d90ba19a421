//! What a person looks for in the list. It outlives the page, so that coming back from a form
//! finds the list as it was left.

use leptos::prelude::*;

use crate::store::View;

/// Search, view and branch of the list.
#[derive(Clone, Copy)]
pub struct ListState {
    /// What is searched for.
    pub query: RwSignal<String>,
    /// Which customers are shown.
    pub view: RwSignal<View>,
    /// Id of the branch whose customers are shown; empty for all.
    pub branch: RwSignal<String>,
}

struct Kept {
    query: ArcRwSignal<String>,
    view: ArcRwSignal<View>,
    branch: ArcRwSignal<String>,
}

impl ListState {
    /// The state as it was left.
    pub fn kept() -> Self {
        thread_local! {
            static KEPT: Kept = Kept {
                query: ArcRwSignal::default(),
                view: ArcRwSignal::new(View::All),
                branch: ArcRwSignal::default(),
            };
        }
        KEPT.with(|kept| Self {
            query: kept.query.clone().into(),
            view: kept.view.clone().into(),
            branch: kept.branch.clone().into(),
        })
    }

    /// Id of the branch whose customers are shown; none for all.
    pub fn chosen_branch(self) -> Option<String> {
        Some(self.branch.get()).filter(|branch| !branch.is_empty())
    }
}
