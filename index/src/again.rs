//! Customers who are to order again, from the days of their orders.

use std::collections::HashMap;

use domain::buying::{DueAgain, due_by_days};

use super::Index;
use super::facts::Detail;

/// A customer whose next order is due by their rhythm.
#[derive(Debug, Clone, PartialEq)]
pub struct ReorderRow {
    /// Id of the customer.
    pub customer: String,
    /// Name of the customer.
    pub name: String,
    /// First phone, as people write it.
    pub phone: String,
    /// Since when and after which rhythm.
    pub due: DueAgain,
}

impl Index {
    /// The customers whose next order is due on a day, the most overdue leading. Troubled and
    /// archived ones are left out, and those who are more than two rhythms over: they are lost
    /// rather than due.
    pub fn due_again(&self, today: &str) -> Vec<ReorderRow> {
        let Ok(today) = today.parse() else {
            return Vec::new();
        };
        let mut days: HashMap<&str, Vec<_>> = HashMap::new();
        for facts in self.facts.values().filter(|facts| !facts.archived) {
            let (Detail::Order(order), Some(customer)) = (&facts.detail, &facts.root) else {
                continue;
            };
            let day = order.ordered_on.parse().ok();
            if let Some(day) = day.filter(|_| order.is_firm_sale()) {
                days.entry(customer).or_default().push(day);
            }
        }
        let due = |(id, days)| Some((id, due_by_days(days, today).filter(|due| !due.is_lost())?));
        let mut rows: Vec<ReorderRow> = days
            .into_iter()
            .filter_map(due)
            .filter_map(|(id, due)| self.reorder_row(id, due))
            .collect();
        rows.sort_by(|a, b| {
            (b.due.over, &a.name, &a.customer).cmp(&(a.due.over, &b.name, &b.customer))
        });
        rows
    }

    fn reorder_row(&self, id: &str, due: DueAgain) -> Option<ReorderRow> {
        let customer = self.customer(id)?;
        (!customer.archived && !customer.troubled).then(|| ReorderRow {
            customer: id.to_owned(),
            name: customer.name.clone(),
            phone: customer.phone.clone(),
            due,
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use sync::stamp::Stamp;

    use super::Index;
    use crate::Known;
    use crate::Now;

    fn known(kind: &str, id: &str, fields: Value) -> Known {
        let record = json!({
            "k": kind, "i": id, "v": 1, "h": "mks", "f": fields, "s": Stamp::default(), "p": "p",
            "t": 0,
        });
        Known::of(&serde_json::from_value(record).expect("a record"), false)
    }

    fn customer(id: &str, extra: Value) -> Known {
        let mut fields = json!({"name": format!("Pelanggan {id}")});
        let map = fields.as_object_mut().expect("object");
        map.extend(extra.as_object().expect("object").clone());
        known("customer", id, fields)
    }

    fn orders(customer: &str, days: [&str; 3]) -> Vec<Known> {
        let order = |day: &str| {
            let fields = json!({
                "customer": customer, "type": "sale", "state": "received", "ordered_on": day,
                "currency": "IDR", "lines": {},
            });
            known("order", &format!("{customer}-{day}"), fields)
        };
        days.map(order).into()
    }

    #[test]
    fn the_most_overdue_lead_and_lost_ones_are_left_out() {
        let mut book = vec![
            customer("late", json!({})),
            customer("due", json!({})),
            customer("early", json!({})),
            customer("lost", json!({})),
            customer("troubled", json!({"troubled": true})),
        ];
        book.extend(orders("due", ["2026-10-24", "2026-11-03", "2026-11-13"]));
        book.extend(orders("late", ["2026-10-20", "2026-10-30", "2026-11-09"]));
        book.extend(orders("early", ["2026-11-01", "2026-11-10", "2026-11-20"]));
        book.extend(orders("lost", ["2026-01-01", "2026-01-11", "2026-01-21"]));
        book.extend(orders(
            "troubled",
            ["2026-10-20", "2026-10-30", "2026-11-09"],
        ));
        let index = Index::default().rebuilt(book, Now::default());
        let found = index.due_again("2026-11-23");
        let found: Vec<_> = found
            .iter()
            .map(|row| (row.customer.as_str(), row.due.over))
            .collect();
        assert_eq!(found, [("late", 4), ("due", 0)]);
        assert_eq!(index.due_again(""), []);
    }
}
