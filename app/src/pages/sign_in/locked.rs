//! The screens before a book that waits for the password.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attempt::Attempt;
use super::page::{PasswordEntry, Problem};
use super::passkey::PasskeyEntry;
use crate::i18n::text;
use crate::store::use_store;

/// Asks for the password at every start, which also works without a network.
#[component]
pub fn LockedPage() -> impl IntoView {
    view! { <Waiting is_overdue=false/> }
}

/// Asks for a sign-in after a long time without contact.
#[component]
pub fn OverduePage() -> impl IntoView {
    view! { <Waiting is_overdue=true/> }
}

/// Asks for the password and says the ways out.
#[component]
fn Waiting(is_overdue: bool) -> impl IntoView {
    let store = use_store();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::new();
    let Attempt { busy, problem } = attempt;
    let submit = attempt.on_submit(move || async move {
        let password = password.get_untracked();
        match is_overdue {
            true => store.renew(&password).await,
            false => store.unlock(&password).await,
        }
    });
    let has_passkey = !is_overdue && store.opens_by_passkey();
    let (title, hint) = match (is_overdue, has_passkey) {
        (true, _) => ("lock.overdue_title", "lock.overdue"),
        (_, true) => ("lock.title", "lock.passkey_hint"),
        _ => ("lock.title", "lock.hint"),
    };
    let passkey = (!is_overdue).then(|| view! { <PasskeyEntry store attempt/> });
    let leave = move |_| spawn_local(async move { store.sign_out().await });
    view! {
        <main class="door">
            <form class="stack" novalidate on:submit=submit data-testid="locked">
                <div class="brand"><span class="mark" aria-hidden="true">"R"</span> {text("app.name")}</div>
                <h1>{text(title)}</h1>
                <p>{text(hint)}</p>
                <Problem problem/>
                {passkey}
                <PasswordEntry value=password/>
                <button class="btn" class:primary=!has_passkey data-testid="unlock" disabled=busy>
                    {move || text(if busy.get() { "lock.opening" } else { "lock.open" })}
                </button>
                <p class="sub"><b>{text("lock.forgotten")}</b> " " {text("lock.forgotten_hint")}</p>
                <p class="sub">
                    <button type="button" class="link" data-testid="other-person" on:click=leave>
                        {text("session.other_person")}
                    </button>
                    " " {text("session.other_person_hint")}
                </p>
            </form>
        </main>
    }
}
