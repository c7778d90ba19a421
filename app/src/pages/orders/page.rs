//! One order: what was ordered, where it is, what belongs to it.

use domain::kinds::order;
use domain::order::{Order, State, Type, over_returned};
use domain::receivables::PaymentType;
use leptos::prelude::*;
use leptos_router::hooks::{use_navigate, use_params_map};
use sync::record::Record;

use super::beginning::returns_of;
use super::credit::{CreditBanner, status_with};
use super::mover::{CancelDialog, Mover};
use super::print::{PrintHead, print_on, print_options};
use super::row::state_tone;
use super::table::LineTable;
use crate::components::{Banner, EmptyState, Menu, MenuOption, PageHeader, Panel, Tag, Tone, fact};
use crate::i18n::{choice_label, field_label, format, text, text_with};
use crate::pages::changes::RecordConflicts;
use crate::pages::customers::who;
use crate::store::{Store, use_store};

/// An order as shown. Copies look at the same one.
#[derive(Clone, Copy)]
struct Shown {
    store: Store,
    id: StoredValue<String>,
    record: Memo<Option<Record>>,
}

impl Shown {
    fn text(self, field: &str) -> String {
        self.record.with(|record| {
            record
                .as_ref()
                .map(|record| record.text(field).to_owned())
                .unwrap_or_default()
        })
    }

    fn order(self) -> Option<Order> {
        self.record.with(|record| {
            let record = record.as_ref()?;
            Order::read(&record.id, &record.fields)
        })
    }

    fn state(self) -> State {
        self.order().map_or(State::Draft, |order| order.state)
    }

    /// Whether it is a return for which the person may give something up.
    fn may_be_credited(self) -> bool {
        let may = PaymentType::CreditNote.may_enter(self.store.actor().role);
        let order = self.order().filter(|_| may);
        order.is_some_and(|order| order.order_type == Type::Return && order.state.is_firm())
    }

    fn is_delivered_sale(self) -> bool {
        self.order().is_some_and(|order| {
            let is_delivered = matches!(order.state, State::Shipped | State::Received);
            order.order_type == Type::Sale && is_delivered
        })
    }
}

/// The order in the address.
#[component]
pub fn OrderPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    move || view! { <OrderOf id=id.get() /> }
}

#[component]
fn OrderOf(id: String) -> impl IntoView {
    let store = use_store();
    let own = id.clone();
    let record = Memo::new(move |_| {
        store.track();
        store
            .record(&own)
            .filter(|record| record.kind == order::KIND)
    });
    let shown = Shown {
        store,
        id: StoredValue::new(id),
        record,
    };
    let is_here = Memo::new(move |_| record.with(Option::is_some));
    view! {
        <main class="page" id="main" data-testid="order-page" data-id=shown.id.get_value()>
            <Show
                when=move || is_here.get()
                fallback=|| view! { <EmptyState title=text("app.not_found") hint=text("app.not_found_hint") /> }
            >
                <Inside shown />
            </Show>
        </main>
    }
}

#[component]
fn Inside(shown: Shown) -> impl IntoView {
    let mover = Mover::new(shown.id.get_value());
    let title = move || {
        let word = choice_label(order::KIND, order::TYPE, &shown.text(order::TYPE));
        match shown.text(order::CODE) {
            code if code.is_empty() => format!("{word} · {}", text("common.number_follows")),
            code => format!("{word} {code}"),
        }
    };
    let back = format!("/customers/{}", untrack(|| shown.text(order::CUSTOMER)));
    let lines = move || shown.order().map(|order| view! { <LineTable order /> });
    let branch = Signal::derive(move || {
        let customer = shown.text(order::CUSTOMER);
        let home = shown.store.record(&customer).and_then(|record| record.home);
        home.unwrap_or_default()
    });
    view! {
        <PrintHead store=shown.store branch />
        <PageHeader title=Signal::derive(title) back beside=move || view! { <Tags shown /> }>
            <Actions shown mover />
        </PageHeader>
        <Flags shown />
        <RecordConflicts record=shown.id.get_value() />
        <Panel title=text("order.lines")>{lines}</Panel>
        <Facts shown />
        <CancelDialog mover />
    }
}

/// The usual next step, the invoice that is still to be made, and a menu of the rest.
#[component]
fn Actions(shown: Shown, mover: Mover) -> impl IntoView {
    let next = move || {
        let next = *shown.state().next().first()?;
        let words = choice_label(order::KIND, order::STATE, next.as_str());
        Some(view! {
            <button
                type="button"
                class="btn primary"
                data-testid="order-next"
                on:click=move |_| mover.begin(next)
            >
                {words}
            </button>
        })
    };
    let invoice = move || {
        let href = format!(
            "/customers/{}/invoices/new?order={}",
            shown.text(order::CUSTOMER),
            shown.id.get_value()
        );
        view! { <a class="btn" data-testid="order-invoice" href=href>{text("order.invoice")}</a> }
    };
    let credit_note = move || {
        let href = format!(
            "/customers/{}/payments/new?return={}",
            shown.text(order::CUSTOMER),
            shown.id.get_value()
        );
        view! {
            <a class="btn" data-testid="order-credit-note" href=href>{text("order.credit_note")}</a>
        }
    };
    view! {
        {move || shown.is_delivered_sale().then(invoice)}
        {move || shown.may_be_credited().then(credit_note)}
        <More shown mover />
        {next}
    }
}

/// What is done less often: editing, returning, printing, other states.
#[component]
fn More(shown: Shown, mover: Mover) -> impl IntoView {
    let navigate = use_navigate();
    let options = Signal::derive(move || more(shown));
    let choose = UnsyncCallback::new(move |choice: String| match choice.as_str() {
        part @ ("edit" | "return") => {
            let path = format!("/orders/{}/{part}", shown.id.get_value());
            navigate(&path, Default::default());
        }
        word if print_on(word) => {}
        word => {
            if let Some(to) = State::from_word(word) {
                mover.begin(to);
            }
        }
    });
    view! { <Menu label=text("common.more") testid="order-more" options on_choose=choose /> }
}

fn more(shown: Shown) -> Vec<MenuOption> {
    let state = shown.state();
    let option = |is_possible: bool, word: &str, key: &str| {
        is_possible.then(|| MenuOption::new(word, text(key)))
    };
    let is_open = matches!(state, State::Draft | State::Ordered);
    let others = state.next().iter().skip(1).map(|state| {
        let words = choice_label(order::KIND, order::STATE, state.as_str());
        let words = text_with("order.move_to", &[("state", words)]);
        MenuOption::new(state.as_str(), words)
    });
    [
        option(is_open, "edit", "common.edit"),
        option(shown.is_delivered_sale(), "return", "order.return"),
    ]
    .into_iter()
    .flatten()
    .chain(print_options())
    .chain(others)
    .collect()
}

#[component]
fn Tags(shown: Shown) -> impl IntoView {
    let state = move || {
        let state = shown.state();
        let words = choice_label(order::KIND, order::STATE, state.as_str());
        view! { <Tag tone=state_tone(state) text=words /> }
    };
    let unsent = move || {
        shown.store.track();
        let pending = shown.store.is_pending(&shown.id.get_value());
        pending.then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> })
    };
    view! { <span class="tags">{state} {unsent}</span> }
}

/// What somebody should look at.
#[component]
fn Flags(shown: Shown) -> impl IntoView {
    let too_many = move || {
        // Returns come from other devices too.
        shown.store.track();
        let order = shown.order()?;
        let sold = order.returns.clone().unwrap_or(order.id);
        let sold = shown.store.record(&sold)?;
        let sold = Order::read(&sold.id, &sold.fields)?;
        let beyond = over_returned(&sold, &returns_of(shown.store, &sold.id));
        let codes: Vec<String> = beyond.into_iter().map(|one| one.code).collect();
        let codes = codes.join(", ");
        let words = text_with("order.flag_over_returned", &[("codes", codes.clone())]);
        (!codes.is_empty()).then(|| view! { <Banner tone=Tone::Bad text=words /> })
    };
    let cancelled = move || {
        let reason = shown.text(order::CANCEL_REASON);
        let words = text_with("order.cancelled_for", &[("reason", reason)]);
        (shown.state() == State::Cancelled).then(|| view! { <Banner tone=Tone::Mute text=words /> })
    };
    view! {
        {too_many}
        {cancelled}
        <DraftStanding shown />
    }
}

/// Where the customer would stand once a draft is agreed on.
#[component]
fn DraftStanding(shown: Shown) -> impl IntoView {
    let status = Memo::new(move |_| {
        shown.store.track();
        let record = shown.record.get()?;
        let order = Order::read(&record.id, &record.fields)?;
        let is_draft = order.state == State::Draft;
        is_draft.then(|| status_with(shown.store, &order, &record.fields))?
    });
    let customer = Signal::derive(move || shown.text(order::CUSTOMER));
    view! { <CreditBanner status customer /> }
}

/// Customer, days, note, and the orders that belong to it.
#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let store = shown.store;
    let customer = move || {
        let id = shown.text(order::CUSTOMER);
        let name = store
            .record(&id)
            .map(|customer| customer.text("name").to_owned());
        view! { <a class="link" href=format!("/customers/{id}")>{name}</a> }
    };
    let day = move |field: &'static str| {
        let day = shown.text(field);
        let shown = format::day(&day);
        (!day.is_empty()).then(|| fact(field_label(order::KIND, field), shown.into_any()))
    };
    let plain = move |field: &'static str| {
        let words = shown.text(field);
        (!words.is_empty()).then(|| fact(field_label(order::KIND, field), words.into_any()))
    };
    let person = move || {
        let person = shown
            .record
            .with(|record| record.as_ref().map(|record| record.person.clone()));
        person.map(|person| fact(text("order.by"), who(store, &person).into_any()))
    };
    view! {
        <Panel title=text("order.facts")>
            <dl>
                {move || fact(field_label(order::KIND, order::CUSTOMER), customer().into_any())}
                {move || day(order::ORDERED_ON)}
                {move || day(order::SHIPPED_ON)}
                {move || day(order::RECEIVED_ON)}
                {person}
                {move || plain(order::DOCUMENT)}
                {move || plain(order::NOTE)}
                {move || related(shown)}
            </dl>
        </Panel>
    }
}

/// The order that a return is against, or the returns of an order.
fn related(shown: Shown) -> Option<AnyView> {
    shown.store.track();
    let order = shown.order()?;
    let link = |id: &str| {
        let record = shown.store.record(id)?;
        let code = match record.text(order::CODE) {
            "" => text("common.number_follows"),
            code => code.to_owned(),
        };
        Some(view! { <a class="link" href=format!("/orders/{id}")>{code}</a> " " }.into_any())
    };
    if let Some(sold) = &order.returns {
        return Some(fact(field_label(order::KIND, order::RETURNS), link(sold)?));
    }
    let returns = returns_of(shown.store, &order.id);
    let links: Vec<AnyView> = returns.iter().filter_map(|one| link(&one.id)).collect();
    let label = choice_label(order::KIND, order::TYPE, "return");
    (!links.is_empty()).then(|| fact(label, links.collect_view().into_any()))
}
