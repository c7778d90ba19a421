//! Erasing a customer for good.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use super::Card;
use crate::components::{Dialog, TextField, TextKind};
use crate::i18n::{error_text, text, text_with};
use crate::pages::sign_in::{Problem, problem_text};
use crate::store::ApiError;

/// Says what goes, what stays and that it cannot be taken back, and asks for the password.
#[component]
pub fn EraseDialog(
    /// The customer.
    card: Card,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let password = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    Effect::new(move |_| {
        open.track();
        password.set(String::new());
        problem.set(None);
    });
    let navigate = use_navigate();
    let erase = move || {
        let (store, id, given) = (card.store, card.id(), password.get_untracked());
        let navigate = navigate.clone();
        busy.set(true);
        spawn_local(async move {
            let outcome = store.erase_customer(&id, &given).await;
            busy.try_set(false);
            match outcome {
                Ok(()) => {
                    open.try_set(false);
                    store.toast(text("customer.erased_said"));
                    navigate("/customers", Default::default());
                }
                Err(error) => drop(problem.try_set(Some(why_not(&error)))),
            }
        });
    };
    let name = move || card.text("name");
    view! {
        <Dialog
            open
            title=Signal::derive(move || text_with("customer.erase_title", &[("name", name())]))
            confirm=text("customer.erase")
            danger=true
            disabled=Signal::derive(move || busy.get() || password.with(String::is_empty))
            on_confirm=erase
        >
            <p>{text("customer.erase_goes")}</p>
            <p>{text("customer.erase_stays")}</p>
            <p><strong>{text("customer.erase_for_good")}</strong></p>
            <Problem problem/>
            <TextField
                name="erase_password"
                label=text("customer.erase_password")
                value=password
                required=true
                kind=TextKind::Password
                autocomplete="current-password"
            />
        </Dialog>
    }
}

fn why_not(error: &ApiError) -> String {
    match error.code.as_str() {
        "offline" => error_text("online_needed"),
        _ => problem_text(error),
    }
}
