//! Putting a record away from within its form.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Form;
use crate::components::{Act, Dialog};
use crate::i18n::{error_text, text};

/// A button that archives the record after asking once.
#[component]
pub fn ArchiveButton(
    /// The form of the record.
    form: Form,
    /// Field that names the record in the question.
    name: &'static str,
    /// Key of what is said when it is done.
    said: &'static str,
    /// Leaves the page.
    #[prop(into)]
    leave: Act,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let confirm = move || {
        asking.set(false);
        let (store, id) = (form.store(), form.id());
        spawn_local(async move {
            match store.set_archived(form.kind().name, &id, true).await {
                Ok(()) => {
                    form.say(text(said));
                    leave.try_run(());
                }
                Err(error) => form.say(error_text(error.code())),
            }
        });
    };
    view! {
        <div>
            <button type="button" class="btn danger" data-testid="archive" on:click=move |_| asking.set(true)>
                {text("common.archive")}
            </button>
        </div>
        <Dialog
            open=asking
            title=text("common.archive")
            confirm=text("common.archive")
            danger=true
            on_confirm=confirm
        >
            <p>{move || form.word(name)}</p>
        </Dialog>
    }
}
