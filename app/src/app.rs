//! The root of the app: what each phase shows, and the page of each address.

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Redirect, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::path;

use crate::components::{Banner, EmptyState, ToastRegion, Tone};
use crate::i18n::{error_text, text};
use crate::pages::branches::{BranchesPage, RoundsPage};
use crate::pages::changes::{ChangesPage, QuarantinePage};
use crate::pages::customers::{CustomerFormPage, CustomerHistoryPage, CustomersPage};
use crate::pages::import::{ImportPage, OrderImportPage};
use crate::pages::interactions::InteractionFormPage;
use crate::pages::orders::{OrderFormPage, OrderPage, SalesPage};
use crate::pages::password::PasswordPage;
use crate::pages::products::{ProductPage, ProductsPage};
use crate::pages::receivables::{
    InvoiceFormPage, InvoicePage, PaymentFormPage, PromiseFormPage, ReceivablesPage,
};
use crate::pages::report::ReportPage;
use crate::pages::service::{ComplaintFormPage, ComplaintPage, ServicePage};
use crate::pages::settings::{
    BranchFormPage, BranchSettingsPage, CompanyFormPage, SettingsPage, StaffFormPage,
    StaffSettingsPage,
};
use crate::pages::setup::SetUpPage;
use crate::pages::shell::Shell;
use crate::pages::sign_in::{LockedPage, OverduePage, SignInPage};
use crate::pages::today::TodayPage;
use crate::pages::vehicles::VehicleFormPage;
use crate::platform::{dom, focus};
use crate::store::{Phase, Reach, provide_store, use_store};

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let store = provide_store();
    focus::keep();
    view! {
        <Router>
            {move || {
                // Texts are taken when they are drawn, so another language draws all anew.
                store.language();
                view! {
                    <Screen/>
                    <ToastRegion/>
                }
            }}
        </Router>
    }
}

/// What the phase shows.
#[component]
fn Screen() -> impl IntoView {
    let store = use_store();
    let phase = Memo::new(move |_| store.phase());
    let must_change =
        Memo::new(move |_| store.session().is_some_and(|session| session.must_change));
    move || match phase.get() {
        Phase::Starting => view! { <Starting/> }.into_any(),
        Phase::SignedOut => view! { <SignInPage/> <Ready/> }.into_any(),
        Phase::Locked => view! { <LockedPage/> <Ready/> }.into_any(),
        Phase::Overdue => view! { <OverduePage/> <Ready/> }.into_any(),
        Phase::SetUp => view! { <SetUpPage/> <Ready/> }.into_any(),
        Phase::Open if must_change.get() => view! { <PasswordPage/> <Ready/> }.into_any(),
        Phase::Open => view! { <Shell><Pages/></Shell> }.into_any(),
        Phase::Failed(code) => view! { <Failed code/> <Ready/> }.into_any(),
    }
}

/// How much of the book the page of an address needs.
fn needed_by(path: &str) -> Reach {
    match path {
        "/customers" => Reach::Front,
        path if LISTS.contains(&path) => Reach::Lists,
        _ => Reach::Whole,
    }
}

/// Pages that need no more of records than lists do.
const LISTS: [&str; 9] = [
    "/",
    "/today",
    "/products",
    "/service",
    "/sales",
    "/branches",
    "/settings",
    "/settings/branches",
    "/settings/staff",
];

/// The page of the address, once what it shows was read from the device.
#[component]
fn Pages() -> impl IntoView {
    let store = use_store();
    let path = use_location().pathname;
    let needed = move || path.with(|path| needed_by(path));
    let can_show = Memo::new(move |_| store.reach() >= needed());
    let is_listed = Memo::new(move |_| store.reach() >= Reach::Lists);
    view! {
        <Show when=move || can_show.get() fallback=|| view! { <Starting/> }>
            <Addresses/>
            <Show when=move || is_listed.get()>
                <Ready/>
            </Show>
        </Show>
    }
}

#[component]
fn Addresses() -> impl IntoView {
    view! {
        <FlatRoutes fallback=|| view! { <NotFound/> }>
            <Route path=path!("/") view=TodayPage/>
            <Route path=path!("/today") view=TodayPage/>
            <Route path=path!("/customers/new") view=CustomerFormPage/>
            <Route path=path!("/customers/:id/edit") view=CustomerFormPage/>
            <Route path=path!("/customers/:id/history") view=CustomerHistoryPage/>
            <Route path=path!("/customers/:id/interactions/new") view=InteractionFormPage/>
            <Route path=path!("/customers/:id/complaints/new") view=ComplaintFormPage/>
            <Route path=path!("/customers/:id/vehicles/new") view=VehicleFormPage/>
            <Route path=path!("/customers/:id/orders/new") view=OrderFormPage/>
            <Route path=path!("/customers/:id/receivables") view=ReceivablesPage/>
            <Route path=path!("/customers/:id/invoices/new") view=InvoiceFormPage/>
            <Route path=path!("/customers/:id/payments/new") view=PaymentFormPage/>
            <Route path=path!("/customers/:id/promises/new") view=PromiseFormPage/>
            <Route path=path!("/customers/:id?") view=CustomersPage/>
            <Route path=path!("/interactions/:id/edit") view=InteractionFormPage/>
            <Route path=path!("/vehicles/:id/edit") view=VehicleFormPage/>
            <Route path=path!("/products") view=ProductsPage/>
            <Route path=path!("/products/new") view=ProductPage/>
            <Route path=path!("/products/:id") view=ProductPage/>
            <Route path=path!("/service") view=ServicePage/>
            <Route path=path!("/service/new") view=ComplaintFormPage/>
            <Route path=path!("/service/:id") view=ComplaintPage/>
            <Route path=path!("/sales") view=SalesPage/>
            <Route path=path!("/sales/report") view=ReportPage/>
            <Route path=path!("/orders/:id") view=OrderPage/>
            <Route path=path!("/orders/:id/edit") view=OrderFormPage/>
            <Route path=path!("/orders/:id/return") view=OrderFormPage/>
            <Route path=path!("/invoices/:id") view=InvoicePage/>
            <Route path=path!("/changes") view=ChangesPage/>
            <Route path=path!("/changes/refused") view=QuarantinePage/>
            <Route path=path!("/branches/rounds") view=RoundsPage/>
            <Route path=path!("/branches/:code?") view=BranchesPage/>
            <Route path=path!("/settings") view=SettingsPage/>
            <Route path=path!("/settings/company") view=CompanyFormPage/>
            <Route path=path!("/settings/branches") view=BranchSettingsPage/>
            <Route path=path!("/settings/branches/new") view=BranchFormPage/>
            <Route path=path!("/settings/branches/:id") view=BranchFormPage/>
            <Route path=path!("/settings/staff") view=StaffSettingsPage/>
            <Route path=path!("/settings/staff/new") view=StaffFormPage/>
            <Route path=path!("/settings/staff/:id") view=StaffFormPage/>
            <Route path=path!("/settings/import") view=ImportPage/>
            <Route path=path!("/settings/import/orders") view=OrderImportPage/>
            <Route path=path!("/sign-in") view=Start/>
            <Route path=path!("/setup") view=Start/>
        </FlatRoutes>
    }
}

/// Addresses of screens that are over once somebody is signed in.
#[component]
fn Start() -> impl IntoView {
    view! { <Redirect path="/"/> }
}

#[component]
fn Starting() -> impl IntoView {
    view! {
        <main class="door" aria-busy="true">
            <p role="status">{text("app.loading")}</p>
        </main>
    }
}

/// The device's database cannot be opened.
#[component]
fn Failed(code: &'static str) -> impl IntoView {
    // Other codes speak of a form, and there is none yet.
    let words = match code {
        "store_unavailable" | "store_newer" | "store_damaged" => error_text(code),
        _ => text("app.failed"),
    };
    view! {
        <main class="door">
            <div class="stack">
                <h1>{text("app.name")}</h1>
                <Banner tone=Tone::Bad text=words/>
                <button type="button" class="btn primary" on:click=|_| dom::reload()>
                    {text("common.retry")}
                </button>
            </div>
        </main>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <main class="page">
            <EmptyState title=text("app.not_found") hint=text("app.not_found_hint")>
                <a class="btn" href="/today">{text("app.to_start")}</a>
            </EmptyState>
        </main>
    }
}

/// Marks the page as usable, once what stands before it is on the page.
#[component]
fn Ready() -> impl IntoView {
    Effect::new(|_| dom::set_root_data("ready", Some("")));
}
