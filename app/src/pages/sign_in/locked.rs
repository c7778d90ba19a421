//! The screen before a book whose company wants the password at every start.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page::{PasswordEntry, Problem};
use super::problem::problem_text;
use crate::i18n::text;
use crate::store::use_store;

/// Asks for the password, which also works without a network, and says the ways out.
#[component]
pub fn LockedPage() -> impl IntoView {
    let store = use_store();
    let password = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = store.unlock(&password.get_untracked()).await;
            busy.try_set(false);
            problem.try_set(outcome.err().map(|error| problem_text(&error)));
        });
    };
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
