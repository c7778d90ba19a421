//! The kinds of records that a company keeps, one file each.

pub mod branch;
mod build;
pub mod complaint;
pub mod customer;
pub mod interaction;
pub mod invoice;
pub mod note;
pub mod order;
pub mod payment;
pub mod payment_promise;
pub mod product;
pub mod product_cost;
pub mod settings;
pub mod staff;
pub mod vehicle;

use crate::schema::Schema;

/// All kinds. A kind comes after the one it follows.
pub const SCHEMA: Schema = Schema {
    version: 5,
    kinds: &[
        branch::BRANCH,
        staff::STAFF,
        settings::SETTINGS,
        customer::CUSTOMER,
        vehicle::VEHICLE,
        complaint::COMPLAINT,
        interaction::INTERACTION,
        note::NOTE,
        product::PRODUCT,
        product_cost::PRODUCT_COST,
        order::ORDER,
        invoice::INVOICE,
        payment::PAYMENT,
        payment_promise::PAYMENT_PROMISE,
    ],
};

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use sha2::{Digest, Sha256};

    use super::SCHEMA;
    use crate::schema::{Field, FieldKind, Scope, Write};

    /// Whoever changes a kind raises the version and writes down the new digest beside it.
    #[test]
    fn a_changed_kind_has_a_new_version() {
        let digest = Sha256::digest(format!("{:?}", SCHEMA.kinds));
        let digest: String = digest
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!((SCHEMA.version, digest.as_str()), (5, "050d90e22f8b27b2"));
    }

    #[test]
    fn names_are_unique() {
        let kinds: BTreeSet<_> = SCHEMA.kinds.iter().map(|kind| kind.name).collect();
        assert_eq!(kinds.len(), SCHEMA.kinds.len());
        for kind in SCHEMA.kinds {
            let fields: BTreeSet<_> = kind.fields.iter().map(|field| field.name).collect();
            assert_eq!(fields.len(), kind.fields.len(), "{}", kind.name);
        }
    }

    #[test]
    fn groups_never_share_a_name_with_a_field() {
        for kind in SCHEMA.kinds {
            for group in kind.fields.iter().filter_map(|field| field.group) {
                assert!(kind.field(group).is_none(), "{}.{group}", kind.name);
            }
        }
    }

    #[test]
    fn a_followed_field_is_required_and_never_rewritten() {
        for kind in SCHEMA.kinds {
            if let Scope::Follows(name) = kind.scope {
                let field = kind.field(name).expect("the followed field exists");
                assert!(
                    field.required && field.write == Write::Create,
                    "{}",
                    kind.name
                );
                assert!(matches!(field.kind, FieldKind::Ref(_)));
            }
        }
    }

    #[test]
    fn whoever_writes_a_confidential_record_may_see_it() {
        for kind in SCHEMA.kinds {
            if let Scope::Role(least) = kind.scope {
                assert!(
                    kind.create >= least && kind.archive >= least,
                    "{}",
                    kind.name
                );
            }
        }
    }

    #[test]
    fn references_name_known_kinds() {
        for kind in SCHEMA.kinds {
            assert_references(kind.fields);
        }
    }

    fn assert_references(fields: &[Field]) {
        for field in fields {
            match field.kind {
                FieldKind::Ref(name) => assert!(SCHEMA.kind(name).is_some(), "{name}"),
                FieldKind::Map(entry) => assert_references(entry),
                _ => {}
            }
        }
    }

    #[test]
    fn series_numbers_are_written_by_the_server_alone() {
        for kind in SCHEMA.kinds {
            if let Some(series) = kind.number {
                let field = kind.field(series.field).expect("the number has a field");
                assert_eq!(field.write, Write::Server, "{}", kind.name);
            }
        }
    }
}
