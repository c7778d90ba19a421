//! The receivables card of one customer.

use domain::kinds::customer;
use domain::money::Currency;
use domain::receivables::CreditStatus;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::account::{as_of, status_tone, status_words};
use super::ageing::AgeingPanel;
use super::habits::HabitsPanel;
use super::open_invoices::OpenPanel;
use super::sheet::Sheet;
use super::statement::StatementPanel;
use super::subject::NotFound;
use super::summary::Summary;
use crate::components::{Banner, Chip, EmptyState, PageHeader, Tag, Tone};
use crate::i18n::{format, text, text_with};
use crate::platform::dom;

/// What the customer in the address owes, since when, and what they paid.
#[component]
pub fn ReceivablesPage() -> impl IntoView {
    let id = use_params_map()
        .with_untracked(|params| params.get("id"))
        .unwrap_or_default();
    let sheet = Sheet::of(id.clone());
    let is_here = Memo::new(move |_| sheet.is_here());
    move || {
        if is_here.get() {
            view! { <ReceivablesCard sheet id=id.clone() /> }.into_any()
        } else {
            view! { <NotFound /> }.into_any()
        }
    }
}

#[component]
fn ReceivablesCard(sheet: Sheet, id: String) -> impl IntoView {
    let title = move || {
        text_with(
            "receivables.title_of",
            &[("name", sheet.text(customer::NAME))],
        )
    };
    let back = format!("/customers/{id}");
    view! {
        <main class="page" id="main" data-testid="receivables-card" data-id=id>
            <PageHeader
                title=Signal::derive(title)
                back
                beside=move || view! { <Beside sheet /> }
            >
                <Actions sheet />
            </PageHeader>
            <Currencies sheet />
            <Summary sheet />
            <Books sheet />
            <p class="print-only">{move || printed(sheet)}</p>
        </main>
    }
}

/// Where the customer is before the limits, and as of when this is known.
#[component]
fn Beside(sheet: Sheet) -> impl IntoView {
    let status = Memo::new(move |_| {
        let account = sheet.account();
        account.map_or(CreditStatus::Safe, |account| account.credit.status)
    });
    view! {
        <div class="row">
        <span data-testid="credit-status" data-status=move || status.get().as_str()>
            <Tag
                tone=Signal::derive(move || status_tone(status.get()))
                text=Signal::derive(move || status_words(status.get()))
            />
        </span>
        <span class="sub">{move || as_of(sheet.store, sheet.minute.now_ms())}</span>
        <button
            type="button"
            class="link no-print"
            on:click=|_| {
                dom::print();
            }
        >
            {text("common.print")}
        </button>
        </div>
    }
}

#[component]
fn Actions(sheet: Sheet) -> impl IntoView {
    view! {
        <a class="btn" data-testid="invoice-new" href=sheet.path("invoices/new")>
            {text("receivables.new_invoice")}
        </a>
        <a class="btn primary" data-testid="payment-new" href=sheet.path("payments/new")>
            {text("receivables.new_payment")}
        </a>
    }
}

/// Says that there are books in other currencies, and lets one choose. Nothing where there are none.
#[component]
fn Currencies(sheet: Sheet) -> impl IntoView {
    let all = Memo::new(move |_| {
        let mut all = sheet.books(|books| books.currencies());
        all.insert(sheet.store.currency());
        all
    });
    let chip = move |currency: Currency| {
        view! {
            <Chip
                label=currency.as_str().to_owned()
                pressed=Signal::derive(move || sheet.currency() == currency)
                on_press=move || sheet.choose(currency)
            />
        }
    };
    move || {
        let all = Some(all.get()).filter(|all| all.len() > 1)?;
        let words = all.iter().map(|currency| currency.as_str());
        let words = words.collect::<Vec<_>>().join(", ");
        Some(view! {
            <Banner
                tone=Tone::Info
                text=text_with("receivables.currencies", &[("currencies", words)])
            />
            <div class="views" role="group" aria-label=text("receivables.currency")>
                {all.into_iter().map(chip).collect_view()}
            </div>
        })
    }
}

#[component]
fn Books(sheet: Sheet) -> impl IntoView {
    let is_empty = Memo::new(move |_| {
        sheet.books(|books| books.currencies().is_empty() && books.promises.is_empty())
    });
    move || {
        if is_empty.get() {
            let hint = text("empty.receivables_hint");
            return view! { <EmptyState title=text("empty.receivables") hint /> }.into_any();
        }
        view! {
            <div class="grid2">
                <AgeingPanel sheet />
                <HabitsPanel sheet />
            </div>
            <OpenPanel sheet />
            <StatementPanel sheet />
        }
        .into_any()
    }
}

fn printed(sheet: Sheet) -> String {
    let (store, now_ms) = (sheet.store, sheet.minute.now_ms());
    let values = [
        (
            "company",
            store.index(|index| index.settings.company.clone()),
        ),
        ("name", sheet.text(customer::NAME)),
        ("code", sheet.text(customer::CODE)),
        ("when", format::date_time(now_ms, &store.zone())),
        ("as_of", as_of(store, now_ms)),
    ];
    text_with("receivables.printed", &values)
}
