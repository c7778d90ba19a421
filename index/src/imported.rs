//! What imports made, found without decoding records.

use std::collections::{BTreeSet, HashMap};

use domain::money::Amount;

use super::Index;
use super::facts::{CustomerFacts, Detail, Facts, OrderFacts};

/// What there is of an order that a file names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportedOrder<'a> {
    /// It is put away.
    pub archived: bool,
    /// What it comes to.
    pub net: Amount,
    /// Id of the import run that made it.
    pub run: &'a str,
}

/// What one import run made or took back and nobody has archived since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// Ids of orders.
    pub orders: Vec<String>,
    /// Ids of customers that nothing else follows by now.
    pub customers: Vec<String>,
}

impl Index {
    /// The order with this id.
    pub fn imported_order(&self, id: &str) -> Option<ImportedOrder<'_>> {
        let facts = self.facts.get(id)?;
        Some(ImportedOrder {
            archived: facts.archived,
            net: order(facts)?.net,
            run: &order(facts)?.import,
        })
    }

    /// Customers of a branch by the code that another system gave them, each with whether it is
    /// archived. Of several with one code, one that is in use, and of those the one with the
    /// smallest id, so that every device takes the same.
    pub fn customers_by_code(&self, branch: &str) -> HashMap<String, (String, bool)> {
        let mut found: HashMap<String, (String, bool)> = HashMap::new();
        for (id, facts) in &self.facts {
            let own = customer(facts).filter(|customer| customer.branch == branch);
            let Some(code) = own.map(|customer| &customer.external_code) else {
                continue;
            };
            let rank = (facts.archived, &**id);
            let known = found.get(code);
            if !code.is_empty()
                && known.is_none_or(|(id, archived)| rank < (*archived, id.as_str()))
            {
                found.insert(code.clone(), (id.to_string(), facts.archived));
            }
        }
        found
    }

    /// Ids of customers that a run made and that are not archived.
    pub fn imported_customers(&self, run: &str) -> Vec<String> {
        let is_of_run = |facts: &Facts| {
            !facts.archived && customer(facts).is_some_and(|customer| customer.import == run)
        };
        let own = self.facts.iter().filter(|(_, facts)| is_of_run(facts));
        own.map(|(id, _)| id.to_string()).collect()
    }

    /// Everything that a run made or, by these ids, took back, and that is not archived. A customer
    /// of an import whom something else follows by now stays.
    pub fn imported(&self, run: &str, restored: &BTreeSet<String>) -> Imported {
        let is_made = |facts: &Facts| order(facts).is_some_and(|order| order.import == run);
        let is_of_run = |id: &str, facts: &Facts| restored.contains(id) || is_made(facts);
        let live = self.facts.iter().filter(|(_, facts)| !facts.archived);
        let orders = live.filter(|(id, facts)| order(facts).is_some() && is_of_run(id, facts));
        let mut customers: BTreeSet<String> = self.imported_customers(run).into_iter().collect();
        customers.extend(self.restored_customers(restored));
        customers.retain(|id| {
            let followers = self.children.get(id.as_str()).into_iter().flatten();
            let mut others = followers.filter_map(|id| Some((id, self.facts.get(id)?)));
            self.is_made_by_hand(id)
                || others.all(|(id, facts)| facts.archived || is_of_run(id, facts))
        });
        Imported {
            orders: orders.map(|(id, _)| id.to_string()).collect(),
            customers: customers.into_iter().collect(),
        }
    }

    fn restored_customers(&self, restored: &BTreeSet<String>) -> impl Iterator<Item = String> {
        let is_live = |id: &&String| {
            let facts = self.facts.get(id.as_str());
            facts.is_some_and(|facts| !facts.archived && customer(facts).is_some())
        };
        restored.iter().filter(is_live).cloned()
    }

    /// Whom a person made and put away had vehicles and orders all along, which are no reason to
    /// stay.
    fn is_made_by_hand(&self, id: &str) -> bool {
        let customer = self.facts.get(id).and_then(customer);
        customer.is_some_and(|customer| customer.import.is_empty())
    }
}

fn order(facts: &Facts) -> Option<&OrderFacts> {
    match &facts.detail {
        Detail::Order(order) => Some(order),
        _ => None,
    }
}

fn customer(facts: &Facts) -> Option<&CustomerFacts> {
    match &facts.detail {
        Detail::Customer(customer) => Some(customer),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};
    use sync::stamp::Stamp;

    use super::Index;
    use crate::Known;
    use crate::Now;

    fn known(kind: &str, id: &str, archived: bool, fields: Value) -> Known {
        let record = json!({
            "k": kind, "i": id, "v": 1, "h": "mks", "f": fields, "s": Stamp::default(), "p": "p",
            "t": 0, "a": archived,
        });
        Known::of(&serde_json::from_value(record).expect("a record"), false)
    }

    fn order(id: &str, customer: &str, run: &str) -> Known {
        let fields = json!({
            "customer": customer, "type": "sale", "state": "received", "ordered_on": "2026-11-20",
            "currency": "IDR", "import": run,
            "lines": {"a": {"code": "A", "quantity": 2_000, "price": 10_000}},
        });
        known("order", id, false, fields)
    }

    fn book() -> Index {
        let customer = |id: &str, archived, run: &str| {
            let fields = json!({"name": id, "external_code": "17850", "import": run});
            known("customer", id, archived, fields)
        };
        let all = vec![
            customer("c1", true, ""),
            customer("c2", false, "r1"),
            customer("c3", false, "r1"),
            known("customer", "c4", false, json!({"name": "c4"})),
            order("o1", "c2", "r1"),
            order("o2", "c3", "r1"),
            order("o3", "c3", "r2"),
            order("o4", "c4", ""),
        ];
        Index::default().rebuilt(all, Now::default())
    }

    #[test]
    fn a_run_takes_back_what_nothing_else_hangs_on() {
        let mut found = book().imported("r1", &BTreeSet::new());
        found.orders.sort();
        assert_eq!(found.orders, ["o1", "o2"]);
        assert_eq!(found.customers, ["c2"]);
        assert_eq!(book().imported_customers("r1").len(), 2);
    }

    #[test]
    fn a_run_takes_back_what_it_took_back_from_the_archive() {
        let of = |run, ids: &[&str]| {
            let restored = ids.iter().map(ToString::to_string).collect();
            let mut found = book().imported(run, &restored);
            found.orders.sort();
            [found.orders.join(" "), found.customers.join(" ")]
        };
        // The first customer is in the archive again, and the third has an order of another run.
        assert_eq!(of("r9", &["o1", "c1", "c2", "c3"]), ["o1", "c2"]);
        assert_eq!(of("r2", &["o2", "c3"]), ["o2 o3", "c3"]);
        // A person made the fourth, who had an order all along.
        assert_eq!(of("r9", &["c4"]), ["", "c4"]);
    }

    #[test]
    fn orders_and_customers_of_a_file_are_known_again() {
        let index = book();
        let order = index.imported_order("o1").expect("it is there");
        assert_eq!((order.archived, order.net.0, order.run), (false, 2, "r1"));
        assert!(index.imported_order("c1").is_none());
        let codes = index.customers_by_code("mks");
        assert_eq!(codes.get("17850"), Some(&("c2".to_owned(), false)));
        assert!(index.customers_by_code("jkt").is_empty());
    }
}
