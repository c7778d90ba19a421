//! An order on paper: a sheet, or the roll of a receipt printer.

use leptos::prelude::*;

use crate::components::{Glyph, Menu, MenuOption};
use crate::i18n::{format, text, text_with};
use crate::platform::dom::{self, Paper};
use crate::store::Store;

/// A button with the papers to print on.
#[component]
pub fn PrintMenu() -> impl IntoView {
    let options = vec![
        MenuOption::new("sheet", text("order.print_sheet")),
        MenuOption::new("receipt", text("order.print_receipt")),
    ];
    let print = UnsyncCallback::new(|word: String| {
        dom::print_on(match word.as_str() {
            "receipt" => Paper::Receipt,
            _ => Paper::Sheet,
        });
    });
    view! {
        <Menu
            label=text("common.print")
            glyph=Glyph::Printer
            testid="order-print"
            options=Signal::stored(options)
            on_choose=print
        />
    }
}

/// Who sells, over an order on paper.
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
        text_with("order.printed", &[("when", now)])
    };
    view! {
        <div class="print-only print-head">
            <strong>{company}</strong>
            <p>{branch}</p>
            <p>{when}</p>
        </div>
    }
}
