//! The first screen of somebody who is not signed in on this device.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::attempt::Attempt;
use crate::components::{Banner, TextField, TextKind, Tone};
use crate::i18n::text;
use crate::store::use_store;

/// E-mail address and password.
#[component]
pub fn SignInPage() -> impl IntoView {
    let store = use_store();
    let email = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let was_erased = use_query_map().with_untracked(|query| query.get("erased").is_some());
    let attempt = Attempt::new();
    let Attempt { busy, problem } = attempt;
    let submit = attempt.on_submit(move || async move {
        store
            .sign_in(&email.get_untracked(), &password.get_untracked())
            .await
    });
    view! {
        <main class="door">
            <form class="stack" novalidate on:submit=submit>
                <div class="brand"><span class="mark" aria-hidden="true">"R"</span> {text("app.name")}</div>
                <h1>{text("session.welcome")}</h1>
                {was_erased.then(|| view! { <Banner tone=Tone::Warn text=text("session.erased")/> })}
                <Problem problem/>
                <EmailEntry value=email/>
                <PasswordEntry value=password/>
                <button class="btn primary" data-testid="sign-in" disabled=busy>
                    {move || text(if busy.get() { "session.signing_in" } else { "session.sign_in" })}
                </button>
                <p class="sub">{text("session.network_needed")}</p>
            </form>
        </main>
    }
}

/// What went wrong, said as soon as it is known.
#[component]
pub fn Problem(problem: RwSignal<Option<String>>) -> impl IntoView {
    let shown = move || {
        problem
            .get()
            .map(|problem| view! { <Banner tone=Tone::Bad text=problem/> })
    };
    view! { <div role="alert" hidden=move || problem.with(Option::is_none)>{shown}</div> }
}

/// The address with which somebody signs in.
#[component]
pub fn EmailEntry(value: RwSignal<String>) -> impl IntoView {
    view! {
        <TextField
            name="email"
            label=text("session.email")
            value
            kind=TextKind::Email
            autocomplete="username"
            testid="sign-in-email"
        />
    }
}

/// The password with which somebody signs in.
#[component]
pub fn PasswordEntry(value: RwSignal<String>) -> impl IntoView {
    view! {
        <TextField
            name="password"
            label=text("session.password")
            value
            kind=TextKind::Password
            testid="sign-in-password"
        />
    }
}
