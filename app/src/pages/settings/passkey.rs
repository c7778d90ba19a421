//! A passkey of this device, where the company wants the book locked.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Panel, TextField, TextKind};
use crate::i18n::{error_text, text};
use crate::pages::sign_in::Problem;
use crate::store::{PasskeyState, Store};

/// Adds a passkey that opens the book on this device, and takes it away again.
#[component]
pub fn DevicePasskey(store: Store) -> impl IntoView {
    let passkey = Passkey::new(store);
    let is_of_use = Memo::new(move |_| passkey.state.get() != PasskeyState::Useless);
    view! {
        <Show when=move || is_of_use.get()>
            <Panel title=text("passkey.title")>
                <div class="body">
                    <p data-testid="passkey-hint">{move || text(passkey.hint())}</p>
                    <p class="sub">{text("passkey.who_opens")}</p>
                    <Problem problem=passkey.problem/>
                    <Buttons passkey/>
                </div>
            </Panel>
        </Show>
    }
}

/// One button that does what comes next, so that the keyboard stays where it was.
#[component]
fn Buttons(passkey: Passkey) -> impl IntoView {
    let is_outdated = Memo::new(move |_| passkey.state.get() == PasskeyState::Outdated);
    let is_added = Memo::new(move |_| passkey.state.get() == PasskeyState::Added);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        match is_added.get_untracked() {
            true => passkey.remove(),
            false => passkey.add(),
        }
    };
    view! {
        <form novalidate on:submit=submit>
            <Show when=move || !is_added.get()>
                <TextField
                    name="passkey_password"
                    label=text("session.password")
                    value=passkey.password
                    kind=TextKind::Password
                    testid="passkey-password"
                />
            </Show>
            <div class="act">
                <button class="btn" data-testid="passkey" disabled=passkey.busy>
                    {move || text(passkey.action())}
                </button>
                <Show when=move || is_outdated.get()>
                    <button type="button" class="link" disabled=passkey.busy on:click=move |_| passkey.remove()>
                        {text("passkey.leave")}
                    </button>
                </Show>
            </div>
        </form>
    }
}

/// What a person does about the passkey of this device.
#[derive(Clone, Copy)]
struct Passkey {
    store: Store,
    state: Memo<PasskeyState>,
    /// Asked for again where one is added.
    password: RwSignal<String>,
    /// Something was done about it.
    done: Trigger,
    /// The browser asks for it.
    busy: RwSignal<bool>,
    problem: RwSignal<Option<String>>,
}

impl Passkey {
    fn new(store: Store) -> Self {
        let done = Trigger::new();
        let state = Memo::new(move |_| {
            done.track();
            store.passkey()
        });
        Self {
            store,
            state,
            password: RwSignal::new(String::new()),
            done,
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
        }
    }

    fn hint(self) -> &'static str {
        match self.state.get() {
            PasskeyState::Added => "passkey.added_hint",
            PasskeyState::Outdated => "passkey.outdated_hint",
            PasskeyState::Absent | PasskeyState::Useless => "passkey.hint",
        }
    }

    fn action(self) -> &'static str {
        match self.state.get() {
            _ if self.busy.get() => "passkey.waiting",
            PasskeyState::Added => "passkey.remove",
            PasskeyState::Outdated => "passkey.add_again",
            PasskeyState::Absent | PasskeyState::Useless => "passkey.add",
        }
    }

    fn add(self) {
        self.busy.set(true);
        spawn_local(async move {
            let password = self.password.get_untracked();
            let outcome = self.store.add_passkey(&password).await;
            if outcome.is_ok() {
                self.password.try_set(String::new());
                self.store.toast(text("passkey.added"));
            }
            // The page may be gone by now.
            self.busy.try_set(false);
            self.problem
                .try_set(outcome.err().map(|error| error_text(error.code())));
            self.done.notify();
        });
    }

    fn remove(self) {
        self.store.remove_passkey();
        self.problem.set(None);
        self.done.notify();
        self.store.toast(text("passkey.removed"));
    }
}
