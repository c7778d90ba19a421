//! What happened to accounts: who, whom and when, never a personal value.

use crate::{Statement, Value};

/// Something that an auditor asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// The first administrator was made.
    SetUp,
    /// Somebody signed in.
    SignedIn,
    /// A password was wrong or the address unknown.
    SignInFailed,
    /// Somebody signed out.
    SignedOut,
    /// Somebody changed their own password.
    PasswordChanged,
    /// An administrator gave somebody a start password.
    StartPasswordGiven,
    /// An administrator ended somebody's access.
    AccessEnded,
    /// Somebody said that a device is lost.
    DeviceLost,
    /// Somebody said that it was found.
    DeviceFound,
    /// Somebody retired a device.
    DeviceRetired,
    /// Somebody took that back.
    DeviceKept,
    /// A lost or retired device said that it has erased itself.
    DeviceErased,
    /// Somebody made a refused change of another person as their own.
    ChangeReleased,
    /// Somebody decided that a refused change needs nothing.
    ChangeClosed,
    /// Somebody erased whom a record is about, or the ledger of erasures was replayed.
    RecordErased,
    /// The database was restored from a backup.
    Restored,
    /// Something was asked for that the person may not do.
    Denied,
    /// A device sent in the name of somebody else's replica, or what no device sends.
    ForeignRequest,
}

impl Event {
    fn word(self) -> &'static str {
        match self {
            Self::SetUp => "set_up",
            Self::SignedIn => "signed_in",
            Self::SignInFailed => "sign_in_failed",
            Self::SignedOut => "signed_out",
            Self::PasswordChanged => "password_changed",
            Self::StartPasswordGiven => "start_password_given",
            Self::AccessEnded => "access_ended",
            Self::DeviceLost => "device_lost",
            Self::DeviceFound => "device_found",
            Self::DeviceRetired => "device_retired",
            Self::DeviceKept => "device_kept",
            Self::ChangeReleased => "change_released",
            Self::ChangeClosed => "change_closed",
            Self::DeviceErased => "device_erased",
            Self::RecordErased => "record_erased",
            Self::Restored => "restored",
            Self::Denied => "denied",
            Self::ForeignRequest => "foreign_request",
        }
    }
}

/// Adds a line: `actor` did it, `subject` is whom it was done to.
pub fn entry(event: Event, actor: Option<&str>, subject: Option<&str>, now_ms: i64) -> Statement {
    Statement::new(
        "INSERT INTO audit (at_ms, event, actor, subject) VALUES (?1, ?2, ?3, ?4)",
        [
            Value::from(now_ms),
            event.word().into(),
            actor.into(),
            subject.into(),
        ],
    )
}
