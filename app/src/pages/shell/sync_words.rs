//! The state of sync in words.

use crate::i18n::{error_text, format, text, text_with};
use crate::store::{SyncState, SyncStatus};

/// The state with the number that belongs to it, e.g. `Offline · 3 belum terkirim`.
pub fn title(status: &SyncStatus) -> String {
    let with_pending = |key: &str| match status.pending {
        0 => text(key),
        pending => text_with(&format!("{key}_pending"), &[("pending", digits(pending))]),
    };
    match status.state {
        SyncState::Offline => with_pending("sync.offline"),
        SyncState::Error => with_pending("sync.error"),
        SyncState::Syncing => with_pending("sync.syncing"),
        SyncState::Attention => text_with(
            "sync.attention",
            &[("count", digits(status.refused + status.conflicts))],
        ),
        SyncState::Pending => text_with("sync.pending", &[("pending", digits(status.pending))]),
        SyncState::Synced => text("sync.synced"),
    }
}

/// That the data is safe, what is wrong, and how old the last sync is.
pub fn detail(status: &SyncStatus, now_ms: i64, zone: &str) -> String {
    let last = last(status, now_ms, zone);
    match (status.state, &status.code) {
        (SyncState::Error, Some(code)) => format!("{} {last}", error_text(code)),
        (SyncState::Synced | SyncState::Syncing, _) => last,
        (SyncState::Attention, _) => format!("{}. {last}", attention(status)),
        _ => format!("{} {last}", text("sync.safe")),
    }
}

fn attention(status: &SyncStatus) -> String {
    let numbers = [
        ("refused", digits(status.refused)),
        ("conflicts", digits(status.conflicts)),
    ];
    text_with("sync.attention_detail", &numbers)
}

fn last(status: &SyncStatus, now_ms: i64, zone: &str) -> String {
    let Some(synced_ms) = status.synced_ms else {
        return text("sync.never");
    };
    let time = format::when(synced_ms, now_ms, zone);
    match status.state {
        SyncState::Synced | SyncState::Syncing => text_with("sync.last", &[("time", time)]),
        _ => {
            let ago = format::relative(synced_ms, now_ms);
            text_with("sync.last_ago", &[("time", time), ("ago", ago)])
        }
    }
}

fn digits(count: usize) -> String {
    format::number(i64::try_from(count).unwrap_or(i64::MAX))
}
