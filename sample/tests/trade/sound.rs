//! Every record agrees with those that it is about.

use std::collections::{BTreeMap, BTreeSet};

use chrono::DateTime;
use domain::access::Role;
use domain::order::{Line, Order, Type, effective_discount, may_discount, over_returned};
use sample::{Company, Seed};

use crate::{NOW, has_left, orders, sample, text};

#[test]
fn what_has_left_is_invoiced_at_what_it_comes_to() {
    let company = sample();
    let orders = orders(company);
    let mut invoiced = BTreeSet::new();
    for invoice in company.of("invoice") {
        let order = &orders[text(invoice, "order")];
        let net = order.totals().expect("it has totals").net;
        assert_eq!(invoice.fields["amount"], net.0, "{invoice:?}");
        assert!(has_left(order) && invoiced.insert(&order.id), "{invoice:?}");
    }
    assert_eq!(
        orders.values().filter(|order| has_left(order)).count(),
        invoiced.len()
    );
}

#[test]
fn what_came_back_was_bought_and_is_credited() {
    let company = sample();
    let orders = orders(company);
    let returns: Vec<Order> = orders
        .values()
        .filter(|one| one.order_type == Type::Return)
        .cloned()
        .collect();
    let credits = company
        .of("payment")
        .filter(|one| text(one, "type") == "credit_note");
    let credited: BTreeMap<&str, &Seed> = credits.map(|one| (text(one, "order"), one)).collect();
    assert_eq!(credited.len(), returns.len());
    for back in &returns {
        let sale = &orders[back.returns.as_deref().expect("it is against an order")];
        assert!(over_returned(sale, &returns).is_empty(), "{back:?}");
        assert!(
            back.ordered_on >= sale.ordered_on && has_left(sale),
            "{back:?}"
        );
        let net = back.totals().expect("it has totals").net;
        assert_eq!(credited[back.id.as_str()].fields["amount"], net.0);
    }
}

#[test]
fn records_are_made_on_their_days_and_none_has_a_day_to_come() {
    let company = sample();
    let records = by_id(company);
    for record in &company.records {
        let Some(customer) = records.get(text(record, "customer")) else {
            continue;
        };
        let branch = records[customer.home.as_deref().expect("a home")];
        for day in [
            "ordered_on",
            "shipped_on",
            "received_on",
            "issued_on",
            "paid_on",
            "made_on",
        ] {
            assert!(
                text(record, day) <= local_day(branch, NOW).as_str(),
                "{record:?}"
            );
        }
        for day in ["ordered_on", "issued_on", "paid_on", "made_on"] {
            let made = local_day(branch, record.created_ms);
            assert!(
                ["", made.as_str()].contains(&text(record, day)),
                "{record:?}"
            );
        }
    }
}

fn local_day(branch: &Seed, ms: i64) -> String {
    let hours = match text(branch, "time_zone") {
        "Asia/Jakarta" => 7,
        "Asia/Makassar" => 8,
        _ => 9,
    };
    let moment = DateTime::from_timestamp_millis(ms + hours * 3_600_000).expect("a moment");
    moment.date_naive().to_string()
}

#[test]
fn nobody_gave_more_discount_than_they_may() {
    let company = sample();
    let records = by_id(company);
    let settings = company.of("settings").next().expect("there are settings");
    let is_allowed = |order: &Seed, line: &Line| {
        let role = role(text(records[order.person.as_str()], "role"));
        may_discount(role, &settings.fields, effective_discount(line, None))
    };
    let mut gifts = 0;
    for order in company.of("order") {
        let read = Order::read(&order.id, &order.fields).expect("a whole order");
        assert!(
            read.lines.iter().all(|line| is_allowed(order, line)),
            "{order:?}"
        );
        gifts += read.lines.iter().filter(|line| line.free).count();
    }
    assert!(gifts > 10, "{gifts}");
}

fn by_id(company: &Company) -> BTreeMap<&str, &Seed> {
    company
        .records
        .iter()
        .map(|one| (one.id.as_str(), one))
        .collect()
}

fn role(word: &str) -> Role {
    match word {
        "administrator" => Role::Administrator,
        "head_office" => Role::HeadOffice,
        "branch_head" => Role::BranchHead,
        "supervisor" => Role::Supervisor,
        _ => Role::Staff,
    }
}
