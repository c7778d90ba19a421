//! What only the server can tell, asked for when a page opens.

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Banner, Tone};
use crate::i18n::{error_text, text};
use crate::store::ApiError;

/// The latest answer; none while it is awaited.
pub type Answer<T> = RwSignal<Option<Result<T, ApiError>>>;

/// Asks at once and again on demand, and shows the answer or why there is none.
#[component]
pub fn Asking<T, F, W>(
    /// Where the answer is kept.
    answer: Answer<T>,
    /// Asks the server.
    ask: F,
    /// Shows what it told.
    show: impl Fn(T) -> AnyView + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn() -> W + 'static,
    W: Future<Output = Result<T, ApiError>> + 'static,
{
    let ask = Rc::new(ask);
    let again = StoredValue::new_local(Rc::new(move || {
        let asked = ask();
        spawn_local(async move {
            let told = asked.await;
            // The page may have been left meanwhile.
            answer.try_set(Some(told));
        });
    }));
    again.with_value(|ask| ask());
    let problem = move |error: ApiError| {
        let again = move || again.with_value(|ask| ask());
        view! { <AskAgain sentence=error_text(&error.code) again/> }.into_any()
    };
    move || match answer.get() {
        None => view! { <p role="status">{text("common.loading")}</p> }.into_any(),
        Some(Err(error)) => problem(error),
        Some(Ok(told)) => show(told),
    }
}

/// Says why there is no fresh answer, and offers to ask again.
#[component]
pub fn AskAgain(
    /// Why.
    sentence: String,
    /// Asks again.
    again: impl Fn() + Send + 'static,
) -> impl IntoView {
    view! {
        <Banner tone=Tone::Warn text=sentence>
            <button type="button" class="link" on:click=move |_| again()>
                {text("common.retry")}
            </button>
        </Banner>
    }
}
