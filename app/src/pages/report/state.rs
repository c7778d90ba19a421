//! What a person wants to be told. It outlives the page.

use leptos::prelude::*;

/// Branch, period and currency of the report, and whether its products are shown.
#[derive(Clone, Copy)]
pub struct ReportState {
    /// Id of the branch whose customers count; empty for all.
    pub branch: RwSignal<String>,
    /// Months up to the current one; empty for everything.
    pub months: RwSignal<String>,
    /// Word of the currency; empty for the company's.
    pub currency: RwSignal<String>,
    /// Whether the lines of the orders are added up.
    pub with_products: RwSignal<bool>,
}

/// What the figures depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Id of a branch; empty for all.
    pub branch: String,
    /// How many months up to the current one; none for everything.
    pub months: Option<u32>,
    /// Word of a currency; empty for the company's.
    pub currency: String,
}

struct Kept {
    branch: ArcRwSignal<String>,
    months: ArcRwSignal<String>,
    currency: ArcRwSignal<String>,
    with_products: ArcRwSignal<bool>,
}

impl ReportState {
    /// The state as it was left.
    pub fn kept() -> Self {
        thread_local! {
            static KEPT: Kept = Kept {
                branch: ArcRwSignal::default(),
                months: ArcRwSignal::new("12".to_owned()),
                currency: ArcRwSignal::default(),
                with_products: ArcRwSignal::new(true),
            };
        }
        KEPT.with(|kept| Self {
            branch: kept.branch.clone().into(),
            months: kept.months.clone().into(),
            currency: kept.currency.clone().into(),
            with_products: kept.with_products.clone().into(),
        })
    }

    /// What is asked for now. Reactive.
    pub fn asked(self) -> Asked {
        Asked {
            branch: self.branch.get(),
            months: self.months.with(|months| months.parse().ok()),
            currency: self.currency.get(),
        }
    }
}
