//! One invoice: what it is for, when it is due and what is still owed of it. To be printed.

use domain::kinds::{customer, invoice};
use domain::money::{Amount, Currency};
use domain::order::Order;
use domain::receivables::{Invoice, InvoiceType};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sync::record::Record;

use super::books::{Books, number_of};
use super::subject::NotFound;
use super::summary::{days_late, late_words};
use crate::components::{Menu, PageHeader, Panel, Tag, Tone, fact};
use crate::i18n::{choice_label, field_label, format, kind_label, text, zone};
use crate::pages::customers::address;
use crate::pages::orders::{LineTable, PrintHead, print_on, print_options};
use crate::pages::shell::use_minute;
use crate::store::{Store, use_store};

/// An invoice as shown. Copies look at the same one.
#[derive(Clone, Copy)]
struct Shown {
    store: Store,
    id: StoredValue<String>,
    record: Memo<Option<Record>>,
    /// What is still owed of it.
    remaining: Memo<Amount>,
}

impl Shown {
    fn of(store: Store, id: String) -> Self {
        let id = StoredValue::new(id);
        let record = Memo::new(move |_| {
            store.track();
            let record = store.record(&id.get_value());
            record.filter(|record| record.kind == invoice::KIND)
        });
        let remaining = Memo::new(move |_| {
            let customer = record.with(|record| {
                let record = record.as_ref();
                record.map(|record| record.text(invoice::CUSTOMER).to_owned())
            });
            let open = Books::of(store, &customer.unwrap_or_default()).open();
            let own = id.with_value(|id| open.into_iter().find(|one| one.invoice.id == *id));
            own.map(|one| one.remaining).unwrap_or_default()
        });
        Self {
            store,
            id,
            record,
            remaining,
        }
    }

    fn text(self, field: &str) -> String {
        self.record.with(|record| {
            let record = record.as_ref();
            record
                .map(|record| record.text(field).to_owned())
                .unwrap_or_default()
        })
    }

    fn invoice(self) -> Option<Invoice> {
        self.record.with(|record| {
            let record = record.as_ref()?;
            Invoice::read(&record.id, &record.fields)
        })
    }

    fn customer(self) -> Option<Record> {
        self.store.record(&self.text(invoice::CUSTOMER))
    }

    fn order(self) -> Option<Record> {
        self.store.record(&self.text(invoice::ORDER))
    }

    fn currency(self) -> Currency {
        let invoice = self.invoice();
        invoice.map_or_else(|| self.store.currency(), |invoice| invoice.currency)
    }
}

/// The invoice in the address.
#[component]
pub fn InvoicePage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    move || {
        let shown = Shown::of(use_store(), id.get());
        let is_here = Memo::new(move |_| shown.record.with(Option::is_some));
        move || match is_here.get() {
            true => view! { <Inside shown /> }.into_any(),
            false => view! { <NotFound /> }.into_any(),
        }
    }
}

#[component]
fn Inside(shown: Shown) -> impl IntoView {
    let back = format!(
        "/customers/{}/receivables",
        untrack(|| shown.text(invoice::CUSTOMER))
    );
    let branch = Signal::derive(move || {
        let home = shown.customer().and_then(|customer| customer.home);
        home.unwrap_or_default()
    });
    let lines = move || {
        let sold = shown.order()?;
        let order = Order::read(&sold.id, &sold.fields)?;
        Some(view! { <Panel title=text("order.lines")><LineTable order /></Panel> })
    };
    view! {
        <main class="page" id="main" data-testid="invoice-page">
            <PrintHead store=shown.store branch />
            <PageHeader
                title=Signal::derive(move || title(shown))
                back
                beside=move || view! { <Tags shown /> }
            >
                <Actions shown />
            </PageHeader>
            <Facts shown />
            {lines}
        </main>
    }
}

fn title(shown: Shown) -> String {
    let word = match shown.invoice().map(|invoice| invoice.invoice_type) {
        Some(InvoiceType::OpeningBalance) => choice_label(
            invoice::KIND,
            invoice::TYPE,
            InvoiceType::OpeningBalance.as_str(),
        ),
        _ => kind_label(invoice::KIND),
    };
    let number = shown.record.with(|record| record.as_ref().map(number_of));
    format!("{word} {}", number.unwrap_or_default())
}

#[component]
fn Tags(shown: Shown) -> impl IntoView {
    let minute = use_minute();
    let due = move || {
        if shown.remaining.get() == Amount::ZERO {
            return view! { <Tag tone=Tone::Ok text=text("receivables.paid_up") /> }.into_any();
        }
        let today = zone::today(&shown.store.zone(), minute.now_ms());
        let days = days_late(&shown.text(invoice::DUE_ON), &today);
        let tone = if days > 0 { Tone::Bad } else { Tone::Mute };
        view! { <Tag tone text=late_words(days) /> }.into_any()
    };
    let unsent = move || {
        shown.store.track();
        let pending = shown.store.is_pending(&shown.id.get_value());
        pending.then(|| view! { <Tag tone=Tone::Warn text=text("sync.unsent") /> })
    };
    view! { <span class="tags">{due} {unsent}</span> }
}

#[component]
fn Actions(shown: Shown) -> impl IntoView {
    let pay = move || {
        let is_open = shown.remaining.get() > Amount::ZERO;
        let id = shown.id.get_value();
        let customer = shown.text(invoice::CUSTOMER);
        let href = format!("/customers/{customer}/payments/new?invoice={id}");
        is_open.then(|| {
            view! {
                <a class="btn primary" data-testid="invoice-pay" href=href>
                    {text("receivables.pay")}
                </a>
            }
        })
    };
    let options = Signal::derive(|| print_options().to_vec());
    let choose = UnsyncCallback::new(|choice: String| {
        print_on(&choice);
    });
    view! {
        <Menu label=text("common.more") testid="invoice-more" options on_choose=choose />
        {pay}
    }
}

/// To whom, from when, until when, for what and how much.
#[component]
fn Facts(shown: Shown) -> impl IntoView {
    let day =
        move |field: &'static str| fact(label(field), format::day(&shown.text(field)).into_any());
    let money = move |label: String, testid: &'static str, amount: Amount| {
        let words = format::money(amount, shown.currency());
        fact(
            label,
            view! { <span data-testid=testid>{words}</span> }.into_any(),
        )
    };
    let amount = move || {
        shown
            .invoice()
            .map(|invoice| invoice.amount)
            .unwrap_or_default()
    };
    let plain = move |field: &'static str| {
        let words = shown.text(field);
        (!words.is_empty()).then(|| fact(label(field), words.into_any()))
    };
    let order = move || {
        let sold = shown.order()?;
        let href = format!("/orders/{}", sold.id);
        let link = view! { <a class="link" href=href>{number_of(&sold)}</a> };
        Some(fact(label(invoice::ORDER), link.into_any()))
    };
    view! {
        <Panel title=text("order.facts")>
            <dl>
                {move || recipient(shown)}
                {move || day(invoice::ISSUED_ON)}
                {move || day(invoice::DUE_ON)}
                {order}
                {move || plain(invoice::DOCUMENT)}
                {move || plain(invoice::NOTE)}
                {move || money(label(invoice::AMOUNT), "invoice-amount", amount())}
                {move || {
                    let paid = amount() - shown.remaining.get();
                    money(text("receivables.paid"), "invoice-paid", paid)
                }}
                {move || {
                    money(text("receivables.remaining"), "invoice-remaining", shown.remaining.get())
                }}
            </dl>
        </Panel>
    }
}

fn recipient(shown: Shown) -> Option<AnyView> {
    shown.store.track();
    let customer = shown.customer()?;
    let href = format!("/customers/{}", customer.id);
    let name = customer.text(customer::NAME).to_owned();
    let lines = [customer.text(customer::CODE).to_owned(), address(&customer)];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    let lines = lines
        .map(|line| view! { <br /> <span>{line}</span> })
        .collect_view();
    let view = view! { <a class="link" href=href>{name}</a> {lines} };
    Some(fact(label(invoice::CUSTOMER), view.into_any()))
}

fn label(field: &'static str) -> String {
    field_label(invoice::KIND, field)
}
