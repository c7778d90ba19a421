//! What stands round the fields of every form: title, draft, failures, buttons, keys.

use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::Form;
use super::focus::{focus_on, in_dialog};
use crate::components::{Act, Banner, PageHeader, Tone};
use crate::i18n::{counted, text};

/// A page with a form. Ctrl+S saves, Escape leaves; what was typed stays as a draft.
#[component]
pub fn FormFrame(
    /// What is being filled in.
    form: Form,
    /// Title of the page.
    #[prop(into)]
    title: Signal<String>,
    /// Where one goes without saving.
    #[prop(into)]
    back: String,
    /// Called to save.
    #[prop(into)]
    on_save: Act,
    /// The fields, drawn anew when the draft is discarded.
    children: ChildrenFn,
) -> impl IntoView {
    listen_to_keys(back.clone(), on_save);
    let away = back.clone();
    let cancel = move || {
        view! {
            <a class="btn" href=away.clone()>
                {text("common.cancel")}
            </a>
        }
    };
    view! {
        <main class="page" id="main">
            <PageHeader title back />
            <FormBody form on_save cancel>
                {children()}
            </FormBody>
        </main>
    }
}

/// The form itself, for a page or a part of one.
#[component]
pub fn FormBody(
    /// What is being filled in.
    form: Form,
    /// Called to save.
    #[prop(into)]
    on_save: Act,
    /// The way out without saving.
    #[prop(into)]
    cancel: ViewFn,
    /// The fields.
    children: ChildrenFn,
) -> impl IntoView {
    let words = move || {
        text(if form.is_slow.get() {
            "common.saving"
        } else {
            "common.save"
        })
    };
    view! {
        <form
            class="form"
            novalidate
            // The browser would keep what is typed with its session, on the disk and in the clear.
            autocomplete="off"
            on:submit=move |event| {
                event.prevent_default();
                on_save.run(());
            }
        >
            <FormFields form>{children()}</FormFields>
            <div class="actions">
                <button
                    type="submit"
                    class="btn primary"
                    data-testid="save"
                    aria-keyshortcuts="Control+S"
                    disabled=move || form.is_slow.get()
                >
                    {words}
                </button>
                {move || cancel.run()}
            </div>
        </form>
    }
}

/// Fields between what is said about their draft and about their problems.
#[component]
pub fn FormFields(
    /// What is being filled in.
    form: Form,
    /// The fields, drawn anew when the draft is discarded.
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <DraftBanner form />
        {move || {
            form.generation.track();
            children()
        }}
        <Problems form />
    }
}

#[component]
fn DraftBanner(form: Form) -> impl IntoView {
    move || {
        form.restored.get().then(|| {
            view! {
                <Banner tone=Tone::Info text=text("draft.restored")>
                    <button
                        type="button"
                        class="link"
                        data-testid="draft-discard"
                        on:click=move |_| form.discard()
                    >
                        {text("draft.discard")}
                    </button>
                </Banner>
            }
        })
    }
}

/// How many fields need fixing, and why a save failed.
#[component]
fn Problems(form: Form) -> impl IntoView {
    let count = Memo::new(move |_| form.problems().len());
    let wrong = move || {
        let count = Some(count.get()).filter(|count| *count > 0)?;
        Some(view! { <Banner tone=Tone::Warn text=counted("common.fix_errors", count) /> })
    };
    let failed = move || {
        let failure = form.failure.get()?;
        focus_on(FAILURE);
        Some(view! {
            <div role="alert" tabindex="-1" data-failure="">
                <Banner tone=Tone::Bad text=failure />
            </div>
        })
    };
    view! {
        {wrong}
        {failed}
    }
}

/// Where it says that the form is not saved; the focus goes there, so that nobody misses it.
const FAILURE: &str = "[data-failure]";

fn listen_to_keys(back: String, on_save: Act) {
    let navigate = use_navigate();
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || in_dialog(&event) {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        if command && event.key().eq_ignore_ascii_case("s") {
            event.prevent_default();
            on_save.run(());
        } else if event.key() == "Escape" {
            navigate(&back, Default::default());
        }
    });
    on_cleanup(move || listener.remove());
}
