//! Opening the locked book by a passkey, before the password.

use leptos::prelude::*;

use super::attempt::Attempt;
use crate::components::{Banner, Tone};
use crate::i18n::{error_text, text};
use crate::store::Store;

/// The button that asks for the passkey, or why there is none any more.
#[component]
pub fn PasskeyEntry(store: Store, attempt: Attempt) -> impl IntoView {
    let asks = RwSignal::new(false);
    let open = move |_| {
        asks.set(true);
        attempt.run(async move {
            let outcome = store.unlock_by_passkey().await;
            asks.try_set(false);
            outcome.map_err(|error| error_text(error.code()))
        });
    };
    if !store.opens_by_passkey() {
        let lost = store.lost_passkey();
        return lost
            .then(|| view! { <Banner tone=Tone::Info text=text("lock.passkey_outdated")/> })
            .into_any();
    }
    view! {
        <button
            type="button"
            class="btn primary"
            data-testid="unlock-by-passkey"
            disabled=attempt.busy
            on:click=open
        >
            {move || text(if asks.get() { "lock.passkey_waiting" } else { "lock.passkey_open" })}
        </button>
        <p class="or" aria-hidden="true">{text("lock.or_password")}</p>
    }
    .into_any()
}
