//! What a product costs its buyers, by channel.

use domain::kinds::customer::{self, CHANNEL, CHANNELS};
use domain::kinds::product::{KIND, LIST, PRICE, PRICES};
use domain::money::UnitPrice;
use leptos::prelude::*;
use sync::record::Fields;

use crate::components::{FieldGroup, Panel, TextField, TextKind};
use crate::i18n::{choice_label, field_label, format, text, text_with};
use crate::pages::form::Form;
use crate::store::use_store;

/// One input for each price.
#[component]
pub fn PriceInputs(
    /// The form of a product.
    form: Form,
) -> impl IntoView {
    let currency = form.store().currency().as_str();
    let inputs = words().map(move |word| view! { <PriceInput form word /> });
    view! {
        <FieldGroup legend=text_with("product.prices_in", &[("currency", currency)])>
            <div class="fields">{inputs.collect_view()}</div>
        </FieldGroup>
    }
}

/// The price under one key. None of them must be there, though an entry without one may not.
#[component]
fn PriceInput(form: Form, word: &'static str) -> impl IntoView {
    let path = format!("{PRICES}/{word}/{PRICE}");
    let help = (word == LIST).then(|| text("product.list_price_help"));
    view! {
        <TextField
            name=format!("price-{word}")
            label=price_label(word)
            value=form.text(path.clone())
            help
            error=form.error(path)
            kind=TextKind::Decimal
        />
    }
}

/// The price that everybody pays, and those of channels with one of their own.
#[component]
pub fn PricePanel(
    /// Fields of the product.
    fields: Fields,
) -> impl IntoView {
    let store = use_store();
    let line = |word: &'static str| {
        let price = match own_price(&fields, word) {
            Some(price) => format::unit_price(price, store.currency()),
            None if word == LIST => text("common.none"),
            None => return None,
        };
        Some(view! {
            <dt>{price_label(word)}</dt>
            <dd>{price}</dd>
        })
    };
    let lines = words().filter_map(line).collect_view();
    view! {
        <Panel title=field_label(KIND, PRICES)>
            <dl>{lines}</dl>
        </Panel>
    }
}

/// What people call the price of a channel, or the one for everybody else.
pub fn price_label(word: &str) -> String {
    if word == LIST {
        text("product.list_price")
    } else {
        choice_label(customer::KIND, CHANNEL, word)
    }
}

fn own_price(fields: &Fields, word: &str) -> Option<UnitPrice> {
    let price = fields.get(PRICES)?.get(word)?.get(PRICE)?;
    price.as_i64().map(UnitPrice)
}

/// Keys of the prices in the order in which they are shown.
fn words() -> impl Iterator<Item = &'static str> {
    [LIST].into_iter().chain(CHANNELS.iter().copied())
}
