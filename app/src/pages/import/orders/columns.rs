//! The second step: what each column becomes, and how numbers and days are written.

use domain::import::order::{DayOrder, OrderTarget};
use leptos::prelude::*;

use super::state::{Chosen, State};
use crate::components::{Banner, Choice, ChoiceField, FlagField, Panel, Tone};
use crate::i18n::{text, text_with};
use crate::pages::import::{ColumnTable, example};

/// Names the columns.
#[component]
pub fn Columns(state: State) -> impl IntoView {
    let format = Memo::new(move |_| {
        let written = [state.decimal, state.days, state.letters, state.currency];
        written.map(|signal| signal.get())
    });
    // The first reading was begun when the file was opened.
    Effect::watch(move || format.get(), move |_, _, _| state.check(), false);
    let missing = move || {
        let missing: Vec<String> = state.missing().into_iter().map(target_label).collect();
        let words = text_with("import_orders.missing", &[("columns", missing.join(", "))]);
        (!missing.is_empty()).then(|| view! { <Banner tone=Tone::Warn text=words/> })
    };
    let decimals = [(",", "import_orders.comma"), (".", "import_orders.point")];
    let decimals = decimals.map(|(value, key)| Choice::new(value, text(key)));
    let day = |order: DayOrder| {
        let words = text(&format!("import_orders.days.{}", order.as_str()));
        Choice::new(order.as_str(), words)
    };
    let columns = Signal::derive(move || state.chosen.with(|chosen| columns(chosen.as_ref())));
    let option = |target: OrderTarget| Choice::new(target.as_str(), target_label(target));
    let options = OrderTarget::all().map(option).collect::<Vec<_>>();
    let chosen = Signal::derive(move || {
        let word = |target: &OrderTarget| target.as_str();
        state
            .targets
            .with(|targets| targets.iter().map(word).collect())
    });
    let on_choose = UnsyncCallback::new(move |(column, word): (usize, String)| {
        let target = OrderTarget::from_word(&word).unwrap_or(OrderTarget::Skip);
        state.targets.update(|targets| {
            if let Some(place) = targets.get_mut(column) {
                *place = target;
            }
        });
        state.check();
    });
    view! {
        <Panel title=text("import_orders.columns")>
            <ColumnTable columns options chosen on_choose/>
            <div class="form">
                <div class="fields">
                    <ChoiceField
                        name="decimal"
                        label=text("import_orders.decimal")
                        value=state.decimal
                        options=decimals.to_vec()
                    />
                    <ChoiceField
                        name="days"
                        label=text("import_orders.day_order")
                        value=state.days
                        options=DayOrder::ALL.map(day).to_vec()
                    />
                    <FlagField
                        name="letters"
                        label=text("import_orders.letters")
                        value=state.letters
                        help=text("import_orders.letters_hint")
                    />
                </div>
            </div>
        </Panel>
        {missing}
    }
}

/// Names of the columns with an example of each.
fn columns(chosen: Option<&Chosen>) -> Vec<(String, String)> {
    let columns = |Chosen { look, .. }: &Chosen| {
        let headers = look.headers.iter().enumerate();
        let column = |(at, header): (usize, &String)| (header.clone(), example(&look.rows, at));
        headers.map(column).collect()
    };
    chosen.map(columns).unwrap_or_default()
}

/// What people call a target.
pub fn target_label(target: OrderTarget) -> String {
    text(&format!("import_orders.target.{}", target.as_str()))
}
