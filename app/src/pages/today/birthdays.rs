//! Whose birthday it is.

use leptos::prelude::*;

use crate::components::Panel;
use crate::i18n::{civil, field_label, text_with};
use crate::store::use_store;

/// Customers whose birthday it is. Nothing where it is nobody's.
#[component]
pub fn Birthdays(
    /// The day it is.
    today: Memo<String>,
) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        store.track();
        let today = today.get();
        let month_day = today.get(4..).unwrap_or_default().to_owned();
        store.index(|index| {
            let born =
                |day: &str| !month_day.is_empty() && day.get(4..) == Some(month_day.as_str());
            let all = index
                .customers
                .iter()
                .filter(|row| !row.archived && !row.troubled && born(&row.birthday));
            let line = all.map(|row| {
                let age = civil::years_between(&row.birthday, &today).unwrap_or_default();
                (row.id.to_string(), row.name.clone(), row.phone.clone(), age)
            });
            line.collect::<Vec<_>>()
        })
    });
    let line = |(id, name, phone, age): (String, String, String, i64)| {
        view! {
            <div class="task">
                <strong>
                    <a href=format!("/customers/{id}")>{name}</a>
                </strong>
                <span class="when">{text_with("customer.age", &[("count", age)])}</span>
                <p>{phone}</p>
            </div>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Panel title=field_label("customer", "birthday")>
                {move || rows.get().into_iter().map(line).collect_view()}
            </Panel>
        </Show>
    }
}
