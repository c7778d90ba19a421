//! A question over the page. The browser keeps the focus inside and gives it back afterwards.

use leptos::html;
use leptos::prelude::*;

use super::{Act, unique_id};
use crate::i18n::text;

/// What a [`Dialog`] asks about, and whether it is open. It outlives the rows that ask, which may be
/// drawn anew meanwhile.
#[derive(Debug)]
pub struct Question<T: 'static> {
    /// Whether it is open.
    pub open: RwSignal<bool>,
    about: RwSignal<Option<T>>,
}

impl<T> Clone for Question<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Question<T> {}

impl<T: Send + Sync + 'static> Default for Question<T> {
    /// Nothing is asked yet.
    fn default() -> Self {
        Self {
            open: RwSignal::new(false),
            about: RwSignal::new(None),
        }
    }
}

impl<T: Clone + Send + Sync + 'static> Question<T> {
    /// Asks about something.
    pub fn ask(self, about: T) {
        self.about.set(Some(about));
        self.open.set(true);
    }

    /// What it is about, or was last. Reactive.
    pub fn about(self) -> Option<T> {
        self.about.get()
    }

    /// Closes it, and answers what was confirmed.
    pub fn confirm(self) -> Option<T> {
        self.open.set(false);
        self.about.get_untracked()
    }
}

/// Asks for a confirmation, with whatever is needed for it inside.
#[component]
pub fn Dialog(
    /// Whether it is open. Confirming leaves it open until the caller closes it.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// Words of the confirming button.
    #[prop(into)]
    confirm: Signal<String>,
    /// Whether confirming takes something away.
    #[prop(optional)]
    danger: bool,
    /// Whether confirming is not possible yet.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called when it is confirmed.
    #[prop(into)]
    on_confirm: Act,
    /// What is inside, made anew each time it opens.
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let heading = unique_id("dialog");
    let body = StoredValue::new(children);
    let labelled_by = heading.clone();
    Effect::new(move |_| close_when_shut(element, open));
    view! {
        <dialog
            class="dialog"
            node_ref=element
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            <Show when=move || open.get()>
                <DialogForm element open heading=heading.clone() title confirm danger disabled on_confirm>
                    {body.with_value(|body| body())}
                </DialogForm>
            </Show>
        </dialog>
    }
}

#[component]
fn DialogForm(
    element: NodeRef<html::Dialog>,
    open: RwSignal<bool>,
    heading: String,
    title: Signal<String>,
    confirm: Signal<String>,
    danger: bool,
    disabled: Signal<bool>,
    on_confirm: Act,
    children: Children,
) -> impl IntoView {
    // Runs once the form is in place, so that the browser finds something to focus.
    Effect::new(move |_| show(element));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !disabled.get_untracked() {
            on_confirm.try_run(());
        }
    };
    view! {
        <form novalidate autocomplete="off" on:submit=submit>
            <h2 id=heading>{title}</h2>
            {children()}
            <div class="actions">
                <button type="button" class="btn" on:click=move |_| open.set(false)>
                    {text("common.cancel")}
                </button>
                <button
                    type="submit"
                    class="btn"
                    class:primary=!danger
                    class:danger=danger
                    data-testid="confirm"
                    disabled=disabled
                >
                    {confirm}
                </button>
            </div>
        </form>
    }
}

fn show(element: NodeRef<html::Dialog>) {
    if let Some(dialog) = element.get()
        && !dialog.open()
    {
        // It fails only for a dialog that is open or not on the page.
        let _ = dialog.show_modal();
    }
}

fn close_when_shut(element: NodeRef<html::Dialog>, open: RwSignal<bool>) {
    if let Some(dialog) = element.get()
        && !open.get()
        && dialog.open()
    {
        dialog.close();
    }
}
