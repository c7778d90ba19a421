//! The page of one product.

use domain::access::may_create;
use domain::kinds::product::{self, PRODUCT};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use sync::record::Fields;

use super::form::ProductForm;
use super::view::ProductView;
use crate::pages::form::Form;
use crate::store::{Store, use_store};

/// The product in the address or a new one: a form for those who keep products, its facts for
/// everybody else.
#[component]
pub fn ProductPage() -> impl IntoView {
    let store = use_store();
    let id = use_params_map().with_untracked(|params| params.get("id"));
    let form = keeps_products(store)
        .then(|| open(store, id.as_deref()))
        .flatten();
    match form {
        Some(form) => view! { <ProductForm form /> }.into_any(),
        None => view! { <ProductView id=id.unwrap_or_default() /> }.into_any(),
    }
}

/// Whether the person makes and changes products.
pub fn keeps_products(store: Store) -> bool {
    may_create(&PRODUCT, &store.actor()).is_ok()
}

fn open(store: Store, id: Option<&str>) -> Option<Form> {
    let Some(id) = id else {
        return Some(Form::create(&PRODUCT, "product/new", Fields::new()));
    };
    let record = store.record(id)?;
    (record.kind == product::KIND).then(|| Form::edit(&PRODUCT, &record))
}
