//! The choice of branch, period and currency.

use std::sync::Arc;

use domain::money::Currency;
use leptos::prelude::*;

use super::figures::Figures;
use super::state::ReportState;
use crate::components::{Choice, ChoiceField};
use crate::i18n::{counted, text};
use crate::pages::orders::BranchField;

/// Periods that can be chosen, in months.
const PERIODS: [usize; 4] = [3, 6, 12, 24];

/// All choices.
#[component]
pub fn Filters(state: ReportState, figures: Memo<Arc<Figures>>) -> impl IntoView {
    view! {
        <div class="filters no-print">
            <BranchField value=state.branch />
            <ChoiceField
                name="period"
                label=text("order.period")
                value=state.months
                options=periods()
                blank=text("order.period_all")
            />
            <CurrencyField state figures />
        </div>
    }
}

fn periods() -> Vec<Choice> {
    let choice = |months: usize| {
        let words = counted("order.period_months", months);
        Choice::new(months.to_string(), words)
    };
    PERIODS.into_iter().map(choice).collect()
}

/// The choice among currencies, where orders are in several.
#[component]
fn CurrencyField(state: ReportState, figures: Memo<Arc<Figures>>) -> impl IntoView {
    let currencies = Memo::new(move |_| figures.with(|figures| figures.currencies.clone()));
    let choice = |currency: Currency| Choice::new(currency.as_str(), currency.as_str());
    move || {
        let options: Vec<Choice> = currencies.get().into_iter().map(choice).collect();
        (options.len() > 1).then(|| {
            if state.currency.with_untracked(String::is_empty) {
                let shown = figures.with_untracked(|figures| figures.currency);
                state.currency.set(shown.as_str().to_owned());
            }
            view! {
                <ChoiceField
                    name="currency"
                    label=text("report.currency")
                    value=state.currency
                    options
                />
            }
        })
    }
}
