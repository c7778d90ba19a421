//! The language of the app: every text that people read, dates, times and numbers.

pub mod civil;
pub mod format;
mod intl;
#[cfg(test)]
mod keys;
mod labels;
pub mod zone;

use rust_i18n::t;

pub use labels::{choice_label, error_text, field_help, field_label, kind_label, kinds_label};

// The macro that reads the texts does not tell cargo so; without this a change of a text would
// not build the app again. Nothing of it is kept in the build.
const _: [&str; 2] = [
    include_str!("../../locales/id.yml"),
    include_str!("../../locales/en.yml"),
];

/// A language that the app speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// Indonesian, the language of the house.
    #[default]
    Id,
    /// English.
    En,
}

impl Language {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Id, Self::En];

    /// Its code, which is also the name of its file of texts.
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::En => "en",
        }
    }

    /// Its name in itself.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "Bahasa Indonesia",
            Self::En => "English",
        }
    }

    /// The language of a code such as `en` or `en-US`.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split('-').next().unwrap_or(code);
        Self::ALL
            .into_iter()
            .find(|language| language.code() == primary)
    }
}

/// Sets the language at the start.
pub fn init(language: Language) {
    set_language(language);
}

/// Sets the language. Texts that are on the screen change when they are drawn again.
pub fn set_language(language: Language) {
    rust_i18n::set_locale(language.code());
    if let Some(root) = leptos::prelude::document().document_element() {
        // Only an element without attributes could fail here, and the root has them.
        let _ = root.set_attribute("lang", language.code());
    }
}

/// The language that texts are given in.
pub fn language() -> Language {
    Language::from_code(&rust_i18n::locale()).unwrap_or_default()
}

/// The text of a key.
pub fn text(key: &str) -> String {
    t!(key).into_owned()
}

/// The text of a key, with the values of its placeholders.
pub fn text_with<V: ToString>(key: &str, values: &[(&str, V)]) -> String {
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let values: Vec<String> = values.iter().map(|(_, value)| value.to_string()).collect();
    rust_i18n::replace_patterns(&t!(key), &names, &values)
}

/// The text `key.one` or `key.other` with `%{count}` written in digits.
pub fn counted(key: &str, count: usize) -> String {
    let form = if count == 1 { "one" } else { "other" };
    let count = format::number(i64::try_from(count).unwrap_or(i64::MAX));
    text_with(&format!("{key}.{form}"), &[("count", count)])
}

/// Whether there is a text of this key.
pub fn has(key: &str) -> bool {
    find(key).is_some()
}

/// The text of a key, if there is one.
pub(crate) fn find(key: &str) -> Option<String> {
    crate::_rust_i18n_try_translate(language().code(), key).map(|text| text.into_owned())
}
