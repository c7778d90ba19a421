//! The first of a ranking as bars, each under its name.

use domain::money::{Amount, Currency};
use leptos::prelude::*;

use super::ranking::Ranked;
use crate::i18n::format;

/// Most bars of a chart.
const MOST: usize = 10;

/// A bar for each of the first ones.
#[component]
pub fn RankBars(
    /// All of them, the greatest one first.
    ranked: Vec<Ranked>,
    currency: Currency,
    /// What the chart says, for those who do not see it.
    summary: String,
    /// Mark for tests.
    testid: String,
) -> impl IntoView {
    let greatest = ranked.first().map_or(Amount::ZERO, |one| one.net);
    let bar = |one: &Ranked| {
        view! {
            <p>
                <span>{one.name.clone()}</span>
                <b>{format::money(one.net, currency)}</b>
                <progress
                    class="prog"
                    max="1"
                    prop:value=share(one.net, greatest)
                ></progress>
            </p>
        }
    };
    view! {
        <div class="bars" role="img" aria-label=summary data-testid=testid>
            {ranked.iter().take(MOST).map(bar).collect_view()}
        </div>
    }
}

/// How long a bar is beside the longest; nothing where more came back than was sold.
pub fn share(net: Amount, greatest: Amount) -> f64 {
    match greatest.0 {
        ..=0 => 0.0,
        greatest => net.0.max(0) as f64 / greatest as f64,
    }
}
