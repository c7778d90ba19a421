//! Marks of a complaint: its number, how near its due time is.

use domain::complaint::State;

use crate::components::Tone;
use crate::i18n::{format, text, text_with};
use crate::store::ComplaintRow;

/// Due within this time counts as soon.
const SOON_MS: i64 = 4 * 60 * 60 * 1000;

/// `#C-0194`, or that the number follows.
pub fn number_text(code: &str) -> String {
    if code.is_empty() {
        return text("common.number_follows");
    }
    text_with("complaint.number", &[("code", code)])
}

/// How near the due time is, for open complaints that have one.
pub fn due_tag(row: &ComplaintRow, now_ms: i64) -> Option<(Tone, String)> {
    let due = row.due_ms.filter(|_| row.state.is_open())?;
    let time = format::duration(due - now_ms);
    Some(if due < now_ms {
        (
            Tone::Bad,
            text_with("complaint.overdue_by", &[("time", time)]),
        )
    } else {
        let tone = if due < now_ms + SOON_MS {
            Tone::Warn
        } else {
            Tone::Mute
        };
        (tone, text_with("complaint.due_in", &[("time", time)]))
    })
}

/// What a ticket says first: that it is late, unsent, paused, or ready to be told.
pub fn ticket_tag(row: &ComplaintRow, now_ms: i64) -> Option<(Tone, String)> {
    if row.conflicts > 0 {
        return Some((Tone::Bad, text("sync.conflict")));
    }
    if row.pending {
        return Some((Tone::Warn, text("sync.unsent")));
    }
    match row.state {
        State::Waiting => Some((
            Tone::Info,
            text_with("complaint.waiting_for", &[("reason", &row.waiting_reason)]),
        )),
        State::Notify => Some((Tone::Ok, text("complaint.answer_ready"))),
        _ => due_tag(row, now_ms),
    }
}

/// Class of a ticket: `late`, `soon`, or none.
pub fn urgency(row: &ComplaintRow, now_ms: i64) -> &'static str {
    match row.due_ms.filter(|_| row.state.is_open()) {
        Some(due) if due < now_ms => "late",
        Some(due) if due < now_ms + SOON_MS => "soon",
        _ => "",
    }
}
