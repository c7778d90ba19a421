//! The product to whose orders the list is narrowed.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::list_state::ListState;
use crate::components::Chip;
use crate::i18n::{text, text_with};
use crate::store::use_store;

/// The product, to be taken away again, with the way to its page where it is in the catalogue.
#[component]
pub fn ProductChoice(state: ListState) -> impl IntoView {
    let store = use_store();
    let navigate = StoredValue::new_local(use_navigate());
    let take_away = move || {
        state.product.set(String::new());
        // Coming back to the address would choose it again.
        let options = NavigateOptions {
            replace: true,
            ..Default::default()
        };
        navigate.with_value(|navigate| navigate("/sales", options));
    };
    let known = move |code: &str| {
        store.track();
        store.index(|index| {
            let product = index.product_of(code)?;
            Some((product.id.clone(), product.name.clone()))
        })
    };
    move || {
        let code = state.product.get();
        (!code.is_empty()).then(|| {
            let (id, name) = known(&code).unzip();
            let product = [Some(code), name].into_iter().flatten();
            let product = product.collect::<Vec<_>>().join(" · ");
            let label = text_with("order.with_product", &[("product", product)]);
            let link = id.map(|id| {
                let href = format!("/products/{id}");
                view! {
                    <a class="link" data-testid="order-product" href=href>
                        {text("order.open_product")}
                    </a>
                }
            });
            view! {
                <div class="views" data-testid="order-with-product">
                    <Chip label pressed=true on_press=take_away />
                    {link}
                </div>
            }
        })
    }
}
