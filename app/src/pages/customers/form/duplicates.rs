//! Customers that may be the same as the one being typed.

use std::collections::BTreeSet;

use domain::duplicates::{phone_keys, plate_key};

use super::vehicles::vehicles;
use crate::pages::form::{Duplicate, Form, holders};

/// Customers with a phone or plate that was typed just now.
pub fn duplicates(form: Form) -> Vec<Duplicate> {
    let store = form.store();
    store.track();
    let id = form.id();
    let before = store
        .record(&id)
        .map(|record| phone_keys(&record.fields))
        .unwrap_or_default();
    let phones: BTreeSet<String> = phone_keys(&form.record())
        .difference(&before)
        .cloned()
        .collect();
    let plates: BTreeSet<String> = vehicles(form)
        .iter()
        .filter_map(|(_, fields)| plate_key(fields))
        .collect();
    holders(store, &id, phones, "customer.duplicate_phone")
        .into_iter()
        .chain(holders(store, &id, plates, "customer.duplicate_plate"))
        .collect()
}
