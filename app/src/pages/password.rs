//! Choosing a password of one's own.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{TextField, TextKind};
use crate::i18n::{error_text, text};
use crate::pages::shell::SignOut;
use crate::pages::sign_in::{Problem, problem_text};
use crate::store::{Store, use_store};

/// Least length of a password, in characters, as the server counts.
const LEAST: usize = 8;

/// Shown instead of everything else until a start password has been changed.
#[component]
pub fn PasswordPage() -> impl IntoView {
    view! {
        <main class="door">
            <div class="stack">
                <h1>{text("session.must_change")}</h1>
                <p>{text("session.must_change_hint")}</p>
                <PasswordForm/>
                <SignOut/>
            </div>
        </main>
    }
}

/// The old password, and twice the new one.
#[component]
pub fn PasswordForm() -> impl IntoView {
    let store = use_store();
    let old = RwSignal::new(String::new());
    let new = RwSignal::new(String::new());
    let repeated = RwSignal::new(String::new());
    let is_checked = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let problem = RwSignal::new(None::<String>);
    let errors = Memo::new(move |_| {
        [
            required_problem(&old.get()),
            password_problem(&new.get()),
            (new.get() != repeated.get()).then(|| error_text("passwords_differ")),
        ]
    });
    let error = move |at: usize| {
        Signal::derive(move || {
            if is_checked.get() {
                errors.with(|errors| errors[at].clone())
            } else {
                None
            }
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        is_checked.set(true);
        if busy.get_untracked()
            || errors.with_untracked(|errors| errors.iter().any(Option::is_some))
        {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = change(store, &old.get_untracked(), &new.get_untracked()).await;
            busy.try_set(false);
            if outcome.is_ok() {
                is_checked.try_set(false);
                for value in [old, new, repeated] {
                    value.try_set(String::new());
                }
            }
            problem.try_set(outcome.err());
        });
    };
    view! {
        <form class="stack" novalidate on:submit=submit>
            <Problem problem/>
            <TextField
                name="old_password"
                label=text("session.old_password")
                value=old
                error=error(0)
                required=true
                kind=TextKind::Password
                autocomplete="current-password"
            />
            <TextField
                name="new_password"
                label=text("session.new_password")
                value=new
                help=text("session.password_hint")
                error=error(1)
                required=true
                kind=TextKind::NewPassword
                autocomplete="new-password"
            />
            <TextField
                name="repeat_password"
                label=text("session.repeat_password")
                value=repeated
                error=error(2)
                required=true
                kind=TextKind::NewPassword
                autocomplete="new-password"
            />
            <div>
                <button class="btn primary" data-testid="save" disabled=busy>
                    {text("session.change_password")}
                </button>
            </div>
        </form>
    }
}

async fn change(store: Store, old: &str, new: &str) -> Result<(), String> {
    match store.change_password(old, new).await {
        Ok(()) => {
            store.toast(text("session.password_changed"));
            Ok(())
        }
        Err(error) => Err(problem_text(&error)),
    }
}

/// Says that a value is needed.
pub fn required_problem(value: &str) -> Option<String> {
    value.trim().is_empty().then(|| error_text("required"))
}

/// Says what is wrong with a new password, as far as that can be told here.
pub fn password_problem(password: &str) -> Option<String> {
    (password.chars().count() < LEAST).then(|| error_text("password_too_short"))
}
