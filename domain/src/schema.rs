//! The description of every kind of record as data: one table that the merge, the forms, the
//! server's checks and the tests all read. Nothing here names a kind.

use crate::access::Role;

/// Most entries of a keyed map that sets no number of its own.
pub const MAX_ENTRIES: usize = 200;
/// One hundred percent of a [`FieldKind::Percent`].
pub const WHOLE: i64 = 10_000;

/// Everything that is known about one kind of record.
#[derive(Debug)]
pub struct Kind {
    /// Stable name on the wire and in the database, singular, e.g. `customer`.
    pub name: &'static str,
    /// Who decides which feeds hold a record of this kind.
    pub scope: Scope,
    /// Least role that may create a record of this kind.
    pub create: Role,
    /// Least role that may archive and restore a record of this kind.
    pub archive: Role,
    /// Records are written once; a correction is a further record.
    pub create_only: bool,
    /// Number that the server issues when a record is created.
    pub number: Option<NumberSeries>,
    /// All fields in the order in which a form shows them.
    pub fields: &'static [Field],
    /// Fields that stay when the customer that it belongs to is erased: what the books need and
    /// what says nothing about a person.
    pub kept: &'static [&'static str],
}

/// Which feeds hold a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Everybody in the company.
    Company,
    /// The branch named by the record's own home, and the branches it is shared with.
    Home,
    /// The same feeds as the record that this field refers to.
    Follows(&'static str),
    /// Everybody in the company of at least this role.
    Role(Role),
}

/// A series of numbers for people to read, unique for good.
#[derive(Debug, Clone, Copy)]
pub struct NumberSeries {
    /// Field that receives the number.
    pub field: &'static str,
    /// Text before the digits, e.g. `KP`; the branch code follows when `per_branch`.
    pub prefix: &'static str,
    /// One series per home branch, its own or that of the record it follows, instead of one for
    /// the company.
    pub per_branch: bool,
    /// Least number of digits.
    pub digits: usize,
}

/// One field of a kind.
#[derive(Debug)]
pub struct Field {
    /// Stable name on the wire, snake case.
    pub name: &'static str,
    /// What values it takes.
    pub kind: FieldKind,
    /// A value must be present and not blank.
    pub required: bool,
    /// Fields of one merge group win and lose together; a field without one is its own group.
    pub group: Option<&'static str>,
    /// Who may write it.
    pub write: Write,
    /// Most entries of a keyed map; other fields have none.
    pub most: usize,
}

/// Who may write a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    /// Anybody of at least this role.
    Role(Role),
    /// Only when the record is created, by whoever may create it.
    Create,
    /// Only the server.
    Server,
}

/// What values a field takes. Sizes are in characters.
#[derive(Debug, Clone, Copy)]
pub enum FieldKind {
    /// One line of at most so many characters.
    Text(usize),
    /// Several lines of at most so many characters.
    Note(usize),
    /// True or false.
    Flag,
    /// A whole number between the two, both included.
    Int(i64, i64),
    /// Money in a currency's smallest unit, a whole number within ±2^53.
    Amount,
    /// Price of one unit in ten-thousandths of a currency's major unit, 0 to 2^53.
    UnitPrice,
    /// How much of a product, in thousandths of its unit, within ±2^53.
    Quantity,
    /// A share in hundredths of a percent, 0 to [`WHOLE`].
    Percent,
    /// A day, `2026-11-23`.
    Date,
    /// A moment, milliseconds since 1970 in UTC.
    Instant,
    /// One of these stable words.
    Choice(&'static [&'static str]),
    /// The id of a record of the named kind.
    Ref(&'static str),
    /// A keyed map: every key merges alone, each value an object with these fields.
    Map(&'static [Field]),
    /// A keyed map whose values are `true`, e.g. a set of branch ids.
    Set,
}

impl Kind {
    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The merge group of a path: `address` for `street`, `phones/k1` for itself.
    pub fn group<'a>(&self, path: &'a str) -> &'a str {
        if path.contains('/') {
            return path;
        }
        self.field(path)
            .and_then(|field| field.group)
            .unwrap_or(path)
    }

    /// All paths that share the merge group, the group itself when it is a field or map entry.
    pub fn members<'a>(&self, group: &'a str) -> Vec<&'a str> {
        let members: Vec<&'static str> = self
            .fields
            .iter()
            .filter(|field| field.group == Some(group))
            .map(|field| field.name)
            .collect();
        if members.is_empty() {
            vec![group]
        } else {
            members
        }
    }
}

/// The kinds of a company. `sync` is handed one and never looks for a name of its own.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Raised whenever kinds, fields or words are added, so that a server can tell what an app
    /// newer than itself says from what no app says.
    pub version: u32,
    /// All kinds.
    pub kinds: &'static [Kind],
}

impl Schema {
    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&'static Kind> {
        self.kinds.iter().find(|kind| kind.name == name)
    }
}
