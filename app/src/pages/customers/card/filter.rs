//! Which moments the timeline shows. The address says it, so that figures lead to what they count.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::Card;
use super::moments::Moment;
use crate::components::Chip;
use crate::i18n::{kinds_label, text};

/// What the timeline shows alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// The moments of one group.
    Group(Group),
    /// What one figure of the card counts.
    Counted(Counted),
}

/// A figure of the card that counts moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// What the orders and returns of twelve months come to.
    Value,
    /// How many orders there were in twelve months.
    Orders,
    /// How many complaints are open.
    OpenComplaints,
}

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

impl Counted {
    const ALL: [Self; 3] = [Self::Value, Self::Orders, Self::OpenComplaints];

    fn word(self) -> &'static str {
        match self {
            Self::Value => "value-counted",
            Self::Orders => "orders-counted",
            Self::OpenComplaints => "complaints-open",
        }
    }

    /// What the figure is called.
    pub fn label(self) -> String {
        text(match self {
            Self::Value => "customer.kpi.value",
            Self::Orders => "customer.kpi.orders",
            Self::OpenComplaints => "customer.kpi.open_complaints",
        })
    }
}

impl Shown {
    /// The address of the card that shows this alone, on the timeline.
    pub fn href(self, customer: &str) -> String {
        format!("/customers/{customer}?show={}#timeline", self.word())
    }

    /// Whether a moment belongs to it.
    pub fn holds(self, moment: &Moment) -> bool {
        match self {
            Self::Group(group) => moment.group == group,
            Self::Counted(figure) => moment.counted.contains(&figure),
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Group(group) => group.word(),
            Self::Counted(figure) => figure.word(),
        }
    }

    fn label(self) -> String {
        match self {
            Self::Group(group) => group.label(),
            Self::Counted(figure) => figure.label(),
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        let groups = Group::ALL.into_iter().map(Self::Group);
        let mut all = groups.chain(Counted::ALL.into_iter().map(Self::Counted));
        all.find(|one| one.word() == word)
    }
}

/// What the address asks for alone; none for everything.
pub fn shown_alone() -> Memo<Option<Shown>> {
    let query = use_query_map();
    Memo::new(move |_| Shown::of_word(&query.with(|query| query.get("show"))?))
}

/// Everything, one group alone, or what a figure counts while that is shown. Nothing where there is
/// only one group.
#[component]
pub fn Filter(
    /// The customer.
    card: Card,
    /// The groups that there are.
    groups: Memo<Vec<Group>>,
    /// What is shown alone.
    shown: Memo<Option<Shown>>,
) -> impl IntoView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |alone: Option<Shown>| {
        let query = alone.map(|alone| format!("?show={}", alone.word()));
        let path = format!("/customers/{}{}", card.id(), query.unwrap_or_default());
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..Default::default()
        };
        navigate.with_value(|navigate| navigate(&path, options));
    };
    let chip = move |label: String, alone: Option<Shown>| {
        let pressed = Signal::derive(move || shown.get() == alone);
        view! { <Chip label pressed on_press=move || go(alone) /> }
    };
    let chips = move || {
        let there = Group::ALL.into_iter();
        let there = there.filter(|group| groups.with(|groups| groups.contains(group)));
        let figure = shown.get();
        let figure = figure.filter(|alone| matches!(alone, Shown::Counted(_)));
        let all = there.map(Shown::Group).chain(figure);
        all.map(|alone| chip(alone.label(), Some(alone)))
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
