//! What a check finds.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something wrong with a record, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Path of the value, e.g. `name` or `phones/k1/number`.
    pub path: String,
    /// What is wrong with it.
    pub code: ProblemCode,
}

impl Problem {
    /// A problem with the value at this path.
    pub fn new(path: impl Into<String>, code: ProblemCode) -> Self {
        Self {
            path: path.into(),
            code,
        }
    }
}

/// What is wrong with a value. The words are stable; sentences for them live in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// A value is needed.
    Required,
    /// More characters than the field takes.
    TooLong,
    /// More entries than a keyed map takes.
    TooMany,
    /// Of another type than the field's.
    WrongType,
    /// A number outside the field's range.
    OutOfRange,
    /// Not a number, or its digits are grouped in another way than the file's.
    NotANumber,
    /// More decimals than can be kept.
    TooManyDecimals,
    /// Not one of the words to choose from.
    NotAChoice,
    /// Not a day of the calendar.
    NotADate,
    /// Not a time of day.
    NotATime,
    /// Not the id of a record or the key of an entry.
    NotAnId,
    /// Whoever it is about was erased.
    Erased,
    /// Contains a character that cannot be printed.
    ControlCharacter,
    /// The kind has no such field.
    FieldUnknown,
    /// Not a phone number.
    PhoneInvalid,
    /// Not an e-mail address.
    EmailInvalid,
    /// Not five digits.
    PostcodeInvalid,
    /// The regency does not lie in the province, or there is no such region.
    RegionInvalid,
    /// A branch code is three capital letters.
    CodeInvalid,
    /// A role of branches needs at least one.
    BranchNeeded,
    /// A complaint is done only with a resolution.
    ResolutionNeeded,
    /// A complaint is done only after a recorded contact with the customer.
    ContactNeeded,
    /// A reason is needed.
    ReasonNeeded,
    /// A complaint does not go from the one state to the other.
    TransitionNotAllowed,
}

impl ProblemCode {
    /// The stable word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::TooLong => "too_long",
            Self::TooMany => "too_many",
            Self::WrongType => "wrong_type",
            Self::OutOfRange => "out_of_range",
            Self::NotANumber => "not_a_number",
            Self::TooManyDecimals => "too_many_decimals",
            Self::NotAChoice => "not_a_choice",
            Self::NotADate => "not_a_date",
            Self::NotATime => "not_a_time",
            Self::NotAnId => "not_an_id",
            Self::Erased => "erased",
            Self::ControlCharacter => "control_character",
            Self::FieldUnknown => "field_unknown",
            Self::PhoneInvalid => "phone_invalid",
            Self::EmailInvalid => "email_invalid",
            Self::PostcodeInvalid => "postcode_invalid",
            Self::RegionInvalid => "region_invalid",
            Self::CodeInvalid => "code_invalid",
            Self::BranchNeeded => "branch_needed",
            Self::ResolutionNeeded => "resolution_needed",
            Self::ContactNeeded => "contact_needed",
            Self::ReasonNeeded => "reason_needed",
            Self::TransitionNotAllowed => "transition_not_allowed",
        }
    }
}

impl fmt::Display for ProblemCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
