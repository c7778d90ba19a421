//! Complaints that are late or will be soon.

use domain::complaint::State;
use leptos::prelude::*;

use crate::components::{Panel, Tag};
use crate::i18n::{choice_label, text};
use crate::pages::service::{due_tag, number_text};
use crate::pages::shell::use_minute;
use crate::store::{ComplaintRow, use_store};

const NEAR_MS: i64 = 24 * 60 * 60 * 1000;

/// Complaints whose due time has passed or comes within a day. Nothing where there are none.
#[component]
pub fn NearComplaints() -> impl IntoView {
    let store = use_store();
    let minute = use_minute();
    let rows = Memo::new(move |_| {
        store.track();
        let soon = minute.now_ms() + NEAR_MS;
        let is_near = |row: &&ComplaintRow| {
            row.state != State::Done && !row.archived && row.due_ms.is_some_and(|due| due < soon)
        };
        let mut near: Vec<ComplaintRow> =
            store.index(|index| index.complaints.iter().filter(is_near).cloned().collect());
        near.sort_by_key(|row| row.due_ms);
        near.truncate(50);
        near
    });
    let line = move |row: ComplaintRow| {
        let tag = due_tag(&row, minute.now_ms());
        let department = choice_label("complaint", "department", &row.department);
        let state = choice_label("complaint", "state", row.state.as_str());
        view! {
            <div class="task" class:pend=row.pending>
                <strong>
                    <a href=format!("/service/{}", row.id)>
                        {format!("{} {}", number_text(&row.code), row.subject)}
                    </a>
                </strong>
                {tag.map(|(tone, text)| view! { <Tag tone text /> })}
                <p>{format!("{} · {department} · {state}", row.customer_name)}</p>
            </div>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Panel title=text("today.complaints")>
                {move || rows.get().into_iter().map(line).collect_view()}
            </Panel>
        </Show>
    }
}
