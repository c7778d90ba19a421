//! Stable codes of refusals and failed requests. Their sentences live in the app.

/// The record does not exist, or the person may not see it.
pub const RECORD_UNKNOWN: &str = "record_unknown";
/// A create names a record that exists.
pub const RECORD_EXISTS: &str = "record_exists";
/// The kind is not known to the server.
pub const KIND_UNKNOWN: &str = "kind_unknown";
/// A field is not known to the server.
pub const FIELD_UNKNOWN: &str = "field_unknown";
/// Nobody, or not this role, may write the field.
pub const FIELD_PROTECTED: &str = "field_protected";
/// The role does not allow the operation.
pub const ROLE: &str = "role";
/// Nobody ends their own access as an administrator, so that one always remains.
pub const OWN_ACCESS: &str = "own_access";
/// The branch is not one of the person's.
pub const BRANCH: &str = "branch";
/// A record that the change refers to was refused or is not in sight.
pub const REFERENCE_UNKNOWN: &str = "reference_unknown";
/// The record that this change needs was itself refused.
pub const DEPENDS_ON_REFUSED: &str = "depends_on_refused";
/// A merge group was written in part.
pub const GROUP_INCOMPLETE: &str = "group_incomplete";
/// A stamp is not later than the one it is based on, or names another replica.
pub const STAMP_ORDER: &str = "stamp_order";
/// Records of this kind are written once.
pub const CREATE_ONLY: &str = "create_only";
/// The record or change would be too large.
pub const TOO_LARGE: &str = "too_large";
/// A discount is greater than the person's role may give.
pub const DISCOUNT: &str = "discount";
/// The record left the person's branches while a change to it was unsent.
pub const OUT_OF_SCOPE: &str = "out_of_scope";
/// Whoever it is about was erased; nothing of it was kept.
pub const ERASED: &str = "erased";
/// The device is more than five minutes ahead even after correction.
pub const CLOCK: &str = "clock";
/// A change with this number but other content was received before.
pub const REPLICA_REUSED: &str = "replica_reused";
/// The replica belongs to somebody else.
pub const FOREIGN_REPLICA: &str = "foreign_replica";
/// Somebody said that the device is lost: it erases everything.
pub const DEVICE_LOST: &str = "device_lost";
/// Somebody retired the device: what it sends is kept aside, and then it erases everything.
pub const DEVICE_RETIRED: &str = "device_retired";
/// A change number is missing.
pub const GAP: &str = "gap";
/// The request is not of the protocol.
pub const MALFORMED: &str = "malformed";
/// The server was restored, or the device's cursors are not of this server.
pub const EPOCH: &str = "epoch";
/// The app is too old for this server.
pub const APP_OLDER: &str = "app_older";
/// The server does not know yet what a newer app says; it stays unsent until it does.
pub const SERVER_OLDER: &str = "server_older";
/// Too many at once; try again later.
pub const BUSY: &str = "busy";
