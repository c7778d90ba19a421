//! Customers who are to order again by their rhythm.

use leptos::prelude::*;

use crate::components::Panel;
use crate::i18n::{counted, format, text, text_with};
use crate::store::{ReorderRow, use_store};

/// As many as anybody calls in a day; the rest on request.
const FIRST_SHOWN: usize = 20;

/// Customers whose next order is due, the most overdue leading. Nothing where there are none.
#[component]
pub fn Reorders(
    /// The day it is.
    today: Memo<String>,
) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        store.track();
        let today = today.get();
        store.index(|index| index.due_again(&today))
    });
    let shows_all = RwSignal::new(false);
    let most = move || {
        if shows_all.get() {
            usize::MAX
        } else {
            FIRST_SHOWN
        }
    };
    let lines = move || rows.get().iter().take(most()).map(line).collect_view();
    let more = move || rows.with(Vec::len) > most();
    let title = move || format!("{} · {}", text("today.reorder"), rows.with(Vec::len));
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <Panel title=Signal::derive(title)>
                {lines}
                <Show when=more>
                    <button type="button" class="link pad" on:click=move |_| shows_all.set(true)>
                        {text("common.show_all")}
                    </button>
                </Show>
            </Panel>
        </Show>
    }
}

fn line(row: &ReorderRow) -> impl IntoView + use<> {
    let over = match usize::try_from(row.due.over) {
        Ok(0) | Err(_) => text("common.today"),
        Ok(days) => counted("today.reorder_over", days),
    };
    let rhythm = text_with(
        "customer.rhythm",
        &[("count", format::number(row.due.rhythm))],
    );
    let last = format::day(&row.due.last_on.to_string());
    let last = text_with("customer.usual_last", &[("day", last)]);
    let parts = [rhythm, last, row.phone.clone()];
    let detail = parts.into_iter().filter(|part| !part.is_empty());
    view! {
        <div class="task" data-testid="reorder-row" data-id=row.customer.clone()>
            <strong>
                <a href=format!("/customers/{}", row.customer)>{row.name.clone()}</a>
            </strong>
            <span class="when">{over}</span>
            <p>{detail.collect::<Vec<_>>().join(" · ")}</p>
            <div class="row">
                <a class="link" data-testid="reorder-again" href=format!("/customers/{}/orders/new?again", row.customer)>
                    {text("customer.order_again")}
                </a>
            </div>
        </div>
    }
}
