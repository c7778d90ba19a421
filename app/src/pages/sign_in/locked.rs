//! The screen before a book whose company wants the password at every start.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::attempt::Attempt;
use super::page::{PasswordEntry, Problem};
use crate::i18n::text;
use crate::store::use_store;

/// Asks for the password, which also works without a network, and says the ways out.
#[component]
pub fn LockedPage() -> impl IntoView {
    let store = use_store();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::new();
    let Attempt { busy, problem } = attempt;
    let submit =
        attempt.on_submit(move || async move { store.unlock(&password.get_untracked()).await });
    let leave = move |_| spawn_local(async move { store.sign_out().await });
    view! {
        <main class="door">
            <form class="stack" novalidate on:submit=submit data-testid="locked">
                <div class="brand"><span class="mark" aria-hidden="true">"R"</span> {text("app.name")}</div>
                <h1>{text("lock.title")}</h1>
                <p>{text("lock.hint")}</p>
                <Problem problem/>
                <PasswordEntry value=password/>
                <button class="btn primary" data-testid="unlock" disabled=busy>
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
