//! Short words about a thing: its state, its initials.

use leptos::prelude::*;

/// How a tag or banner is meant. The words carry the meaning; the tone repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// In order.
    Ok,
    /// Wants attention some time.
    Warn,
    /// Wants attention now.
    Bad,
    /// Worth knowing.
    Info,
    /// Neither good nor bad.
    #[default]
    Mute,
}

impl Tone {
    /// Class of the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            Self::Ok => "t-ok",
            Self::Warn => "t-warn",
            Self::Bad => "t-bad",
            Self::Info => "t-info",
            Self::Mute => "t-mute",
        }
    }
}

/// A pill with one or two words.
#[component]
pub fn Tag(
    /// How it is meant.
    #[prop(into)]
    tone: Signal<Tone>,
    /// The words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    view! { <span class=move || format!("tag {}", tone.get().class())>{text}</span> }
}

/// Initials in a circle, for the eye alone: the name always stands beside them.
#[component]
pub fn Avatar(
    /// One to three letters.
    #[prop(into)]
    initials: Signal<String>,
) -> impl IntoView {
    view! { <span class="ava" aria-hidden="true">{initials}</span> }
}
