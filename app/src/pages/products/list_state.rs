//! What a person looks for among the products. It outlives the page, so that coming back from a
//! product finds the list as it was left.

use leptos::prelude::*;

/// Search and view of the list.
#[derive(Clone, Copy)]
pub struct ListState {
    /// What is searched for.
    pub query: RwSignal<String>,
    /// Whether archived products are shown instead of those in use.
    pub archived: RwSignal<bool>,
}

#[derive(Default)]
struct Kept {
    query: ArcRwSignal<String>,
    archived: ArcRwSignal<bool>,
}

impl ListState {
    /// The state as it was left.
    pub fn kept() -> Self {
        thread_local! {
            static KEPT: Kept = Kept::default();
        }
        KEPT.with(|kept| Self {
            query: kept.query.clone().into(),
            archived: kept.archived.clone().into(),
        })
    }
}
