//! The state of sync in one word and a few numbers.

use leptos::prelude::*;
use sync::protocol::Cause;

use super::round::Ended;
use crate::store::Store;

/// The state of sync: the first that holds, in this order, save that a round that somebody asked for
/// is [`SyncState::Syncing`] until it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SyncState {
    /// The server cannot be reached.
    Offline,
    /// The server was reached but the round could not be finished.
    Error,
    /// A round is under way.
    #[default]
    Syncing,
    /// A change was refused, or a conflict waits for a decision.
    Attention,
    /// Changes wait to be sent.
    Pending,
    /// The server has everything and the device has everything.
    Synced,
}

impl SyncState {
    /// Stable word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Offline => "offline",
            Self::Error => "error",
            Self::Syncing => "syncing",
            Self::Attention => "attention",
            Self::Pending => "pending",
            Self::Synced => "synced",
        }
    }
}

/// The state of sync with its numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SyncStatus {
    /// In one word.
    pub state: SyncState,
    /// Changes that wait to be sent.
    pub pending: usize,
    /// Conflicts that wait for a decision.
    pub conflicts: usize,
    /// Refused changes in the tray.
    pub refused: usize,
    /// When everything was last sent and received, milliseconds.
    pub synced_ms: Option<i64>,
    /// Records held and records there are, while a first sync runs.
    pub download: Option<(u64, u64)>,
    /// Why the last round failed; a stable code.
    pub code: Option<String>,
    /// The browser cleared this device's data, which is being pulled afresh.
    pub cleared: Option<Cleared>,
}

/// When the browser cleared a device's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cleared {
    /// While the app was closed: what was unsent is lost.
    Closed,
    /// While it was open: what was unsent was put back.
    Open,
}

impl Store {
    /// Makes the status anew.
    pub(in crate::store) fn refresh_status(&self) {
        let inner = self.inner();
        let Some(replica) = inner.replica() else {
            return;
        };
        let before = self.status.get_untracked();
        let meta = replica.meta();
        let caught_up = meta.is_caught_up();
        let mut status = SyncStatus {
            state: SyncState::Synced,
            pending: replica.pending(),
            conflicts: inner.index.borrow().conflicts(),
            refused: replica.tray().len(),
            synced_ms: meta.synced_ms,
            download: (!caught_up && !meta.feeds.is_empty()).then(|| meta.download()),
            code: None,
            cleared: before.cleared,
        };
        let last = inner.sync.last.borrow();
        if let Some(Ended::Failed(code)) = &*last {
            status.code = Some(code.clone());
        }
        let is_asked = inner.sync.wanted.get().max(inner.sync.cause.get()) == Some(Cause::Person);
        // A look for news when there was nothing to do is not worth a word.
        let is_busy =
            inner.sync.is_running() && (status.pending > 0 || !caught_up || last.is_none());
        status.state = match &*last {
            _ if is_asked => SyncState::Syncing,
            Some(Ended::Offline) => SyncState::Offline,
            Some(Ended::Failed(_)) => SyncState::Error,
            _ if is_busy || last.is_none() => SyncState::Syncing,
            _ if status.refused > 0 || status.conflicts > 0 => SyncState::Attention,
            _ if status.pending > 0 => SyncState::Pending,
            _ if !caught_up => SyncState::Syncing,
            _ => SyncState::Synced,
        };
        drop(last);
        drop(meta);
        if status != before {
            self.status.set(status);
        }
    }
}
