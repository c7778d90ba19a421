//! An order or an invoice on paper.

use leptos::prelude::*;

use crate::components::MenuOption;
use crate::i18n::{format, text, text_with};
use crate::platform::dom::{self, Paper};
use crate::store::Store;

/// Who sells, over what is printed.
#[component]
pub fn PrintHead(
    store: Store,
    /// Id of the branch.
    #[prop(into)]
    branch: Signal<String>,
) -> impl IntoView {
    let company = move || store.index(|index| index.settings.company.clone());
    let branch = move || store.branch(&branch.get()).map(|branch| branch.name);
    let when = move || {
        let now = format::date_time(store.now_ms(), &store.zone());
        text_with("print.when", &[("when", now)])
    };
    view! {
        <div class="print-only print-head">
            <strong>{company}</strong>
            <p>{branch}</p>
            <p>{when}</p>
        </div>
    }
}

/// Entries of a menu that print what is shown.
pub fn print_options() -> [MenuOption; 2] {
    ["sheet", "receipt"].map(|word| MenuOption::new(word, text(&format!("print.{word}"))))
}

/// Prints, if the chosen entry of a menu is one of [`print_options`]. Answers whether it was.
pub fn print_on(choice: &str) -> bool {
    match choice {
        "sheet" => dom::print_on(Paper::Sheet),
        "receipt" => dom::print_on(Paper::Receipt),
        _ => return false,
    }
    true
}
