//! Language and look.

use leptos::prelude::*;

use super::Store;
use crate::i18n::{self, Language};
use crate::platform::dom;
use crate::platform::storage::Preference;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the device is set.
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Stable word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The language that was chosen on this device.
pub fn language() -> Language {
    let chosen = Preference::Language.read();
    chosen
        .and_then(|code| Language::from_code(&code))
        .unwrap_or(Language::Id)
}

/// The look that was chosen on this device.
pub fn theme() -> Theme {
    match Preference::Theme.read().as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

impl Store {
    /// The language of the page. Reactive.
    pub fn language(&self) -> Language {
        self.language.get()
    }

    /// Chooses the language of the page.
    pub fn set_language(&self, language: Language) {
        Preference::Language.write(Some(language.code()));
        i18n::set_language(language);
        self.language.set(language);
    }

    /// The look of the page. Reactive.
    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// Chooses the look of the page.
    pub fn set_theme(&self, theme: Theme) {
        Preference::Theme.write(Some(theme.as_str()).filter(|_| theme != Theme::System));
        show_theme(theme);
        self.theme.set(theme);
    }

    pub(super) fn apply_preferences(&self) {
        i18n::init(self.language.get_untracked());
        show_theme(self.theme.get_untracked());
    }
}

fn show_theme(theme: Theme) {
    dom::set_root_data(
        "theme",
        Some(theme.as_str()).filter(|_| theme != Theme::System),
    );
}
