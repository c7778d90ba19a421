//! What saving the form of a customer writes.

use domain::kinds::vehicle;
use leptos::prelude::*;
use serde_json::Value;
use sync::change::Op;
use sync::replica::Edit;

use super::vehicles::vehicles;
use crate::pages::form::{Form, HOME};

/// The customer, and the vehicles that were entered with a new one.
pub fn edits(form: Form) -> Vec<Edit> {
    untrack(|| {
        let home = Some(form.word(HOME)).filter(|home| !home.is_empty());
        let mut edits = vec![form.own_edit(home)];
        for (_, mut fields) in vehicles(form) {
            fields.insert(vehicle::CUSTOMER.to_owned(), Value::String(form.id()));
            let create = Op::Create { home: None };
            edits.push(Edit::new(create, vehicle::KIND, &form.store().new_id()).with(fields));
        }
        edits
    })
}
