//! "Is what I have here right?"

use leptos::prelude::*;
use leptos::task::spawn_local;
use sync::replica::SelfCheck;

use crate::components::{Banner, Panel, Tone};
use crate::i18n::{counted, error_text, format, text, text_with};
use crate::store::Store;

/// Checks the data of this device when asked to, and says what it found.
#[component]
pub fn DeviceCheck(store: Store) -> impl IntoView {
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<(Tone, String)>);
    let check = move |_| {
        busy.set(true);
        said.set(None);
        spawn_local(async move {
            let words = match store.self_check().await {
                Ok(found) => words(&found),
                Err(_) => (Tone::Bad, error_text("store_damaged")),
            };
            busy.try_set(false);
            said.try_set(Some(words));
        });
    };
    let result = move || {
        said.get()
            .map(|(tone, words)| view! { <Banner tone text=words/> })
    };
    view! {
        <Panel title=text("self_check.title")>
            <div class="body">
                <p>{text("self_check.hint")}</p>
                <div>
                    <button type="button" class="btn" data-testid="self-check" disabled=busy on:click=check>
                        {move || text(if busy.get() { "self_check.checking" } else { "self_check.check" })}
                    </button>
                </div>
                <div role="status" data-testid="self-check-result">{result}</div>
            </div>
        </Panel>
    }
}

fn words(found: &SelfCheck) -> (Tone, String) {
    let records = format::number(i64::try_from(found.records).unwrap_or(i64::MAX));
    if found.repaired.is_empty() {
        return (
            Tone::Ok,
            text_with("self_check.sound", &[("count", records)]),
        );
    }
    let damaged = counted("self_check.damaged", found.damaged);
    (
        Tone::Warn,
        text_with("self_check.repaired", &[("damaged", damaged)]),
    )
}
