//! The second step: what each column becomes, and how numbers and days are written.

use domain::import::order::{DayOrder, OrderTarget};
use leptos::prelude::*;

use super::state::{Chosen, State};
use crate::components::{Banner, Choice, ChoiceField, FlagField, Panel, Tone};
use crate::i18n::{text, text_with};

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
    view! {
        <Panel title=text("import_orders.columns")>
            <div class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{text("import.column")}</th>
                            <th scope="col">{text("import.example")}</th>
                            <th scope="col">{text("import.becomes")}</th>
                        </tr>
                    </thead>
                    <tbody>{move || state.chosen.get().map(|chosen| rows(state, &chosen))}</tbody>
                </table>
            </div>
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

fn rows(state: State, chosen: &Chosen) -> Vec<AnyView> {
    let row = |(column, header): (usize, &String)| {
        let cells = chosen.look.rows.iter().filter_map(|row| row.get(column));
        let mut filled = cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty());
        view! {
            <tr>
                <th scope="row">{header.clone()}</th>
                <td>{filled.next().unwrap_or_default().to_owned()}</td>
                <td><TargetChoice state column header=header.clone()/></td>
            </tr>
        }
        .into_any()
    };
    chosen.look.headers.iter().enumerate().map(row).collect()
}

#[component]
fn TargetChoice(state: State, column: usize, header: String) -> impl IntoView {
    let chosen = move || {
        let target = state.targets.with(|targets| targets.get(column).copied());
        target.unwrap_or(OrderTarget::Skip)
    };
    let choose = move |event: web_sys::Event| {
        let target = OrderTarget::from_word(&event_target_value(&event));
        state.targets.update(|targets| {
            if let Some(place) = targets.get_mut(column) {
                *place = target.unwrap_or(OrderTarget::Skip);
            }
        });
        state.check();
    };
    let option = move |target: OrderTarget| {
        view! {
            <option value=target.as_str() selected=move || chosen() == target>{target_label(target)}</option>
        }
    };
    view! {
        <select aria-label=format!("{}: {header}", text("import.becomes")) on:change=choose>
            {OrderTarget::all().map(option).collect_view()}
        </select>
    }
}

/// What people call a target.
pub fn target_label(target: OrderTarget) -> String {
    text(&format!("import_orders.target.{}", target.as_str()))
}
