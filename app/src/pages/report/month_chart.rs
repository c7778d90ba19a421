//! Months as bars. The style sheet gives them their colours, so that they follow the theme.

use domain::money::Currency;
use domain::sales::{Month, MonthSales};
use leptos::prelude::*;
use leptos_chartistry::{
    AlignedFloats, AspectRatio, Bar, Chart, IntoInner, Padding, Period, Series, TickLabels,
    Timestamps, YGridLine,
};

use super::axis::{Axis, STEPS};
use crate::i18n::{format, text_with};

/// Of the whole chart, pixels of the style sheet.
const HEIGHT: f64 = 240.0;
/// Of a label on an axis.
const FONT_HEIGHT: f64 = 12.0;
const FONT_WIDTH: f64 = 7.0;

/// One bar for every month.
#[component]
pub fn MonthChart(
    /// From the first month to the last.
    months: Vec<MonthSales>,
    currency: Currency,
) -> impl IntoView {
    let summary = summary(&months, currency);
    let axis = Axis::over(months.iter().map(|one| format::major(one.net, currency)));
    let at = |one: &MonthSales| one.month.first_day().and_time(Default::default()).and_utc();
    let series = Series::new(at)
        .bar(Bar::new(move |one: &MonthSales| format::major(one.net, currency)).with_gap(0.3))
        .with_y_range(axis.least, axis.most);
    let months_of_axis = TickLabels::from_generator(Timestamps::from_period(Period::Month))
        .with_format(|at, _| format::short_month(Month::of(at.date_naive())));
    let amounts = || {
        let labels = TickLabels::from_generator(AlignedFloats::default());
        labels.with_format(|amount, _| format::rough(*amount))
    };
    view! {
        <div class="chart" role="img" aria-label=summary data-testid="report-chart-months">
            <Chart
                aspect_ratio=AspectRatio::from_env_width(HEIGHT)
                font_height=Signal::stored(FONT_HEIGHT)
                font_width=Signal::stored(FONT_WIDTH)
                padding=Signal::stored(padding())
                left=amounts()
                bottom=months_of_axis
                inner=[YGridLine::from_ticks(amounts()).into_inner()]
                series
                data=Signal::stored(months)
            />
        </div>
    }
}

/// As much around a label as gives the other axis just one label for each end of a step.
fn padding() -> Padding {
    let label = HEIGHT / (STEPS as f64 + 2.3);
    Padding::hv(FONT_WIDTH / 2.0, (label - FONT_HEIGHT) / 2.0)
}

fn summary(months: &[MonthSales], currency: Currency) -> String {
    let name = |one: Option<&MonthSales>| one.map(|one| format::month(one.month));
    let best = months.iter().max_by_key(|one| one.net);
    let sum = best.map(|one| format::money(one.net, currency));
    let values = [
        ("first", name(months.first())),
        ("last", name(months.last())),
        ("month", name(best)),
        ("sum", sum),
    ];
    let values = values.map(|(key, value)| (key, value.unwrap_or_default()));
    text_with("report.months_summary", &values)
}
