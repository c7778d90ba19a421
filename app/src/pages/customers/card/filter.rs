//! Which moments the timeline shows. The address says it, so that figures lead to what they count.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::Card;
use crate::components::Chip;
use crate::i18n::{kinds_label, text};

/// What a moment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// A contact.
    Contact,
    /// A complaint, or a note about one.
    Complaint,
    /// An order or a return.
    Order,
    /// An invoice, a payment or a promise.
    Money,
    /// Anything else.
    Other,
}

impl Group {
    /// The groups that can be shown alone.
    const ALL: [Self; 4] = [Self::Contact, Self::Complaint, Self::Order, Self::Money];

    /// The address of the card that shows the group alone, on the timeline.
    pub fn href(self, customer: &str) -> String {
        format!("/customers/{customer}?show={}#timeline", self.word())
    }

    fn word(self) -> &'static str {
        match self {
            Self::Contact => "contacts",
            Self::Complaint => "complaints",
            Self::Order => "orders",
            Self::Money => "money",
            Self::Other => "other",
        }
    }

    fn label(self) -> String {
        match self {
            Self::Contact => kinds_label("interaction"),
            Self::Complaint => kinds_label("complaint"),
            Self::Order => kinds_label("order"),
            Self::Money | Self::Other => text("customer.kpi.receivables"),
        }
    }
}

/// The group that the address asks for alone; none for everything.
pub fn shown_group() -> Memo<Option<Group>> {
    let query = use_query_map();
    Memo::new(move |_| {
        let word = query.with(|query| query.get("show"))?;
        Group::ALL.into_iter().find(|group| group.word() == word)
    })
}

/// Everything, or one group alone. Nothing where there is only one.
#[component]
pub fn Filter(
    /// The customer.
    card: Card,
    /// The groups that there are.
    groups: Memo<Vec<Group>>,
    /// The group that is shown alone.
    shown: Memo<Option<Group>>,
) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |group: Option<Group>| {
        let query = group.map(|group| format!("?show={}", group.word()));
        let path = format!("/customers/{}{}", card.id(), query.unwrap_or_default());
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate.with_value(|navigate| navigate(&path, options));
    };
    let chip = move |label: String, group: Option<Group>| {
        let pressed = Signal::derive(move || shown.get() == group);
        view! { <Chip label pressed on_press=move || go(group) /> }
    };
    let chips = move || {
        let there = Group::ALL.into_iter();
        let there = there.filter(|group| groups.with(|groups| groups.contains(group)));
        there
            .map(|group| chip(group.label(), Some(group)))
            .collect_view()
    };
    let is_mixed = Memo::new(move |_| {
        let is_kept = |group: &Group| groups.with(|groups| groups.contains(group));
        Group::ALL.iter().filter(|group| is_kept(group)).count() > 1 || shown.get().is_some()
    });
    view! {
        <Show when=move || is_mixed.get()>
            <div class="body no-print">
                <div class="views" role="group" aria-label=text("common.filter")>
                    {chip(text("common.all"), None)}
                    {chips}
                </div>
            </div>
        </Show>
    }
}
