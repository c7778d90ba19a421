//! Imports from files of other systems: customers, and their orders.

mod customers;
mod orders;

use leptos::prelude::*;

pub use customers::ImportPage;
pub use orders::OrderImportPage;

use crate::i18n::text;

/// Addresses of the imports, each with the key of its words.
const IMPORTS: [(&str, &str); 2] = [
    ("/settings/import", "import.customers"),
    ("/settings/import/orders", "import.orders"),
];

/// The choice of what is imported.
#[component]
fn Imports(
    /// Address of the import that is open.
    here: &'static str,
) -> impl IntoView {
    let link = |(address, words): (&'static str, &'static str)| {
        let current = (address == here).then_some("page");
        view! { <a class="chip" href=address aria-current=current>{text(words)}</a> }
    };
    view! {
        <nav class="views" aria-label=text("import.what")>
            {IMPORTS.map(link).collect_view()}
        </nav>
    }
}

/// A count in digits.
fn digits(count: usize) -> String {
    crate::i18n::format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
