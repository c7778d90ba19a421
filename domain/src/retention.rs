//! How long the server keeps what nobody sees any more.

/// For so many days the history of a record is whole; older values that others replaced are
/// forgotten.
pub const HISTORY_DAYS: i64 = 730;

/// For so many days it is remembered that a record left a branch. A device that was away for
/// longer fetches the records of the branch anew.
pub const GONE_DAYS: i64 = 180;
