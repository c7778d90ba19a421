//! What the form of an order begins with: a new sale, an order again, a return, an order as it is.

use domain::buying::Usual;
use domain::kinds::order::{self, ORDER};
use domain::money::{Quantity, UnitPrice};
use domain::order::{Order, returnable};
use leptos::prelude::*;
use serde_json::{Value, json};
use sync::record::{Fields, Record};

use super::again::usual_of;
use super::price_list::PriceList;
use crate::pages::form::Form;
use crate::store::{OrderRow, ProductRow, Store};

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Beginning {
    /// A sale to this customer.
    Sale(String),
    /// The same, of what they would order again.
    Again(String),
    /// A return against this order.
    Return(String),
    /// This order as it is.
    Edit(String),
}

impl Beginning {
    /// The form; none when what it is about is not on the device.
    pub fn form(&self, store: Store) -> Option<Form> {
        match self {
            Self::Sale(customer) => sale(store, customer, &[]),
            Self::Again(customer) => {
                let orders = store.index(|index| index.orders_of(customer));
                sale(store, customer, &usual_of(store, &orders))
            }
            Self::Return(id) => return_of(store, &store.record(id)?),
            Self::Edit(id) => Some(Form::edit(&ORDER, &store.record(id)?)),
        }
    }
}

fn sale(store: Store, customer: &str, usual: &[Usual]) -> Option<Form> {
    store.record(customer)?;
    let defaults = defaults(store, customer, "sale", store.currency().as_str());
    let form = Form::create(&ORDER, &format!("order/new/{customer}"), defaults);
    if has_lines(form) {
        return Some(form);
    }
    let prices = PriceList::of(store, customer);
    for one in usual {
        add_line(form, line_again(&prices, one));
    }
    if usual.is_empty() {
        form.add_entry(order::LINES);
    }
    Some(form)
}

/// Everything that may still come back; the person takes off what does not.
fn return_of(store: Store, sold: &Record) -> Option<Form> {
    let bought = Order::read(&sold.id, &sold.fields)?;
    let currency = bought.currency.as_str();
    let mut defaults = defaults(store, sold.text(order::CUSTOMER), "return", currency);
    defaults.insert(order::RETURNS.to_owned(), json!(sold.id));
    let form = Form::create(&ORDER, &format!("order/return/{}", sold.id), defaults);
    if has_lines(form) {
        return Some(form);
    }
    let mut left = returnable(&bought, &returns_of(store, &bought.id));
    for line in &bought.lines {
        let Some(at) = left.iter().position(|left| left.is_of(line)) else {
            continue;
        };
        let Quantity(quantity) = left.remove(at).left();
        let mut entry = sold.get(&format!("{}/{}", order::LINES, line.key)).clone();
        if let Some(entry) = entry.as_object_mut() {
            entry.insert(order::LINE_QUANTITY.to_owned(), json!(quantity));
        }
        add_line(form, entry);
    }
    Some(form)
}

/// The returns against an order that are on the device.
pub fn returns_of(store: Store, id: &str) -> Vec<Order> {
    let Some(sold) = store.record(id) else {
        return Vec::new();
    };
    let all = store.index(|index| index.orders_of(sold.text(order::CUSTOMER)));
    let returns = all.iter().filter(|other| other.returns == id);
    let read = |row: &OrderRow| Order::read(&row.id, &store.record(&row.id)?.fields);
    returns.filter_map(read).collect()
}

/// As much of a product as is usual, at the price of the customer's channel; at the last one where
/// the product has no price or is not in the catalogue.
fn line_again(prices: &PriceList, usual: &Usual) -> Value {
    let known = |product: &ProductRow, price: Option<UnitPrice>| {
        (product.name.clone(), product.unit.clone(), price)
    };
    let known = prices.look(&usual.code, known);
    let (name, unit, price) =
        known.unwrap_or_else(|| (usual.name.clone(), usual.unit.clone(), None));
    json!({
        order::LINE_CODE: usual.code, order::LINE_NAME: name, order::LINE_UNIT: unit,
        order::LINE_PRICE: price.unwrap_or(usual.price).0, order::LINE_QUANTITY: usual.quantity.0,
    })
}

fn defaults(store: Store, customer: &str, order_type: &str, currency: &str) -> Fields {
    Fields::from_iter([
        (order::CUSTOMER.to_owned(), json!(customer)),
        (order::TYPE.to_owned(), json!(order_type)),
        (order::STATE.to_owned(), json!("ordered")),
        (order::ORDERED_ON.to_owned(), json!(store.today())),
        (order::CURRENCY.to_owned(), json!(currency)),
    ])
}

fn add_line(form: Form, line: Value) {
    let key = form.add_entry(order::LINES);
    form.set(&format!("{}/{key}", order::LINES), line);
}

/// A draft has its own lines.
fn has_lines(form: Form) -> bool {
    !untrack(|| form.keys(order::LINES)).is_empty()
}
