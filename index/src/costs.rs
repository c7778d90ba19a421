//! What products cost, where the device holds it.

use domain::kinds::product_cost;
use domain::money::UnitPrice;
use rustc_hash::FxHashMap;
use sync::record::Record;

use super::Index;
use super::facts::Detail;

/// What a product costs the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCost {
    /// Id of the record that says it.
    pub id: String,
    /// Cost of one unit.
    pub cost: UnitPrice,
}

impl Index {
    /// What a product costs; none where nobody said it or this person may not see it.
    pub fn cost_of(&self, product: &str) -> Option<&ProductCost> {
        self.costs.get(product)
    }

    /// Costs by product. Of several that were written apart the one made last counts.
    pub(crate) fn costs_by_product(&self) -> FxHashMap<String, ProductCost> {
        let mut costs: FxHashMap<String, ProductCost> = FxHashMap::default();
        for (id, facts) in &self.facts {
            let Detail::Cost { product, cost } = &facts.detail else {
                continue;
            };
            let is_later = costs.get(product).is_none_or(|other| *other.id < **id);
            if is_later && !facts.archived {
                let (id, cost) = (id.to_string(), *cost);
                costs.insert(product.clone(), ProductCost { id, cost });
            }
        }
        costs
    }
}

/// A cost that cannot be read is none.
pub(crate) fn facts_of(record: &Record) -> Detail {
    match record.get(product_cost::COST).as_i64() {
        Some(cost) => Detail::Cost {
            product: record.text(product_cost::PRODUCT).to_owned(),
            cost: UnitPrice(cost),
        },
        None => Detail::Other,
    }
}
