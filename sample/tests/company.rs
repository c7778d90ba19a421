//! The sample company is sound, whole and always the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use domain::customer::to_contact;
use domain::duplicates::phone_keys;
use domain::kinds::SCHEMA;
use domain::schema::{FieldKind, Scope, Write};
use domain::validate::check_record;
use sample::{Company, company};

/// 2026-11-23 03:00 UTC.
const NOW: i64 = 1_795_402_800_000;

/// The company that all tests look at.
fn sample() -> &'static Company {
    static SAMPLE: LazyLock<Company> = LazyLock::new(|| company(1, NOW));
    &SAMPLE
}

#[test]
fn every_record_is_valid() {
    for record in &sample().records {
        let kind = SCHEMA.kind(record.kind).expect("the kind is known");
        let problems = check_record(kind, &record.fields);
        assert!(problems.is_empty(), "{record:?} {problems:?}");
        assert_eq!(record.home.is_some(), kind.scope == Scope::Home);
        let server = kind
            .fields
            .iter()
            .filter(|field| field.write == Write::Server);
        assert!(
            server
                .into_iter()
                .all(|field| !record.fields.contains_key(field.name))
        );
    }
}

#[test]
fn records_come_after_what_they_refer_to() {
    let mut known: BTreeSet<String> = BTreeSet::new();
    for record in &sample().records {
        let kind = SCHEMA.kind(record.kind).expect("the kind is known");
        let references = kind
            .fields
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Ref(_)));
        for id in references.filter_map(|field| record.fields.get(field.name)?.as_str()) {
            assert!(known.contains(id), "{record:?} refers to {id}");
        }
        assert!(known.insert(record.id.clone()), "{} twice", record.id);
    }
}

#[test]
fn nothing_lies_after_now() {
    for record in &sample().records {
        assert!(record.created_ms < NOW, "{record:?}");
    }
}

#[test]
fn the_company_has_its_size() {
    let company = sample();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for record in &company.records {
        *counts.entry(record.kind).or_default() += 1;
    }
    assert_eq!(counts["branch"], 9);
    assert_eq!(counts["settings"], 1);
    assert_eq!((counts["product"], counts["product_cost"]), (61, 61));
    assert!((1900..2200).contains(&counts["customer"]), "{counts:?}");
    assert!(
        counts["interaction"] > 3000 && counts["complaint"] > 300,
        "{counts:?}"
    );
    assert!(
        counts["vehicle"] > 1500 && counts["note"] > 300,
        "{counts:?}"
    );
}

#[test]
fn every_complaint_state_and_a_due_step_are_there() {
    let company = sample();
    let states: BTreeSet<_> = company
        .of("complaint")
        .filter_map(|c| c.fields["state"].as_str())
        .collect();
    assert_eq!(states.len(), 6);
    let due = company
        .of("interaction")
        .filter(|i| to_contact(&i.fields, "2026-11-23"))
        .count();
    assert!(due > 20, "{due}");
}

#[test]
fn some_customers_are_there_twice() {
    let company = sample();
    let mut seen = BTreeSet::new();
    let twins = company
        .of("customer")
        .flat_map(|customer| phone_keys(&customer.fields))
        .filter(|key| !seen.insert(key.clone()))
        .count();
    assert!(twins >= 20, "{twins}");
}

#[test]
fn sign_ins_belong_to_staff() {
    let company = sample();
    for sign_in in &company.sign_ins {
        let staff = company.of("staff").find(|staff| staff.id == sign_in.person);
        assert_eq!(staff.expect("there is one").fields["email"], sign_in.email);
    }
    assert_eq!(company.sign_ins.len(), 5);
}

#[test]
fn the_same_seed_gives_the_same_company() {
    assert_eq!(*sample(), company(1, NOW));
    assert_ne!(sample().records[20].id, company(2, NOW).records[20].id);
}
