//! Who works here, and the way out.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::protocol::Cause;

use crate::components::Dialog;
use crate::i18n::{choice_label, counted, text, text_with};
use crate::store::{Reach, Session, Store, use_store};

/// Name, role and branch of the person, and the way out.
#[component]
pub fn Who() -> impl IntoView {
    let store = use_store();
    let words = move || {
        store.track();
        store.session().map(|session| who(store, &session))
    };
    view! {
        <span data-testid="who">{words}</span>
        <Lock/>
        <SignOut/>
    }
}

/// Locks the book, where the device asks for the password.
#[component]
fn Lock() -> impl IntoView {
    let store = use_store();
    let can_lock = Memo::new(move |_| store.can_lock());
    let lock = move |_| spawn_local(async move { store.lock().await });
    view! {
        <Show when=move || can_lock.get()>
            <button type="button" class="link" data-testid="lock" on:click=lock>
                {text("lock.lock")}
            </button>
            " · "
        </Show>
    }
}

/// Signs out, after a warning where work was not sent.
#[component]
pub fn SignOut() -> impl IntoView {
    let store = use_store();
    let open = RwSignal::new(false);
    let leave = move || spawn_local(async move { store.sign_out().await });
    // What waits is known only once the book is read.
    let is_unknown = Memo::new(move |_| store.reach() < Reach::Lists);
    let press = move |_| match store.sync().pending {
        0 => leave(),
        _ => open.set(true),
    };
    let send_first = move |_| {
        open.set(false);
        store.sync_now(Cause::Person);
    };
    view! {
        <button type="button" class="link" data-testid="sign-out" disabled=is_unknown on:click=press>
            {text("session.sign_out")}
        </button>
        <Dialog
            open
            title=text("session.sign_out_title")
            confirm=text("session.sign_out_anyway")
            danger=true
            on_confirm=move |()| leave()
        >
            <p>{move || counted("session.sign_out_unsent", store.sync().pending)}</p>
            <p>
                <button type="button" class="btn" on:click=send_first>
                    {text("session.send_first")}
                </button>
            </p>
        </Dialog>
    }
}

fn who(store: Store, session: &Session) -> String {
    let role = serde_json::to_value(session.role).ok();
    let role = role
        .as_ref()
        .and_then(|role| role.as_str())
        .unwrap_or_default();
    let role = choice_label("staff", "role", role);
    // Before the person's own record is here only the role is known.
    if session.name.is_empty() {
        return role;
    }
    let name = session.name.clone();
    let branch = session.branches.first().and_then(|id| store.branch(id));
    let own = [("name", name), ("role", role)];
    match (session.branches.len(), branch) {
        (1, Some(branch)) => {
            let [name, role] = own;
            text_with("nav.who_branch", &[name, role, ("branch", branch.name)])
        }
        (2.., _) => {
            let [name, role] = own;
            text_with(
                "nav.who_branches",
                &[name, role, ("count", session.branches.len().to_string())],
            )
        }
        _ => text_with("nav.who", &own),
    }
}
