//! A customer: a person or an organisation that the company deals with.

use super::build::field;
use crate::access::Role;
use crate::schema::{Field, FieldKind, Kind, NumberSeries, Scope};

/// Name of the kind.
pub const KIND: &str = "customer";
/// Number that people read, e.g. `KP-MKS-00482`; absent until the server issued it.
pub const CODE: &str = "code";
/// One of [`FORMS`].
pub const FORM: &str = "form";
/// Name of the person or organisation.
pub const NAME: &str = "name";
/// The name is a stand-in because none is known yet.
pub const NAME_MISSING: &str = "name_missing";
/// Phones by key.
pub const PHONES: &str = "phones";
/// Number of an entry of [`PHONES`] or [`CONTACTS`], as [`crate::phone::normalise`] writes it.
pub const NUMBER: &str = "number";
/// E-mail address.
pub const EMAIL: &str = "email";
/// Street and number.
pub const STREET: &str = "street";
/// Code of the province.
pub const PROVINCE: &str = "province";
/// Code of the regency or city.
pub const REGENCY: &str = "regency";
/// Five digits.
pub const POSTCODE: &str = "postcode";
/// People of an organisation by key.
pub const CONTACTS: &str = "contacts";
/// Family members by key.
pub const FAMILY: &str = "family";
/// One of [`CHANNELS`].
pub const CHANNEL: &str = "channel";
/// Name of a sub-type of the channel.
pub const SUB_TYPE: &str = "sub_type";
/// One of [`SOURCES`].
pub const SOURCE: &str = "source";
/// Day of birth, or of foundation.
pub const BIRTHDAY: &str = "birthday";
/// Hobbies in free words.
pub const HOBBIES: &str = "hobbies";
/// Products that the customer uses, by key.
pub const PRODUCTS_USED: &str = "products_used";
/// Staff member in charge.
pub const OWNER: &str = "owner";
/// One of [`SIZES`].
pub const SIZE: &str = "size";
/// Set by hand: taken out of lists of people to call.
pub const TROUBLED: &str = "troubled";
/// Why [`TROUBLED`] was set.
pub const TROUBLE_REASON: &str = "trouble_reason";
/// Days from an invoice to its being due.
pub const TERMS_DAYS: &str = "terms_days";
/// How much the customer may owe, not below nothing; absent means any amount.
pub const CREDIT_LIMIT: &str = "credit_limit";
/// How many invoices may be open at a time; absent means any number.
pub const CREDIT_DOCUMENTS: &str = "credit_documents";
/// Anything else.
pub const NOTE: &str = "note";
/// Key in the system that it was imported from.
pub const EXTERNAL_CODE: &str = "external_code";
/// Id of the import run that made it.
pub const IMPORT: &str = "import";

/// A person or an organisation.
pub const FORMS: &[&str] = &["person", "organisation"];
/// The end user, and the six types of channel.
pub const CHANNELS: &[&str] = &[
    "end_user",
    "distributor",
    "wholesaler",
    "retailer",
    "institution",
    "online",
    "agent",
];
/// How the customer came to us.
pub const SOURCES: &[&str] = &[
    "sales_force",
    "exhibition",
    "member_card",
    "warranty_card",
    "referral",
    "web_form",
    "telesales",
    "import",
];
/// Utama, reguler, kecil.
pub const SIZES: &[&str] = &["major", "regular", "small"];

/// The kind.
pub const CUSTOMER: Kind = Kind {
    name: KIND,
    scope: Scope::Home,
    create: Role::Staff,
    archive: Role::Staff,
    create_only: false,
    number: Some(NumberSeries {
        field: CODE,
        prefix: "KP",
        per_branch: true,
        digits: 5,
    }),
    fields: FIELDS,
    kept: &[CODE],
};

const FIELDS: &[Field] = &[
    field(CODE, FieldKind::Text(20)).by_server(),
    field(FORM, FieldKind::Choice(FORMS)).required(),
    field(NAME, FieldKind::Text(160))
        .required()
        .in_group("naming"),
    field(NAME_MISSING, FieldKind::Flag).in_group("naming"),
    field(PHONES, FieldKind::Map(PHONE)),
    field(EMAIL, FieldKind::Text(120)),
    field(STREET, FieldKind::Text(200)).in_group("address"),
    field(PROVINCE, FieldKind::Text(2)).in_group("address"),
    field(REGENCY, FieldKind::Text(4)).in_group("address"),
    field(POSTCODE, FieldKind::Text(5)).in_group("address"),
    field(CONTACTS, FieldKind::Map(CONTACT)),
    field(FAMILY, FieldKind::Map(RELATIVE)),
    field(CHANNEL, FieldKind::Choice(CHANNELS)).in_group("market"),
    field(SUB_TYPE, FieldKind::Text(60)).in_group("market"),
    field(SOURCE, FieldKind::Choice(SOURCES)),
    field(BIRTHDAY, FieldKind::Date),
    field(HOBBIES, FieldKind::Text(200)),
    field(PRODUCTS_USED, FieldKind::Map(PRODUCT_USED)),
    field(OWNER, FieldKind::Ref("staff")),
    field(SIZE, FieldKind::Choice(SIZES)),
    field(TROUBLED, FieldKind::Flag).in_group("trouble"),
    field(TROUBLE_REASON, FieldKind::Text(200)).in_group("trouble"),
    field(TERMS_DAYS, FieldKind::Int(0, 365)).by(Role::BranchHead),
    field(CREDIT_LIMIT, FieldKind::Amount).by(Role::BranchHead),
    field(CREDIT_DOCUMENTS, FieldKind::Int(0, 10_000)).by(Role::BranchHead),
    field(NOTE, FieldKind::Note(4000)),
    field(EXTERNAL_CODE, FieldKind::Text(60)),
    field(IMPORT, FieldKind::Text(60)).on_create(),
];

const PHONE: &[Field] = &[
    field(NUMBER, FieldKind::Text(40)).required(),
    field("label", FieldKind::Text(40)),
];

const CONTACT: &[Field] = &[
    field("name", FieldKind::Text(120)).required(),
    field("position", FieldKind::Text(80)),
    field("phone", FieldKind::Text(40)),
    field("knows", FieldKind::Ref("staff")),
];

const RELATIVE: &[Field] = &[
    field("name", FieldKind::Text(120)).required(),
    field("relation", FieldKind::Text(40)),
    field("birthday", FieldKind::Date),
];

const PRODUCT_USED: &[Field] = &[
    field("product", FieldKind::Text(120)).required(),
    field("purpose", FieldKind::Text(120)),
];
