//! What products cost one customer.

use domain::kinds::product::price_for;
use domain::money::UnitPrice;

use crate::store::{ProductRow, Store};

/// The prices of a customer's channel.
pub struct PriceList {
    store: Store,
    channel: Option<String>,
}

impl PriceList {
    /// The prices for a customer; the list prices for one who is not on the device.
    pub fn of(store: Store, customer: &str) -> Self {
        let customer = store.record(customer);
        let channel = customer.map(|customer| customer.text("channel").to_owned());
        Self { store, channel }
    }

    /// Looks at the product in use that has this code, with its price where it has one.
    pub fn look<T>(
        &self,
        code: &str,
        look: impl FnOnce(&ProductRow, Option<UnitPrice>) -> T,
    ) -> Option<T> {
        self.store.index(|index| {
            let product = index.product_of(code)?;
            let price = price_for(&product.fields, self.channel.as_deref());
            Some(look(product, price))
        })
    }
}
