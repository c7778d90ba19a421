//! A product that the company sells, and what it costs whom.

use serde_json::{Map, Value};

use super::build::field;
use super::customer::CHANNELS;
use crate::access::Role;
use crate::money::UnitPrice;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "product";
/// Code under which it is sold.
pub const CODE: &str = "code";
/// What people call it.
pub const NAME: &str = "name";
/// Unit in which it is counted, e.g. `pcs`.
pub const UNIT: &str = "unit";
/// Group of products that it belongs to.
pub const CATEGORY: &str = "category";
/// Prices by channel, or [`LIST`].
pub const PRICES: &str = "prices";
/// Price of an entry of [`PRICES`].
pub const PRICE: &str = "price";
/// Id of the import run that made it.
pub const IMPORT: &str = "import";

/// Key of [`PRICES`] for everybody whose channel has no price of its own.
pub const LIST: &str = "list";

/// The kind.
pub const PRODUCT: Kind = Kind {
    name: KIND,
    scope: Scope::Company,
    create: Role::HeadOffice,
    archive: Role::HeadOffice,
    create_only: false,
    number: None,
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(40))
        .required()
        .by(Role::HeadOffice),
    field(NAME, FieldKind::Text(160))
        .required()
        .by(Role::HeadOffice),
    field(UNIT, FieldKind::Text(20)).by(Role::HeadOffice),
    field(CATEGORY, FieldKind::Text(80)).by(Role::HeadOffice),
    field(PRICES, FieldKind::Map(ENTRY)).by(Role::HeadOffice),
    field(IMPORT, FieldKind::Text(64)).on_create(),
];

const ENTRY: &[Field] = &[field(PRICE, FieldKind::UnitPrice).required()];

/// Whether a word is a key of [`PRICES`].
pub fn is_price_key(word: &str) -> bool {
    word == LIST || CHANNELS.contains(&word)
}

/// What a product costs a customer of this channel: the channel's price, or else the list price.
pub fn price_for(product: &Map<String, Value>, channel: Option<&str>) -> Option<UnitPrice> {
    let prices = product.get(PRICES)?;
    let price = |key: &str| prices.get(key)?.get(PRICE)?.as_i64().map(UnitPrice);
    channel.and_then(price).or_else(|| price(LIST))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::price_for;

    #[test]
    fn prices_of_channels() {
        let check = |prices, channel, expected: Option<i64>| {
            let product = json!({ "prices": prices });
            let found = price_for(product.as_object().expect("object"), channel);
            assert_eq!(found.map(|price| price.0), expected, "{channel:?}");
        };
        let prices = json!({"list": {"price": 9}, "retailer": {"price": 7}});
        check(prices.clone(), Some("retailer"), Some(7));
        check(prices.clone(), Some("agent"), Some(9));
        check(prices, None, Some(9));
        check(json!({}), Some("retailer"), None);
    }
}
