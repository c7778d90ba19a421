//! A session that ended while somebody works: the page stays, the password is asked for.

use leptos::prelude::*;

use super::attempt::Attempt;
use super::page::{EmailEntry, PasswordEntry, Problem};
use crate::components::Tone;
use crate::i18n::text;
use crate::store::{Store, use_store};

/// Asks for the password over whatever page is open, once the session has ended or the company wants
/// the device to ask at every start.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let store = use_store();
    let has_ended = Memo::new(move |_| store.session().is_some_and(|session| session.ended));
    let is_wanted = Memo::new(move |_| store.wants_password());
    view! {
        <Show when=move || has_ended.get() || is_wanted.get()>
            <Again store/>
        </Show>
    }
}

#[component]
fn Again(store: Store) -> impl IntoView {
    let email = RwSignal::new(known_email(store));
    let knows_email = !email.get_untracked().is_empty();
    let password = RwSignal::new(String::new());
    let attempt = Attempt::new();
    let Attempt { busy, problem } = attempt;
    let submit = attempt.on_submit(move || async move {
        store
            .sign_in(&email.get_untracked(), &password.get_untracked())
            .await
    });
    let is_wanted = store.wants_password();
    let (title, hint, action) = match is_wanted {
        true => ("lock.wanted_title", "lock.wanted", "lock.confirm"),
        false => ("session.ended_title", "session.ended", "session.resume"),
    };
    let email_entry = (!knows_email).then(|| view! { <EmailEntry value=email/> });
    view! {
        <section class=format!("banner {}", Tone::Warn.class()) aria-labelledby="session-ended">
            <span role="status">
                <b id="session-ended">{text(title)}</b> " " {text(hint)}
            </span>
            <form class="fields" novalidate on:submit=submit>
                {email_entry}
                <PasswordEntry value=password/>
                <button class="btn primary" data-testid="sign-in" disabled=busy>
                    {text(action)}
                </button>
                <Problem problem/>
            </form>
        </section>
    }
}

/// The address in the person's own record, unless that is not on the device yet.
fn known_email(store: Store) -> String {
    let person = store.actor().person;
    let own = store.staff().into_iter().find(|member| member.id == person);
    own.map(|member| member.email).unwrap_or_default()
}
