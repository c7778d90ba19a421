//! What is to be done today.

mod birthdays;
mod complaints;
mod reorder;
mod steps;
mod steps_panel;

use leptos::prelude::*;

pub use steps::StepActions;

use crate::components::PageHeader;
use crate::i18n::zone::today;
use crate::i18n::{format, text};
use crate::pages::shell::use_minute;
use crate::store::use_store;
use birthdays::Birthdays;
use complaints::NearComplaints;
use reorder::Reorders;
use steps_panel::StepPanels;

/// Next steps that are due, complaints near their due time, orders that are due again, birthdays.
#[component]
pub fn TodayPage() -> impl IntoView {
    let store = use_store();
    let minute = use_minute();
    let day = Memo::new(move |_| today(&store.zone(), minute.now_ms()));
    let date = move || view! { <span class="sub">{format::long_day(&day.get())}</span> };
    view! {
        <main class="page" id="main">
            <PageHeader title=text("today.title") beside=date>
                <a class="btn" href="/customers/new">
                    {text("customer.new")}
                </a>
                <a class="btn" href="/service/new">
                    {text("complaint.new")}
                </a>
            </PageHeader>
            <div class="grid2">
                <StepPanels today=day />
                <div class="stack">
                    <NearComplaints />
                    <Reorders today=day />
                    <Birthdays today=day />
                </div>
            </div>
        </main>
    }
}
