//! Checks of a whole record, for forms.

use serde_json::{Map, Value};

use super::{Problem, check_fields};
use crate::schema::Kind;

/// Everything that a form should say about a record before it is saved.
pub fn check_record(kind: &Kind, fields: &Map<String, Value>) -> Vec<Problem> {
    check_fields(kind, fields)
}
