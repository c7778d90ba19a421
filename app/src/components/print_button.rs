//! A button that prints what is shown.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::i18n::text;

/// The button; what pressing it prints is the page's to say.
#[component]
pub fn PrintButton(
    /// Name for tests.
    testid: &'static str,
    /// Prints.
    on_press: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button type="button" class="btn" data-testid=testid on:click=move |_| on_press()>
            <Icon glyph=Glyph::Printer />
            {text("common.print")}
        </button>
    }
}
