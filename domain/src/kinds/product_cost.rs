//! What a product costs the company itself, which not everybody may see.

use super::build::field;
use super::product;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, Scope};

/// Name of the kind.
pub const KIND: &str = "product_cost";
/// Which product.
pub const PRODUCT: &str = "product";
/// What one unit costs.
pub const COST: &str = "cost";

/// The kind.
pub const PRODUCT_COST: Kind = Kind {
    name: KIND,
    scope: Scope::Role(Role::BranchHead),
    create: Role::HeadOffice,
    archive: Role::HeadOffice,
    create_only: false,
    number: None,
    fields: FIELDS,
    kept: &[],
};

const FIELDS: &[Field] = &[
    field(PRODUCT, FieldKind::Ref(product::KIND))
        .required()
        .on_create(),
    field(COST, FieldKind::UnitPrice)
        .required()
        .by(Role::HeadOffice),
];
