//! The customer of orders without one.

use serde_json::{Map, Value, json};

use crate::import::identity;
use crate::kinds::customer;

/// The text from which the id of the branch's customer of orders without one is made.
pub fn walk_in_identity(company: &str, branch: &str) -> String {
    identity(company, branch, "order", "walk_in")
}

/// The fields of that customer; `run` is the id of the import run.
pub fn walk_in_fields(run: &str) -> Map<String, Value> {
    Map::from_iter([
        (customer::FORM.to_owned(), json!("organisation")),
        (
            customer::NAME.to_owned(),
            json!("Penjualan tanpa pelanggan"),
        ),
        (customer::SOURCE.to_owned(), json!("import")),
        (customer::IMPORT.to_owned(), json!(run)),
    ])
}

#[cfg(test)]
mod tests {
    use super::{walk_in_fields, walk_in_identity};
    use crate::kinds::customer;
    use crate::validate::check_record;

    #[test]
    fn a_sound_customer() {
        assert_eq!(
            check_record(&customer::CUSTOMER, &walk_in_fields("run")),
            []
        );
    }

    #[test]
    fn one_in_each_branch() {
        assert_eq!(walk_in_identity("c", "b"), "c\nb\norder\nwalk_in");
        assert_ne!(walk_in_identity("c", "b"), walk_in_identity("c", "d"));
    }
}
