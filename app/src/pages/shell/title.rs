//! The title of the browser's tab.

use leptos::prelude::*;

use crate::i18n::{text, text_with};
use crate::platform::dom;

/// Keeps the title in step with the address.
pub fn follow(path: Signal<String>) {
    Effect::new(move |_| {
        let path = path.get();
        let page = page_name(path.split('/').nth(1).unwrap_or_default());
        dom::set_title(&text_with("app.title", &[("page", page)]));
    });
}

fn page_name(first: &str) -> String {
    match first {
        "customers" | "service" | "sales" | "branches" | "settings" | "changes" => {
            text(&format!("nav.{first}"))
        }
        "vehicles" | "interactions" => text("nav.customers"),
        "orders" => text("nav.sales"),
        "products" => text("product.title"),
        "today" => text("nav.today"),
        _ => text("app.not_found"),
    }
}
